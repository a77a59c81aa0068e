/** How the lead of a maintenance passes from one console to another: offered, accepted, passed, taken. At every point exactly one leads, or none. */
import type { Actor } from '../maintenance/actor.ts';
import type { PartId } from '../roster/names.ts';

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
