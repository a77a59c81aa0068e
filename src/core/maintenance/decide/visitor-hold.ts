/**
 * What somebody who came by an invite completes never lets the run begin anything by itself: it is held at that place, and goes
 * on by the leader’s word.
 */
import type { Actor } from '../actor.ts';
import type { NewEvent } from '../events.ts';
import { foresee } from '../foresight.ts';
import { type Next, toNext } from '../next.ts';
import type { MaintenanceState } from '../state.ts';
import { activeTasks, natureOf } from '../tasks.ts';

const itself: Actor = { kind: 'console', name: 'Drydock' };

/**
 * What was decided, and the hold with it where the run would now come to a script by itself and would not have before: at once,
 * after a time, or when what runs beside it has ended.
 */
export function withVisitorHold(
  state: MaintenanceState,
  events: readonly NewEvent[],
  visitor: Actor,
  atMs: number,
): readonly NewEvent[] {
  const after = foresee(state, events, atMs);
  if (after.hold !== undefined) return events;
  const before = new Set(toNext(state).flatMap(toBeginning));
  const isNew = toNext(after)
    .flatMap(toBeginning)
    .some((task) => !before.has(task));
  const isFreed = waitsForPerson(state) && !waitsForPerson(after) && hasScriptAhead(after);
  if (!isNew && !isFreed) return events;
  const reason = `${visitor.name} follows from another machine, and what they did lets the run go on: it does so by the leader’s word.`;
  return [...events, { type: 'run-held', data: { cause: 'buddy', reason }, actor: itself }];
}

/** Whether a person stands in the way of whatever comes next. */
function waitsForPerson(state: MaintenanceState): boolean {
  return toNext(state).some((next) =>
    next.do === 'nothing'
      ? next.because === 'person' || next.because === 'failed'
      : next.do === 'await' && next.for !== 'time',
  );
}

function hasScriptAhead(state: MaintenanceState): boolean {
  return activeTasks(state).some((task) => task.state === 'ready' && natureOf(state, task) === 'script');
}

/** The task that begins without a person’s word. A wait is followed by whatever comes after it. */
function toBeginning(next: Next): readonly string[] {
  const begins = next.do === 'attempt' || next.do === 'elapse' || (next.do === 'await' && next.for === 'time');
  return begins ? [next.task] : [];
}
