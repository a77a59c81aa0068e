/**
 * The newest word that came by an invite and that nobody at the leader's console has answered. A start by itself never rests on one: what
 * satisfies the policy may be a buddy's, but only a person at the console makes anything run.
 */
import type { Actor } from '../maintenance/actor.ts';
import type { EventType, JournalEvent } from '../maintenance/events.ts';

/** Of what is said by invites, that on which no rule looks. Whatever else there is, or comes to be, may decide readiness. */
const decidesNothing: ReadonlySet<EventType> = new Set([
  'note-added',
  'comment-added',
  'marked-seen',
  'follower-joined',
  'follower-left',
  'lead-accepted',
  'lead-withdrawn',
  'service-marked',
]);

/** Folds one event: whatever a person writes at the console itself answers all that came before. */
export function toUnledWord(before: Actor | undefined, { type, actor }: JournalEvent): Actor | undefined {
  if (actor.kind !== 'person') return before;
  if (actor.via === undefined) return undefined;
  return decidesNothing.has(type) ? before : actor;
}

/** Why it does not start by itself; `undefined` where no such word stands. */
export function sayUnled({ unledWord }: { readonly unledWord?: Actor }): string | undefined {
  if (unledWord === undefined) return undefined;
  return `It waits for the leader’s word: ${unledWord.name} has given theirs from another machine, and nobody at the leader’s console has said anything since.`;
}
