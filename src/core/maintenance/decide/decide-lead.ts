/** Decides how the lead passes from one console to another: in one order, each side saying so, and never two that lead. */
import { whyOnlyRead } from '../../lead/relay.ts';
import { assertNever, type Result, succeed } from '../../result.ts';
import { findFollower, toFollowerStanding } from '../../sharing/sharing.ts';
import type { Actor } from '../actor.ts';
import type { leadCommandSchemas } from '../commands/lead-commands.ts';
import type { Command, CommandOf } from '../commands.ts';
import type { NewEvent } from '../events.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { MaintenanceState } from '../state.ts';
import { isBeforeStart, isOver } from '../tasks.ts';

type Decision = Result<readonly NewEvent[], Refusal>;

/** Once the lead was passed, nothing but its being taken is written: not here, and not there before it. */
export function refuseAfterPassing(state: MaintenanceState, command: Command): ReturnType<typeof refuse> | undefined {
  const because = command.type === 'take-lead' ? undefined : whyOnlyRead(state);
  return because === undefined ? undefined : refuse('not-now', because, 'Look at it there.');
}

export function decideOnLead(
  state: MaintenanceState,
  command: CommandOf<keyof typeof leadCommandSchemas>,
  actor: Actor,
  atMs: number,
): Decision {
  switch (command.type) {
    case 'offer-lead':
      return offer(state, command, actor, atMs);
    case 'accept-lead': {
      const { type: _, follower, ...data } = command;
      const { relay } = state;
      if (relay?.id !== data.relay) return refuse('not-now', 'This offer of the lead does not stand any more.');
      if (relay.follower !== follower)
        return refuse('not-allowed', 'The lead was offered to somebody else.', 'Ask the maintenance leader.');
      if (relay.accepted !== undefined) return refuse('not-now', 'This offer of the lead was accepted already.');
      return succeed([{ type: 'lead-accepted', data, actor }]);
    }
    case 'withdraw-lead': {
      const { type: _, follower, ...data } = command;
      const { relay } = state;
      if (relay?.id !== data.relay) return refuse('not-now', 'This offer of the lead does not stand any more.');
      if (follower !== undefined && relay.follower !== follower)
        return refuse('not-allowed', 'The lead was offered to somebody else.');
      return succeed([{ type: 'lead-withdrawn', data, actor }]);
    }
    case 'pass-lead': {
      const { type: _, ...data } = command;
      const { relay } = state;
      if (relay?.id !== data.relay) return refuse('not-now', 'This offer of the lead does not stand any more.');
      if (relay.accepted === undefined)
        return refuse('not-now', 'They have not accepted the lead yet.', 'Wait for their word.');
      if (relay.accepted.fingerprint !== data.fingerprint)
        return refuse(
          'not-confirmed',
          `The key of their console has the fingerprint ${relay.accepted.fingerprint}, not ${data.fingerprint}.`,
          'Have it read out again from their console. If it stays another, somebody is between you.',
        );
      return succeed([{ type: 'lead-passed', data, actor }]);
    }
    case 'take-lead':
      return take(state, command, actor);
    default:
      return assertNever(command);
  }
}

function offer(state: MaintenanceState, command: CommandOf<'offer-lead'>, actor: Actor, atMs: number): Decision {
  const { type: _, ...data } = command;
  if (state.relay !== undefined) return refuse('not-now', 'The lead is offered already.', 'Withdraw that offer first.');
  const follower = findFollower(state.sharing, data.follower);
  if (follower === undefined) return refuse('not-ready', `Nobody follows as “${data.follower}”.`);
  if (toFollowerStanding(state.sharing, follower, atMs) !== 'admitted')
    return refuse('not-ready', `${follower.name} is not let in.`, 'Confirm their name first.');
  if (follower.role === 'follow')
    return refuse('not-ready', `${follower.name} was invited to follow only.`, 'Invite them to review or to assist.');
  return succeed([{ type: 'lead-offered', data, actor }]);
}

/** What was open goes on; nothing new begins until whoever leads now says so, for only they know whether it is still a good idea. */
function take(state: MaintenanceState, { fingerprint }: CommandOf<'take-lead'>, actor: Actor): Decision {
  const { relay } = state;
  if (relay?.passedAtMs === undefined) return refuse('not-now', 'The lead of this maintenance is not on its way.');
  if (relay.accepted?.fingerprint !== fingerprint)
    return refuse(
      'not-allowed',
      `The lead was handed over to the console ${relay.accepted?.fingerprint}, and this is ${fingerprint}.`,
      'Only the console that accepted it takes it.',
    );
  const taken: NewEvent = { type: 'lead-taken', data: { relay: relay.id, fingerprint }, actor };
  if (isBeforeStart(state) || isOver(state) || state.hold !== undefined) return succeed([taken]);
  const reason = 'The lead was handed over to another console.';
  return succeed([
    taken,
    { type: 'run-held', data: { cause: 'recovered', reason }, actor: { kind: 'console', name: 'Drydock' } },
  ]);
}
