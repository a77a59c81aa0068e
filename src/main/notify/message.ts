/** Puts together what a sender is given: the words of a sending and what the maintenance says of itself. */
import type { MaintenanceState } from '../../core/maintenance/state.ts';
import { currentTask, isBeforeStart, isOver } from '../../core/maintenance/tasks.ts';
import type { PlannedNotice, Sending } from '../../core/notice/notice.ts';
import type { LifeCycle, OutgoingMessage } from './ports.ts';

export function toMessage(state: MaintenanceState, notice: PlannedNotice, sending: Sending): OutgoingMessage {
  const { window } = state.schedule;
  const { environment, services } = state.change.record;
  const earlier = findEarlierReference(state, sending);
  return {
    // Ids of sendings are unique in a maintenance only.
    sendingId: `${state.id}-${sending.id}`,
    maintenance: { id: state.id, title: state.title },
    notice: { id: notice.id, kind: notice.kind, audience: notice.audience },
    subject: sending.subject,
    text: sending.text.replaceAll('\r\n', '\n'),
    ...(window === undefined ? {} : { window }),
    ...(environment === undefined ? {} : { environment: environment.name }),
    services,
    lifeCycle: toLifeCycle(state),
    sentAtMs: sending.atMs,
    ...(earlier === undefined ? {} : { earlierReference: earlier }),
  };
}

function toLifeCycle(state: MaintenanceState): LifeCycle {
  if (isBeforeStart(state)) return 'scheduled';
  if (state.status === 'cancelled') return 'cancelled';
  if (isOver(state)) return 'completed';
  return state.status === 'running' && currentTask(state)?.phase === 'verify' ? 'verifying' : 'in-progress';
}

function findEarlierReference(state: MaintenanceState, { channel, id }: Sending): string | undefined {
  return state.notices.notices
    .flatMap(({ sendings }) => sendings)
    .filter((one) => one.channel === channel && one.id !== id && one.state === 'sent' && one.reference !== undefined)
    .sort((a, b) => (a.sentAtMs ?? 0) - (b.sentAtMs ?? 0))
    .at(-1)?.reference;
}
