/** Decides about invites, and about those who come by them. */
import { assertNever, type Result, succeed } from '../../result.ts';
import { findMember } from '../../roster/roster.ts';
import { findFollower, findInvite, type Invite, sharingLimits, toInviteStanding } from '../../sharing/sharing.ts';
import type { Actor } from '../actor.ts';
import type { followerCommandSchemas } from '../commands/follower-commands.ts';
import type { sharingCommandSchemas } from '../commands/sharing-commands.ts';
import type { CommandOf } from '../commands.ts';
import type { NewEvent } from '../events.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { MaintenanceState } from '../state.ts';

type Decision = Result<readonly NewEvent[], Refusal>;
type SharingCommand = CommandOf<keyof typeof sharingCommandSchemas>;
type FollowerCommand = CommandOf<keyof typeof followerCommandSchemas>;

/** By the leader. A maintenance that is over is shared as well: its report is still to be reviewed. */
export function decideOnSharing(
  { sharing, roster }: MaintenanceState,
  command: SharingCommand,
  actor: Actor,
  atMs: number,
): Decision {
  switch (command.type) {
    case 'make-invite':
      return makeInvite(sharing.invites, command.invite, actor, atMs);
    case 'revoke-invite': {
      const { type: _, ...data } = command;
      const invite = findInvite(sharing, data.invite);
      if (invite === undefined) return refuse('not-ready', `There is no invite “${data.invite}”.`);
      if (toInviteStanding(invite, atMs) === 'revoked')
        return refuse('not-now', 'This invite has been revoked already.');
      return succeed([{ type: 'invite-revoked', data, actor }]);
    }
    case 'admit-follower': {
      const { follower: id, person } = command;
      const follower = findFollower(sharing, id);
      if (follower === undefined) return refuse('not-ready', `Nobody came as “${id}”.`);
      if (person !== undefined && findMember(roster, person) === undefined)
        return refuse('not-ready', `“${person}” takes no part in this maintenance.`, 'Put them on the roster first.');
      if (follower.word === 'admitted' && follower.person === person)
        return refuse('not-now', `${follower.name} has been let in already.`);
      return succeed([
        { type: 'follower-admitted', data: { follower: id, ...(person === undefined ? {} : { person }) }, actor },
      ]);
    }
    case 'refuse-follower': {
      const { type: _, ...data } = command;
      const follower = findFollower(sharing, data.follower);
      if (follower === undefined) return refuse('not-ready', `Nobody came as “${data.follower}”.`);
      if (follower.word === 'refused') return refuse('not-now', `${follower.name} has been sent away already.`);
      return succeed([{ type: 'follower-refused', data, actor }]);
    }
    default:
      return assertNever(command);
  }
}

function makeInvite(
  invites: readonly Invite[],
  invite: CommandOf<'make-invite'>['invite'],
  actor: Actor,
  atMs: number,
): Decision {
  if (invites.some(({ id }) => id === invite.id)) return refuse('not-now', 'There is an invite of that id already.');
  if (invites.length >= sharingLimits.invites)
    return refuse('not-now', `${sharingLimits.invites} invites have been made for this maintenance already.`);
  if (invite.expiresAtMs <= atMs) return refuse('not-ready', 'This invite would have expired already.');
  if (invite.expiresAtMs > atMs + sharingLimits.inviteMs)
    return refuse('not-ready', 'An invite holds for 31 days at most.', 'Make a new one later.');
  return succeed([{ type: 'invite-made', data: { invite }, actor }]);
}

/** By the door, which has checked the token. The journal says of everybody when they came and when they left. */
export function decideOnFollower(
  { sharing }: MaintenanceState,
  command: FollowerCommand,
  actor: Actor,
  atMs: number,
): Decision {
  const follower = findFollower(sharing, command.follower);
  switch (command.type) {
    case 'report-joined': {
      const { type: _, ...data } = command;
      const invite = findInvite(sharing, data.invite);
      if (invite === undefined || toInviteStanding(invite, atMs) !== 'open')
        return refuse('not-allowed', 'This invite lets nobody in any more.', 'Ask the maintenance leader for another.');
      if (follower?.isHere === true) return refuse('not-now', `${follower.name} is here already.`);
      if (follower?.word === 'refused') return refuse('not-allowed', 'The maintenance leader did not let you in.');
      if (follower !== undefined)
        return succeed([{ type: 'follower-joined', data: { ...data, name: follower.name, isBack: true }, actor }]);
      const came = sharing.followers.filter((one) => one.invite === invite.id).length;
      if (came >= invite.people)
        return refuse('not-allowed', 'This invite has been used.', 'Ask the maintenance leader for another.');
      if (sharing.followers.length >= sharingLimits.followers)
        return refuse('not-now', `${sharingLimits.followers} have followed this maintenance already.`);
      return succeed([{ type: 'follower-joined', data: { ...data, isBack: false }, actor }]);
    }
    case 'report-left':
      if (follower?.isHere !== true) return refuse('not-now', 'They are not here.');
      return succeed([{ type: 'follower-left', data: { follower: command.follower, why: command.why }, actor }]);
    default:
      return assertNever(command);
  }
}
