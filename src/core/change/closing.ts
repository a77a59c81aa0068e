/** What a maintenance still waits for before it may complete, and what supplies each part (`CHG-7`). */
import type { MaintenanceState } from '../maintenance/state.ts';
import { currentTask, openTasks } from '../maintenance/tasks.ts';
import type { ClosingPart } from './checklist.ts';
import { toItemResult } from './item-result.ts';

export interface ClosingItem {
  readonly part: 'checklist' | ClosingPart;
  readonly isDone: boolean;
  /** What is so, in one sentence. */
  readonly says: string;
  /** What supplies it; absent where it is done. */
  readonly action?: string;
}

/**
 * None where nothing is waited for. A practice waits for nothing. A draft that was started as it was waits for its checklist
 * alone, where it has one: when a maintenance is scheduled its record must be whole (`CHG-1`), so from then on there are owners
 * and support to speak of; before, nothing else was agreed that could be asked for. A rollback has no checklist to pass, for
 * what it would validate has been undone; but its owners must know all the more. An abort is no completion and is never held up.
 */
export function toClosing(state: MaintenanceState): readonly ClosingItem[] {
  if (state.isPractice) return [];
  if (!wasScheduled(state)) {
    const isUndone = state.status === 'rolling-back' || state.status === 'rolled-back';
    return state.change.checklist.length === 0 || isUndone ? [] : [toChecklist(state)];
  }
  if (state.status === 'rolling-back' || state.status === 'rolled-back') return [toOwnersKnow(state, 'rollback')];
  return [
    toChecklist(state),
    toOwnersKnow(state, 'completion'),
    toSaid(
      state,
      'issues-recorded',
      'the open issues are recorded',
      'Say where they are recorded, or that there are none.',
    ),
    toSaid(
      state,
      'support-knows',
      'support knows of new behaviour and workarounds',
      'Tell support, and say who was told what.',
    ),
  ];
}

/** Every step is settled, and a part of what is said at the close is all that completion waits for. */
export function isClosingAwaited(state: MaintenanceState): boolean {
  if (state.status !== 'running' && state.status !== 'rolling-back') return false;
  if (openTasks(state).length > 0 || currentTask(state) !== undefined) return false;
  return toClosing(state).some(({ isDone }) => !isDone);
}

/** A policy that was frozen by the start itself is no scheduling. */
function wasScheduled({ schedule: { frozen }, startedAtMs }: MaintenanceState): boolean {
  return frozen !== undefined && (startedAtMs === undefined || frozen.atMs < startedAtMs);
}

/** An empty checklist has not passed: nothing was looked at. */
function toChecklist(state: MaintenanceState): ClosingItem {
  const { checklist } = state.change;
  const open = checklist.filter((item) => {
    const result = toItemResult(state, item)?.result;
    return result !== 'passed' && result !== 'not-applicable';
  });
  if (checklist.length === 0) {
    return {
      part: 'checklist',
      isDone: false,
      says: 'There is no validation checklist.',
      action: 'Choose the categories of the change or add items, and settle them.',
    };
  }
  if (open.length === 0) {
    return { part: 'checklist', isDone: true, says: `The checklist has passed: ${countOf(checklist.length)}.` };
  }
  const named = open.slice(0, 3).map(({ text }) => `“${text}”`);
  const more = open.length > 3 ? ` and ${open.length - 3} more` : '';
  return {
    part: 'checklist',
    isDone: false,
    says: `The checklist has not passed: ${named.join(', ')}${more}.`,
    action: 'Settle each as passed or not applicable, or roll back.',
  };
}

function toOwnersKnow(state: MaintenanceState, kind: 'completion' | 'rollback'): ClosingItem {
  const isSent = state.notices.notices.some(
    (notice) => notice.kind === kind && notice.sendings.some((sending) => sending.state === 'sent'),
  );
  if (isSent) return { part: 'owners-know', isDone: true, says: `The ${kind} notice was sent.` };
  return toSaid(
    state,
    'owners-know',
    'the owners know the result',
    `Send the ${kind} notice, or say how the owners were told.`,
  );
}

function toSaid(state: MaintenanceState, part: ClosingPart, what: string, action: string): ClosingItem {
  const said = state.change.closing.find((one) => one.part === part);
  if (said !== undefined) return { part, isDone: true, says: `${said.by.name} says that ${what}: ${said.text}` };
  return { part, isDone: false, says: `Nobody has said that ${what}.`, action };
}

function countOf(items: number): string {
  return items === 1 ? 'one item' : `${items} items`;
}
