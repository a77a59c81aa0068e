/** Where every sending begins, whoever asks for it: a person at the console, one who came by an invite, or the console by itself. */
import type { Actor } from '../../../core/maintenance/actor.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { type Channel, reachesHost } from '../../../core/notice/channel.ts';
import { isOfVisitor, type PlannedNotice } from '../../../core/notice/notice.ts';
import { type Failure, fail, type Result } from '../../../core/result.ts';
import type { DeskParts } from '../parts.ts';
import { findChannel, refuseWithoutSecrets } from './channels.ts';

/** What is to leave: its words, and through which channel. Its id is one click. */
interface Outgoing {
  readonly sending: string;
  readonly channel: string;
  readonly subject: string;
  readonly text: string;
}

/** What it answers is on disk, and leaves when its channel lets it. */
export function beginSending(
  parts: DeskParts,
  { state, notice }: { readonly state: MaintenanceState; readonly notice: PlannedNotice },
  outgoing: Outgoing,
  actor: Actor,
): Result<unknown, Failure> {
  const channel = findChannel(parts.store, outgoing.channel);
  if (!channel.ok) return channel;
  return (
    refuseChannel(parts, notice, channel.value) ??
    refuseAbroad(notice, channel.value, actor) ??
    parts.ledger.submit(state.id, { type: 'begin-sending', notice: notice.id, ...outgoing }, actor)
  );
}

/** What stands in the way before anything is written: the wrong audience, nobody to send it, secrets nobody gave. */
function refuseChannel(
  { senders, channelSecrets }: DeskParts,
  notice: PlannedNotice,
  channel: Channel,
): Result<never, Failure> | undefined {
  if (channel.audience === 'public' && notice.audience === 'internal')
    return fail('not-public', `“${channel.name}” is read by the public, and this is an internal text.`, {
      advice: 'Send it through an internal channel.',
    });
  if (senders.of(channel) === undefined)
    return fail('by-hand', `“${channel.name}” is served by hand.`, {
      advice: 'Copy the words, and say where they are now.',
    });
  return refuseWithoutSecrets(channelSecrets, channel);
}

/** What somebody who came by an invite sends, or changed last before the console sends it, reaches no host over SSH: that is the leader’s console’s alone. */
function refuseAbroad(notice: PlannedNotice, channel: Channel, actor: Actor): Result<never, Failure> | undefined {
  if (!reachesHost(channel) || !isOfVisitor(notice, actor)) return undefined;
  return fail('not-allowed', `“${channel.name}” is written to a host over SSH, which only the leader’s console does.`, {
    advice: 'Ask the maintenance leader to send it.',
  });
}
