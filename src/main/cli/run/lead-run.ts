/** Follows a run to its end, prints its log as it comes, and lets a leader meet what the run needs of a person. */

import type { ContractPrompt } from '../../../contract/shapes.ts';
import { toNext } from '../../../core/maintenance/next.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { isOver, openTasks } from '../../../core/maintenance/tasks.ts';
import { toShellWord } from '../../../core/text/shell-word.ts';
import { type CommandContext, stopWith } from '../command-context.ts';
import type { DeskSession } from '../desk-session.ts';
import { type ExitStatus, exitStatus, exitStatusOf } from '../exit-status.ts';
import { listenForInterrupt } from '../terminal/interrupt.ts';
import { createProgress } from '../terminal/progress.ts';
import { toCallLine } from '../terminal/shell-line.ts';
import type { Leader } from './leader.ts';
import type { LogEntry, LogFollower } from './log-follower.ts';
import { printEntry } from './log-lines.ts';
import { type Need, toNeeds } from './needs.ts';

/** How long a lost contact is waited for before a person is needed. */
const patienceMs = 60_000;

export interface LeadOptions {
  readonly leader: Leader;
  /** Whether the lines of output are printed on a terminal, too; else only the last one shows. */
  readonly showsOutput: boolean;
  /** Called with every entry as it is printed. */
  readonly onEntry?: (entry: LogEntry) => Promise<void> | void;
}

export async function leadRun(
  context: CommandContext,
  desk: DeskSession,
  follower: LogFollower,
  options: LeadOptions,
): Promise<ExitStatus> {
  const { print } = context;
  const { leader } = options;
  const prompts = new Map<string, ContractPrompt>();
  const stopListening = desk.listen(({ notice, data }) => {
    if (notice === 'prompt') prompts.set(data.id, data);
    if (notice === 'prompt-settled') prompts.delete(data.prompt);
  });
  const shown = await desk.ask('workspace.show', {});
  if (shown.ok) for (const prompt of shown.value.prompts) prompts.set(prompt.id, prompt);

  const progress = createProgress(print);
  const interrupt = listenForInterrupt();
  let unknownSinceMs: number | undefined;
  const printOne = async (entry: LogEntry) => {
    if (entry.kind === 'output') progress.lastLine(entry.row.text);
    if (entry.kind === 'event' || options.showsOutput || !print.isTerminal) {
      printEntry(print, entry);
      await print.settled();
    }
    await options.onEntry?.(entry);
  };
  try {
    for (;;) {
      const level = await follower.catchUp(printOne, { signal: interrupt.signal });
      if (!level.ok) return stopWith(context, level.failure);
      const state = level.value;
      if (isOver(state)) {
        // What was committed with the last event comes before the end is told.
        await follower.catchUp(printOne);
        progress.pause();
        return await tellOutcome(context, desk, state);
      }
      if (interrupt.signal.aborted) {
        progress.pause();
        return tellDetached(context, desk, state);
      }
      progress.show(state);

      const [prompt] = prompts.values();
      if (prompt !== undefined) {
        progress.pause();
        const answers = await leader.answer(prompt, interrupt.signal);
        if (interrupt.signal.aborted) continue;
        if (answers === undefined) return tellPrompt(context, state, prompt);
        prompts.delete(prompt.id);
        const answered = await desk.ask('prompt.answer', { prompt: prompt.id, answers: [...answers] });
        if (!answered.ok) print.failure(answered.failure);
        continue;
      }

      const isSettled = toNext(state).every((next) => next.do === 'nothing' && next.because === 'settled');
      if (isSettled && state.hold === undefined) {
        const completed = await desk.ask('run.complete', { maintenance: state.id });
        if (!completed.ok && completed.failure.kind !== 'stale') return stopWith(context, completed.failure);
        continue;
      }
      const needs = toNeeds(state);
      if (needs.some((need) => need.mayPass)) unknownSinceMs ??= Date.now();
      else unknownSinceMs = undefined;
      const isPatient = unknownSinceMs !== undefined && Date.now() - unknownSinceMs < patienceMs;
      const need = needs.find(({ mayPass }) => !(mayPass && isPatient));
      // Where nobody is there to answer, what runs beside it is followed to its end first.
      const isPending = !leader.isThere && openTasks(state).some(({ state: is }) => is === 'running');
      if (need === undefined || isPending) {
        await follower.news();
        continue;
      }
      progress.pause();
      const move = await leader.meet(need, state, interrupt.signal);
      if (interrupt.signal.aborted) continue;
      if (move === undefined) return tellNeed(context, state, need);
      const moved = await desk.askAnything(move.request, move.input);
      if (!moved.ok && moved.failure.kind !== 'stale') {
        print.failure(moved.failure);
        if (!print.isTerminal) return exitStatusOf(moved.failure);
      }
    }
  } finally {
    progress.close();
    interrupt.stop();
    stopListening();
    follower.close();
  }
}

