/** How invites and followers are told on a screen. */
import { CircleCheck, CircleOff, Hourglass, TimerOff, UserCheck, UserX, WifiOff } from 'lucide-react';
import type { Follower, FollowerStanding, InviteStanding } from '../../../core/sharing/sharing.ts';
import type { Look } from '../../theme/tones.ts';

export const inviteLooks: Readonly<Record<InviteStanding, Look>> = {
  open: { word: 'Open', icon: CircleCheck, tone: 'good' },
  revoked: { word: 'Revoked', icon: CircleOff, tone: 'neutral' },
  expired: { word: 'Expired', icon: TimerOff, tone: 'neutral' },
  'handed-over': { word: 'Over', icon: CircleOff, tone: 'neutral' },
};

/** It holds, and as many have come by it as may. */
export const usedInviteLook: Look = { word: 'Used', icon: UserCheck, tone: 'neutral' };

/** What follows `0 of 1 came`: a link that was opened and has no name to it yet. */
export function toOpenedText(opened: number, came: number): string {
  const nameless = opened - came;
  if (nameless <= 0) return '';
  if (came === 0 && nameless === 1) return ', opened, and nobody has said who they are yet';
  return `, opened by ${nameless}${came === 0 ? '' : ' more'} who ${nameless === 1 ? 'has' : 'have'} not said who they are yet`;
}

const followerLooks: Readonly<Record<FollowerStanding, Look>> = {
  waiting: { word: 'Asks to be let in', icon: Hourglass, tone: 'warn' },
  admitted: { word: 'Follows', icon: CircleCheck, tone: 'good' },
  refused: { word: 'Not let in', icon: UserX, tone: 'neutral' },
  revoked: { word: 'Invite revoked', icon: CircleOff, tone: 'neutral' },
  expired: { word: 'Invite expired', icon: TimerOff, tone: 'neutral' },
  'handed-over': { word: 'Followed before', icon: CircleOff, tone: 'neutral' },
};

const awayLook: Look = { word: 'Not connected', icon: WifiOff, tone: 'neutral' };

export function lookOfFollower(standing: FollowerStanding, { isHere }: Follower): Look {
  return standing === 'admitted' && !isHere ? awayLook : followerLooks[standing];
}

/** `Ben Okoye and Cleo Marsh`; beyond two the rest is counted. */
export function toNamesText(names: readonly string[]): string {
  const [first = '', second, ...rest] = names;
  if (second === undefined) return first;
  return rest.length === 0 ? `${first} and ${second}` : `${first}, ${second} and ${rest.length} more`;
}
