/** How the steps of a run stand in their panel: by phase, and in it those that run together under one line. */
import type { MaintenanceState, Task } from '../../../../core/maintenance/state.ts';
import { activeTasks, isOfRollBack, toForwardTasks } from '../../../../core/maintenance/tasks.ts';
import { toGroupsOfPhase } from '../../../../core/plan/groups.ts';
import { type Phase, type Plan, phases, phaseTitles } from '../../../../core/plan/plan.ts';

/** Tasks that stand under one line: of a group of steps, or any that run one after another. */
export interface Block {
  readonly tasks: readonly Task[];
  /** How many steps they are of, where the plan puts these together; else 1. */
  readonly steps: number;
}

interface Section {
  readonly title: string;
  readonly tasks: readonly Task[];
  readonly blocks: readonly Block[];
}

/** A draft shows what would run; a rollback stands first once it has begun, for it is what happens now. */
export function toSections(state: MaintenanceState): readonly Section[] {
  const tasks = state.tasks.length > 0 ? state.tasks : toForwardTasks(state.plan);
  const toSection = (phase: Phase, own: readonly Task[]) => ({
    title: phaseTitles[phase],
    tasks: own,
    blocks: toBlocks(state.plan, phase, own),
  });
  const back = tasks.filter(isOfRollBack);
  const forward = phases
    .map((phase) =>
      toSection(
        phase,
        tasks.filter((task) => task.phase === phase && !isOfRollBack(task)),
      ),
    )
    .filter((section) => section.tasks.length > 0);
  if (back.length === 0) return forward;
  const rollBack = toSection('roll-back', back);
  return activeTasks(state).some(isOfRollBack) ? [rollBack, ...forward] : [...forward, rollBack];
}

function toBlocks(plan: Plan, phase: Phase, tasks: readonly Task[]): readonly Block[] {
  const groups = toGroupsOfPhase(plan, phase).filter((group) => group.length > 1);
  const groupOf = new Map(groups.flatMap((group) => group.map(({ id }) => [id, group])));
  const blocks: { tasks: Task[]; steps: number; group: unknown }[] = [];
  for (const task of tasks) {
    // What is undone is undone one at a time.
    const group = task.direction === 'back' ? undefined : groupOf.get(task.step);
    const last = blocks.at(-1);
    if (last !== undefined && last.group === group) last.tasks.push(task);
    else blocks.push({ tasks: [task], steps: group?.length ?? 1, group });
  }
  return blocks;
}
