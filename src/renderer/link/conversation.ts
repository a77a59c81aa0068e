/** Pairs replies with what was asked and hands out notices: what both doors have in common. A door moves text, and says how it stands. */
import { noticeFrameSchema, type ReplyFrame, replyFrameSchema } from '../../contract/frames.ts';
import { type Notice, type NoticeName, notices } from '../../contract/notices.ts';
import type { RequestName } from '../../contract/requests.ts';
import type { EndOfLink } from '../../contract/share-ways.ts';
import { type Link, LinkFailure, type LinkState } from './link.ts';

/** Questions under way at one time; a screen that asks more has lost its way. */
const waitingLimit = 1_000;

export interface Door {
  send(frame: string): void;
}

interface Waiting {
  readonly frame: string;
  readonly resolve: (output: unknown) => void;
  readonly reject: (failure: LinkFailure) => void;
}

export class Conversation {
  readonly #waiting = new Map<number, Waiting>();
  readonly #noticeCalls = new Set<(notice: Notice) => void>();
  readonly #stateCalls = new Set<(state: LinkState) => void>();
  #state: LinkState = 'connecting';
  #whyEnded: EndOfLink | undefined;
  #door: Door | undefined;
  #lastId = 0;

  /** The door is open: what waited for it goes through. */
  opened(door: Door): void {
    this.#door = door;
    for (const { frame } of this.#waiting.values()) door.send(frame);
    this.#become('open');
  }

  /** Contact is gone. What was asked may or may not have happened; the journal says, once it can be read again. */
  lost(): void {
    if (this.#state === 'ended') return;
    this.#dropWaiting();
    this.#become('lost');
  }

  /** Contact is gone and will not come back. */
  ended(why: EndOfLink): void {
    this.#whyEnded = why;
    this.#dropWaiting();
    this.#become('ended');
  }

  heard(text: string): void {
    const frame: unknown = JSON.parse(text);
    const reply = replyFrameSchema.safeParse(frame);
    if (reply.success) {
      this.#settle(reply.data);
      return;
    }
    const notice = noticeFrameSchema.parse(frame);
    // A notice this page does not know comes from a newer host; whatever it says is read again on the next look.
    if (!(notice.notice in notices)) return;
    const name = notice.notice as NoticeName;
    const known = { notice: name, data: notices[name].parse(notice.data) } as Notice;
    for (const call of this.#noticeCalls) call(known);
  }

  link(close: () => void): Link {
    return {
      ask: (name, input) => this.#ask(name, input) as Promise<never>,
      onNotice: (call) => added(this.#noticeCalls, call),
      onState: (call) => added(this.#stateCalls, call),
      state: () => this.#state,
      whyEnded: () => this.#whyEnded,
      close,
    };
  }

  #dropWaiting(): void {
    this.#door = undefined;
    const unanswered = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const waiting of unanswered) waiting.reject(lostWhileAsking());
  }

  #ask(request: RequestName, input: unknown): Promise<unknown> {
    if (this.#state === 'lost' || this.#state === 'ended') return Promise.reject(lostBeforeAsking());
    if (this.#waiting.size >= waitingLimit) return Promise.reject(tooMany());
    const id = ++this.#lastId;
    const frame = JSON.stringify({ id, request, input });
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { frame, resolve, reject });
      this.#door?.send(frame);
    });
  }

  #settle(reply: ReplyFrame): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if (reply.ok) waiting?.resolve(reply.output);
    else waiting?.reject(new LinkFailure(reply.failure));
  }

  #become(state: LinkState): void {
    if (state === this.#state) return;
    this.#state = state;
    for (const call of this.#stateCalls) call(state);
  }
}

function added<T>(calls: Set<T>, call: T): () => void {
  calls.add(call);
  return () => void calls.delete(call);
}

function lostBeforeAsking(): LinkFailure {
  return new LinkFailure({
    kind: 'link-lost',
    message: 'This window has lost its console, so nothing was asked of it.',
    advice: 'Steps on hosts go on. The window reconnects by itself as soon as the console runs.',
  });
}

function lostWhileAsking(): LinkFailure {
  return new LinkFailure({
    kind: 'link-lost',
    message: 'This window lost its console before the answer came; what you asked may have been done.',
    advice: 'Look at the log once the window is connected again.',
  });
}

function tooMany(): LinkFailure {
  return new LinkFailure({
    kind: 'too-many-requests',
    message: `More than ${waitingLimit} questions wait for an answer.`,
  });
}
