/** How somebody stands who takes the lead over, read off the journal of the console it comes from. */
import type { MaintenanceState } from '../maintenance/state.ts';
import type { PartId } from '../roster/names.ts';

/** `elsewhere`: it went to another console than this one. */
export type TakingStand = 'following' | 'offered' | 'accepted' | 'passed' | 'elsewhere';

/** @param who as whom they follow there, and the fingerprint of their own console’s key */
export function toTakingStand(
  { relay }: Pick<MaintenanceState, 'relay'>,
  { follower, fingerprint }: { readonly follower: PartId; readonly fingerprint: string },
): TakingStand {
  if (relay === undefined) return 'following';
  const isOurs = relay.follower === follower && relay.accepted?.fingerprint === fingerprint;
  if (relay.passedAtMs !== undefined) return isOurs ? 'passed' : 'elsewhere';
  if (relay.follower !== follower) return 'following';
  return isOurs ? 'accepted' : 'offered';
}
