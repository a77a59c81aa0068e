/** Decisions about the notices: planned, written, sent. What was sent is not changed, and no click sends twice. */
import { findExtensionNotice } from '../../notice/change-notices.ts';
import { type PlannedNotice, type Sending, staysUntilSent } from '../../notice/notice.ts';
import { isPublishedInternally } from '../../postmortem/publishing.ts';
import { assertNever, type Result, succeed } from '../../result.ts';
import type { Actor } from '../actor.ts';
import type { noticeCommandSchemas } from '../commands/notice-commands.ts';
import type { outboxCommandSchemas } from '../commands/outbox-commands.ts';
import type { CommandOf } from '../commands.ts';
import type { NewEvent, NewEventOf } from '../events.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { MaintenanceState } from '../state.ts';
import { refuseNoticeChange } from './notice-change.ts';

type PersonsCommand = CommandOf<keyof typeof noticeCommandSchemas>;
type Report = CommandOf<keyof typeof outboxCommandSchemas>;
type Decision = Result<readonly NewEvent[], Refusal>;

const noticeLimit = 500;
const sendingLimit = 200;
const itself: Actor = { kind: 'console', name: 'Drydock' };

export function decideOnNotice(state: MaintenanceState, command: PersonsCommand, actor: Actor): Decision {
  if (command.type === 'plan-notice') return decideOnPlanning(state, command, actor);
  const id = command.type === 'change-notice' ? command.notice.id : command.notice;
  const known = state.notices.notices.find((notice) => notice.id === id);
  // The console has drafted it: it enters the journal with the first thing somebody does with it.
  const drafted = known === undefined ? findExtensionNotice(state, id) : undefined;
  const notice = known ?? (drafted === undefined ? undefined : { ...drafted, sendings: [] });
  if (notice === undefined) return refuse('not-now', 'There is no such notice.');
  const decided = decideOnOne(state, notice, command, actor);
  if (!decided.ok || drafted === undefined) return decided;
  const planned: NewEventOf<'notice-planned'> = { type: 'notice-planned', data: { notice: drafted }, actor: itself };
  return succeed([planned, ...decided.value]);
}

function decideOnPlanning(state: MaintenanceState, { notice }: CommandOf<'plan-notice'>, actor: Actor): Decision {
  const { notices } = state.notices;
  if (notices.some(({ id }) => id === notice.id)) return refuse('not-now', 'There is a notice of that id already.');
  if (notices.length >= noticeLimit) return refuse('not-now', `There are ${noticeLimit} notices already.`);
  if (notice.about !== undefined && !state.schedule.changes.some(({ id }) => id === notice.about))
    return refuse('not-ready', 'There is no such change of schedule.');
  return succeed([{ type: 'notice-planned', data: { notice }, actor }]);
}

function decideOnOne(
  state: MaintenanceState,
  notice: PlannedNotice,
  command: Exclude<PersonsCommand, { readonly type: 'plan-notice' }>,
  actor: Actor,
): Decision {
  const isDropped = notice.dropped !== undefined;
  switch (command.type) {
    case 'change-notice':
      if (isDropped) return refuse('not-now', 'This notice was dropped.', 'Plan another one.');
      if (hasLeft(notice))
        return refuse('not-now', 'This notice was sent: it is not changed any more.', 'Plan another one.');
      return (
        refuseNoticeChange(notice, command.notice, actor) ??
        succeed([{ type: 'notice-changed', data: { notice: command.notice }, actor }])
      );
    case 'drop-notice':
      if (isDropped) return refuse('not-now', 'This notice was dropped already.');
      if (hasLeft(notice)) return refuse('not-now', 'This notice was sent.');
      if (staysUntilSent(notice))
        return refuse(
          'not-now',
          'Every change of schedule is told to EM and CES: this notice stays due until it is sent.',
          'Send it, or say where it was copied by hand.',
        );
      return succeed([{ type: 'notice-dropped', data: { notice: notice.id, reason: command.reason }, actor }]);
    case 'begin-sending': {
      const { type: _, ...data } = command;
      const refusal =
        refuseReport(state, notice) ?? refuseWords(notice, data.text) ?? refuseSending(state, notice, data.sending);
      if (refusal !== undefined) return refusal;
      const before = notice.sendings.findLast(({ channel }) => channel === data.channel);
      if (before !== undefined && before.state !== 'failed' && before.state !== 'given-up')
        return refuse('not-now', `This notice ${standings[before.state]} through “${data.channel}”.`);
      return succeed([{ type: 'sending-begun', data, actor }]);
    }
    case 'copy-notice': {
      const { type: _, ...data } = command;
      const refusal =
        refuseReport(state, notice) ?? refuseWords(notice, data.text) ?? refuseSending(state, notice, data.sending);
      return refusal ?? succeed([{ type: 'notice-copied', data, actor }]);
    }
    case 'settle-sending': {
      const { type: _, ...data } = command;
      const sending = notice.sendings.find(({ id }) => id === command.sending);
      if (sending === undefined) return refuse('not-now', 'There is no such sending.');
      // What is provably not there may only be given up; what may be there is for a person to say.
      const isOpen = sending.state === 'unknown' || (command.word === 'give-up' && isWaiting(sending));
      if (!isOpen) return refuse('not-now', 'What became of this sending is known.');
      return succeed([{ type: 'sending-settled', data, actor }]);
    }
    default:
      return assertNever(command);
  }
}

