/** A maintenance's steps as lines: the plan while it is a draft, and what became of each step once it runs. */
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { toTaskTitle } from '../../../core/maintenance/tasks.ts';
import { isScripted, phases, phaseTitles, stepsOfPhase } from '../../../core/plan/plan.ts';

export function toPlanLines(state: MaintenanceState): readonly string[] {
  if (state.tasks.length > 0) {
    return state.tasks.map((task) => `  ${task.state.padEnd(9)}  ${task.id}  ${toTaskTitle(state, task)}`);
  }
  return phases.flatMap((phase) => {
    const steps = stepsOfPhase(state.plan, phase);
    if (steps.length === 0) return [];
    const lines = steps.map((step) => {
      const where = isScripted(step) ? ` on ${step.hosts.join(', ') || 'no host yet'}` : '';
      return `  ${step.kind.padEnd(7)}  ${step.id}  ${step.title}${where}`;
    });
    return [phaseTitles[phase], ...lines];
  });
}