async function tellOutcome({ print }: CommandContext, desk: DeskSession, state: MaintenanceState): Promise<ExitStatus> {
  const summary = await desk.ask('maintenance.summary', { maintenance: state.id });
  const lines = summary.ok ? summary.value.rows : 0;
  print.line(`${state.title}: ${state.status}, ${state.tasks.length} steps, ${lines} lines`);
  print.record({ maintenance: state.id, outcome: state.status, steps: state.tasks.length, lines });
  return state.status === 'completed' ? exitStatus.done : exitStatus.failed;
}

function tellDetached(context: CommandContext, desk: DeskSession, state: MaintenanceState): ExitStatus {
  const { print } = context;
  const running = desk.host.running();
  const tasks = running.map(({ task, host }) => ({ task, host }));
  print.record({ maintenance: state.id, outcome: 'detached', running: tasks });
  const goesOn = running.length === 0 ? 'Nothing runs now.' : running.map(({ title }) => `${title} goes on.`).join(' ');
  print.aside(`Detached. ${goesOn} No further step begins until the run is led on:`);
  print.aside(`  ${toRunLine(context, state)}`);
  return exitStatus.needsPerson;
}

function tellNeed(context: CommandContext, state: MaintenanceState, need: Need): ExitStatus {
  const { print } = context;
  const commands = need.ways.map((way) => {
    const input = { ...way.input, ...(way.needsReason ? { reason: 'WHY' } : {}) };
    return { does: way.does, command: toCallLine(way.request, input, context.workspaceOption) };
  });
  const { kind, message, task } = need;
  print.record({
    maintenance: state.id,
    outcome: 'needs-person',
    need: { kind, message, ...(task === undefined ? {} : { task: task.id }), commands },
  });
  print.aside(`A person is needed: ${message}`);
  for (const { does, command } of commands) print.aside(`  to say “${does}”: ${command}`);
  print.aside(`  then go on: ${toRunLine(context, state)}`);
  return exitStatus.needsPerson;
}

function tellPrompt(context: CommandContext, state: MaintenanceState, prompt: ContractPrompt): ExitStatus {
  const { print } = context;
  const isKey = prompt.kind === 'host-key';
  const message = isKey
    ? `${prompt.host} is met for the first time and shows the ${prompt.algorithm} key ${prompt.fingerprint}`
    : `${prompt.host} asks: ${prompt.title}`;
  const command = isKey
    ? `drydock host trust ${prompt.host} --fingerprint ${prompt.fingerprint}${context.workspaceOption}`
    : toRunLine(context, state);
  const does = isKey ? 'once the fingerprint was compared' : 'on a terminal, where it can be answered';
  print.record({
    maintenance: state.id,
    outcome: 'needs-person',
    need: { kind: prompt.kind, message, commands: [{ does, command }] },
  });
  print.aside(`A person is needed: ${message}`);
  print.aside(`  ${does}: ${command}`);
  return exitStatus.needsPerson;
}

function toRunLine({ workspaceOption }: CommandContext, state: MaintenanceState): string {
  return `drydock run ${state.id} --confirm ${toShellWord(state.title)}${workspaceOption}`;
}