/** The public hears of a report once the team has it (`PM-3`), by whichever way; without a report there is nothing to wait for. */
function refuseReport(state: MaintenanceState, { kind, audience }: PlannedNotice) {
  if (kind !== 'report' || audience !== 'public' || state.postmortem.begun === undefined) return undefined;
  if (isPublishedInternally(state)) return undefined;
  return refuse(
    'not-ready',
    'The report is not published internally yet, and that comes before the public hears of it.',
    'Open Post-mortem: it says what it waits for.',
  );
}

const standings = {
  sending: 'is on its way',
  sent: 'was sent',
  unknown: 'may have arrived; say what became of it before it is sent again',
} as const;

/** Failed for good, or waiting for its next try; one that is being tried now is not. */
function isWaiting({ state, nextTryAtMs }: Sending): boolean {
  return state === 'failed' || (state === 'sending' && nextTryAtMs !== undefined);
}

function hasLeft({ sendings }: PlannedNotice): boolean {
  return sendings.some(({ state }) => state === 'sending' || state === 'sent' || state === 'unknown');
}

function refuseWords(notice: PlannedNotice, text: string) {
  if (notice.dropped !== undefined) return refuse('not-now', 'This notice was dropped.');
  return text.trim() === '' ? refuse('not-ready', 'The notice says nothing.') : undefined;
}

/** One click is one id: the second use of it is the same click. */
function refuseSending(state: MaintenanceState, notice: PlannedNotice, sending: string) {
  if (state.notices.notices.some(({ sendings }) => sendings.some(({ id }) => id === sending)))
    return refuse('not-now', 'This was sent already: a click sends once.');
  return notice.sendings.length < sendingLimit
    ? undefined
    : refuse('not-now', `This notice was sent ${sendingLimit} times already.`);
}

/** Reports of the outbox. One that is settled otherwise meanwhile is too late. */
export function decideOnSending(state: MaintenanceState, command: Report, actor: Actor): Decision {
  const notice = state.notices.notices.find(({ id }) => id === command.notice);
  const sending = notice?.sendings.find(({ id }) => id === command.sending);
  if (sending?.state !== 'sending') return refuse('too-late', 'This sending is settled.');
  const { type, ...data } = command;
  switch (type) {
    case 'report-sending-repeated':
      if (sending.nextTryAtMs === undefined) return refuse('too-late', 'This sending is being tried.');
      return succeed([{ type: 'sending-repeated', data, actor }]);
    case 'report-sending-tried':
      return succeed([{ type: 'sending-tried', data: data as NewEventOf<'sending-tried'>['data'], actor }]);
    case 'report-sending-done':
      return succeed([{ type: 'sending-done', data, actor }]);
    case 'report-sending-unknown':
      return succeed([{ type: 'sending-unknown', data: data as NewEventOf<'sending-unknown'>['data'], actor }]);
    default:
      return assertNever(type);
  }
}
