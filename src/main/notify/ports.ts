/** What the outbox needs of a sender, and what a sender is given: one message, its secrets, and a way to be stopped. */
import type { MaintenanceId } from '../../core/ids.ts';
import type { Channel } from '../../core/notice/channel.ts';
import type { Audience, NoticeKind } from '../../core/notice/notice.ts';
import type { Window } from '../../core/schedule/window.ts';

/** Where a maintenance stands, in the words of status pages. */
export type LifeCycle = 'scheduled' | 'in-progress' | 'verifying' | 'completed' | 'cancelled';

export interface OutgoingMessage {
  /** The idempotency key: the same for every try of one click, and never used for another. */
  readonly sendingId: string;
  readonly maintenance: { readonly id: MaintenanceId; readonly title: string };
  readonly notice: { readonly id: string; readonly kind: NoticeKind; readonly audience: Audience };
  readonly subject: string;
  /** Plain text, lines ended by `\n`. */
  readonly text: string;
  readonly window?: Window;
  readonly environment?: string;
  readonly services: readonly string[];
  readonly lifeCycle: LifeCycle;
  /** When a person sent it: the same for every try. */
  readonly sentAtMs: number;
  /** What this channel called the newest earlier sending of the same maintenance: an incident is updated, not made anew. */
  readonly earlierReference?: string;
}

export type SendOutcome =
  /** `reference` is kept, and comes back as `earlierReference`. */
  | { readonly kind: 'sent'; readonly reference?: string }
  /** Permanent, and provably not delivered: tried again only when a person clicks again. */
  | { readonly kind: 'refused'; readonly problem: string }
  /** For now, and provably not delivered: the outbox tries again. `retryAfterMs`: the other side asked for so long a pause. */
  | { readonly kind: 'failed'; readonly problem: string; readonly retryAfterMs?: number }
  /** It may have arrived. */
  | { readonly kind: 'unknown'; readonly problem: string };

/** What trying a channel showed, in words: “Signed in as drydock.”, “A test message was posted.” */
export interface TrialOutcome {
  readonly isWorking: boolean;
  readonly message: string;
}

export interface Sender {
  /**
   * A second `send` with the same `sendingId` cannot arrive twice (the other side keeps the key, or the sender looks first).
   * The outbox then tries again by itself where the outcome is unknown, after a crash too; otherwise a person is asked.
   */
  readonly isIdempotent: boolean;
  /**
   * Never rejects for what the other side does. Aborted: `failed` if nothing left, else `unknown`.
   * @param secrets by the names `toSecretNames` gives; all of them are there. They appear in no problem and no reference.
   */
  send(message: OutgoingMessage, secrets: ReadonlyMap<string, string>, signal: AbortSignal): Promise<SendOutcome>;
  /** Shows whether it would work: signs in or looks where nobody sees it; only where nothing else can tell, sends a message that says it is a test. */
  try(secrets: ReadonlyMap<string, string>, signal: AbortSignal): Promise<TrialOutcome>;
}

export interface Senders {
  /** `undefined` for a channel that a person serves by hand. */
  of(channel: Channel): Sender | undefined;
  /** What is wrong with how a channel is set up, in a sentence; `undefined` for nothing. Looks at nothing but the channel. */
  check(channel: Channel): string | undefined;
}
