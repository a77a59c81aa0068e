/** How the lead of a maintenance passes from one console to another: offered, accepted, passed, taken. At every point exactly one leads, or none. */
import type { Actor } from '../maintenance/actor.ts';
import type { PartId } from '../roster/names.ts';
import { findFollower, type Sharing } from '../sharing/sharing.ts';

/**
 * On its way. From `passed` on the console that had the lead only reads; the one whose key was accepted may take it, and nobody
 * else ever: `lead-taken` stands in no other journal than its own.
 */
export interface Relay {
  readonly id: PartId;
  /** To whom of those who follow. */
  readonly follower: PartId;
  readonly offeredBy: Actor;
  readonly accepted?: { readonly publicKey: string; readonly fingerprint: string; readonly by: Actor };
  readonly passedAtMs?: number;
}

/** The lead is another console's, or on its way there: nothing is written here any more. */
export function isPassed({ relay }: { readonly relay?: Relay }): boolean {
  return relay?.passedAtMs !== undefined;
}

/** Why nothing can be done about it here, in words that name whose console has the lead now; `undefined` where this one leads. */
export function whyOnlyRead({
  relay,
  sharing,
}: {
  readonly relay?: Relay;
  readonly sharing: Sharing;
}): string | undefined {
  if (relay?.passedAtMs === undefined) return undefined;
  const name = findFollower(sharing, relay.follower)?.name ?? 'somebody';
  return `The lead was handed over to ${name}’s console, so it can only be read here.`;
}
