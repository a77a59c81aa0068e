/** How invites and followers are told on a screen. */
import { CircleCheck, CircleOff, Hourglass, TimerOff, UserX, WifiOff } from 'lucide-react';
import type { Follower, FollowerStanding, InviteStanding, Sharing } from '../../../core/sharing/sharing.ts';
import { toFollowerStanding } from '../../../core/sharing/sharing.ts';
import type { Look } from '../../theme/tones.ts';

export const inviteLooks: Readonly<Record<InviteStanding, Look>> = {
  open: { word: 'Open', icon: CircleCheck, tone: 'good' },
  revoked: { word: 'Revoked', icon: CircleOff, tone: 'neutral' },
  expired: { word: 'Expired', icon: TimerOff, tone: 'neutral' },
};

const followerLooks: Readonly<Record<FollowerStanding, Look>> = {
  waiting: { word: 'Asks to be let in', icon: Hourglass, tone: 'warn' },
  admitted: { word: 'Follows', icon: CircleCheck, tone: 'good' },
  refused: { word: 'Not let in', icon: UserX, tone: 'neutral' },
  revoked: { word: 'Invite revoked', icon: CircleOff, tone: 'neutral' },
  expired: { word: 'Invite expired', icon: TimerOff, tone: 'neutral' },
};

const awayLook: Look = { word: 'Not connected', icon: WifiOff, tone: 'neutral' };

export function lookOfFollower(standing: FollowerStanding, { isHere }: Follower): Look {
  return standing === 'admitted' && !isHere ? awayLook : followerLooks[standing];
}

/** Connected and let in: who sees what happens now. */
export function toFollowing(sharing: Sharing, nowMs: number): readonly Follower[] {
  return sharing.followers.filter((one) => one.isHere && toFollowerStanding(sharing, one, nowMs) === 'admitted');
}

/** Who waits for the leader’s word, longest first. */
export function toWishes(sharing: Sharing, nowMs: number): readonly Follower[] {
  return sharing.followers.filter((one) => toFollowerStanding(sharing, one, nowMs) === 'waiting');
}

/** `Ben Okoye and Cleo Marsh`; beyond two the rest is counted. */
export function toFollowingText(following: readonly Pick<Follower, 'name'>[]): string {
  const [first, second, ...rest] = following;
  if (first === undefined) return '';
  if (second === undefined) return first.name;
  return rest.length === 0
    ? `${first.name} and ${second.name}`
    : `${first.name}, ${second.name} and ${rest.length} more`;
}
