/**
 * Notices on their way to one screen. The first goes out at once; what follows within a beat is put together, the newest of
 * its kind standing for those before it. A screen that reads slowly gets fewer, and never an old one: it is behind, not lost.
 */
import type { NoticeFrame } from '../../contract/frames.ts';
import type { Notice } from '../../contract/notices.ts';

/** One beat: a frame of the screen. Somebody who follows from another machine has a longer one. */
const frameMs = 16;
/** Bytes on their way above which nothing is added until they have gone. */
const behindBytes = 1024 * 1024;
/** Notices of different kinds that may wait for one screen. */
const waitingLimit = 2_000;

/** What moves text to a screen. */
export interface Wire {
  send(text: Buffer): void;
  /** Given to `send` and not gone yet. */
  waitingBytes(): number;
  /** Ends the connection, with a reason for the log. */
  drop(reason: string): void;
}

export class NoticeQueue {
  readonly #wire: Wire;
  readonly #beatMs: () => number;
  readonly #waiting = new Map<unknown, Notice>();
  #timer: NodeJS.Timeout | undefined;
  #isEnded = false;

  /** @param beatMs looked at before each beat */
  constructor(wire: Wire, beatMs = () => frameMs) {
    this.#wire = wire;
    this.#beatMs = beatMs;
  }

  offer(notice: Notice): void {
    if (this.#isEnded) return;
    const key = keyOf(notice);
    // Deleted first, so that a notice stands where its newest word was said.
    this.#waiting.delete(key);
    this.#waiting.set(key, notice);
    if (this.#waiting.size > waitingLimit) {
      this.#wire.drop('the screen is too far behind');
      this.end();
    } else if (this.#timer === undefined) {
      this.#beat();
    }
  }

  end(): void {
    this.#isEnded = true;
    this.#waiting.clear();
    clearTimeout(this.#timer);
  }

  #beat(): void {
    this.#timer = undefined;
    if (this.#waiting.size === 0) return;
    if (this.#wire.waitingBytes() <= behindBytes) {
      const notices = [...this.#waiting.values()];
      this.#waiting.clear();
      for (const notice of notices) this.#wire.send(encoded(notice));
    }
    if (!this.#isEnded) this.#timer = setTimeout(() => this.#beat(), this.#beatMs());
  }
}

/** Notices of the same key say the same of a later moment; one without a twin is its own key. */
function keyOf(notice: Notice): unknown {
  switch (notice.notice) {
    case 'head':
      return `head ${notice.data.maintenance}`;
    case 'contact':
      return `contact ${notice.data.host}`;
    case 'documents':
      return `documents ${notice.data.area}`;
    case 'prompt':
    case 'prompt-settled':
    case 'search-hits':
      return notice;
  }
}

const encodings = new WeakMap<Notice, Buffer>();

/** The frame of a notice. The desk tells all screens the same object, so it is encoded once for all of them. */
function encoded(notice: Notice): Buffer {
  const known = encodings.get(notice);
  if (known !== undefined) return known;
  const frame: NoticeFrame = { notice: notice.notice, data: notice.data };
  const encoding = Buffer.from(JSON.stringify(frame));
  encodings.set(notice, encoding);
  return encoding;
}
