/** Of those who came by invites: who follows now, and who waits for the leader’s word. */
import { type Follower, type Sharing, toFollowerStanding } from './sharing.ts';

/** Connected and let in: who sees what happens now. */
export function toFollowing(sharing: Sharing, nowMs: number): readonly Follower[] {
  return sharing.followers.filter((one) => one.isHere && toFollowerStanding(sharing, one, nowMs) === 'admitted');
}

/** Longest first. */
export function toWishes(sharing: Sharing, nowMs: number): readonly Follower[] {
  return sharing.followers.filter((one) => toFollowerStanding(sharing, one, nowMs) === 'waiting');
}
