/** One screen, through whichever door: frames in become questions to the desk, answers and notices become frames out. */
import { frameLimitBytes, type ReplyFrame, requestFrameSchema } from '../../contract/frames.ts';
import type { Caller, Desk } from '../desk/desk.ts';
import { Allowance } from './allowance.ts';
import { NoticeQueue, type Wire } from './notice-queue.ts';

/** Questions of one screen under way at one time. */
const underWayLimit = 256;
/** Questions a second, and at once: a log scrolled as fast as it goes asks sixty times a second. */
const perSecond = 500;
const burst = 1_000;
/** Frames nobody can read, after which the other side is not one of our pages. */
const malformedLimit = 10;
/** Answers on their way to a screen that does not read them. */
const unreadLimitBytes = 2 * frameLimitBytes;

export class Connection {
  readonly #desk: Desk;
  readonly #caller: Caller;
  readonly #wire: Wire;
  readonly #notices: NoticeQueue;
  readonly #stopListening: () => void;
  readonly #allowance = new Allowance(perSecond, burst, performance.now());
  #underWay = 0;
  #malformed = 0;
  #isClosed = false;

  constructor(desk: Desk, caller: Caller, wire: Wire) {
    this.#desk = desk;
    this.#caller = caller;
    this.#wire = wire;
    this.#notices = new NoticeQueue(wire);
    this.#stopListening = desk.listen(caller, (notice) => this.#notices.offer(notice));
  }

  /** Never throws for what came in. Resolves when the frame has been answered. */
  async receive(text: string): Promise<void> {
    if (this.#isClosed) return;
    const frame = readFrame(text);
    if (frame === undefined) return this.#refuseFrame();
    const { id, request, input } = frame;
    if (this.#underWay >= underWayLimit || !this.#allowance.take(performance.now())) {
      const message = 'This window asks faster than the console answers.';
      return this.#send({ id, ok: false, failure: { kind: 'too-many-requests', message, advice: 'Try again.' } });
    }
    this.#underWay += 1;
    try {
      const answer = await this.#desk.answer(this.#caller, request, input);
      this.#send({ id, ...answer } as ReplyFrame);
    } finally {
      this.#underWay -= 1;
    }
  }

  /** The other side is gone: its searches end, and what is still under way is answered to nobody. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#stopListening();
    this.#notices.end();
  }

  #refuseFrame(): void {
    this.#malformed += 1;
    // Nothing says which question it was: 0 is the id of none.
    this.#send({ id: 0, ok: false, failure: { kind: 'bad-frame', message: 'That was not a frame of Drydock.' } });
    if (this.#malformed >= malformedLimit) this.#drop('too many malformed frames');
  }

  #send(reply: ReplyFrame): void {
    if (this.#isClosed) return;
    const encoding = Buffer.from(JSON.stringify(reply));
    if (encoding.byteLength > frameLimitBytes) {
      const message = 'The answer is larger than one frame may be.';
      this.#send({ id: reply.id, ok: false, failure: { kind: 'answer-too-large', message, advice: 'Ask for less.' } });
    } else if (this.#wire.waitingBytes() + encoding.byteLength > unreadLimitBytes) {
      this.#drop('the screen does not read its answers');
    } else {
      this.#wire.send(encoding);
    }
  }

  #drop(reason: string): void {
    this.close();
    this.#wire.drop(reason);
  }
}

function readFrame(text: string) {
  if (Buffer.byteLength(text) > frameLimitBytes) return undefined;
  try {
    return requestFrameSchema.safeParse(JSON.parse(text)).data;
  } catch {
    // Not JSON at all; the caller hears the same as for JSON of another shape.
    return undefined;
  }
}
