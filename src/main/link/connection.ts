/** One screen, through whichever door: frames in become questions to the desk, answers and notices become frames out. */
import { frameLimitBytes, type ReplyFrame, requestFrameSchema } from '../../contract/frames.ts';
import { Allowance } from '../../core/allowance.ts';
import type { Caller, Desk } from '../desk/desk.ts';
import { NoticeQueue, type Wire } from './notice-queue.ts';

export interface ScreenLimits {
  /** Of a frame that comes in. */
  readonly frameBytes: number;
  /** Questions of one screen under way at one time. */
  readonly underWay: number;
  /** Questions a second, and at once. */
  readonly perSecond: number;
  readonly burst: number;
  /** What all such screens may ask together. */
  readonly together?: Allowance;
  /** On their way to a screen that does not read: with more than this it is let go. One answer may be larger. */
  readonly unreadBytes: number;
  /** Between two rounds of notices; a frame of the screen where nothing is said. */
  readonly beatMs?: () => number;
}

/** A screen of this machine: a log scrolled as fast as it goes asks sixty times a second. */
export const ownScreen: ScreenLimits = {
  frameBytes: frameLimitBytes,
  underWay: 256,
  perSecond: 500,
  burst: 1_000,
  unreadBytes: frameLimitBytes,
};
/** Frames nobody can read, after which the other side is not one of our pages. */
const malformedLimit = 10;

export interface ConnectionBounds {
  readonly limits?: ScreenLimits;
  /** Of a clock that only goes forward. */
  readonly elapsedMs?: () => number;
  /** Shared with others; without one, it has its own by the limits. */
  readonly allowance?: Allowance | undefined;
}

export class Connection {
  readonly #desk: Desk;
  readonly #caller: Caller;
  readonly #wire: Wire;
  readonly #notices: NoticeQueue;
  readonly #stopListening: () => void;
  readonly #allowance: Allowance;
  readonly #limits: ScreenLimits;
  readonly #elapsedMs: () => number;
  #underWay = 0;
  #malformed = 0;
  #isClosed = false;

  constructor(
    desk: Desk,
    caller: Caller,
    wire: Wire,
    { limits = ownScreen, elapsedMs = () => performance.now(), allowance }: ConnectionBounds = {},
  ) {
    this.#desk = desk;
    this.#caller = caller;
    this.#wire = wire;
    this.#limits = limits;
    this.#elapsedMs = elapsedMs;
    this.#allowance = allowance ?? new Allowance(limits, elapsedMs());
    this.#notices = new NoticeQueue(wire, limits.beatMs);
    this.#stopListening = desk.listen(caller, (notice) => this.#notices.offer(notice));
  }

  /** Never throws for what came in. Resolves when the frame has been answered. */
  async receive(text: string): Promise<void> {
    if (this.#isClosed) return;
    const frame = readFrame(text, this.#limits.frameBytes);
    if (frame === undefined) return this.#refuseFrame();
    const { id, request, input } = frame;
    if (this.#underWay >= this.#limits.underWay || !this.#mayAsk(this.#elapsedMs())) {
      const message = 'This window asks faster than the console answers.';
      return this.#send({ id, ok: false, failure: { kind: 'too-many-requests', message, advice: 'Try again.' } });
    }
    this.#underWay += 1;
    try {
      const answer = await this.#desk.answer(this.#caller, request, input);
      if (answer.ok) this.#sendText(id, encodedOutput(id, answer.output));
      else this.#send({ id, ...answer });
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

  #mayAsk(nowMs: number): boolean {
    return this.#allowance.take(nowMs) && this.#limits.together?.take(nowMs) !== false;
  }

  #send(reply: ReplyFrame): void {
    this.#sendText(reply.id, JSON.stringify(reply));
  }

  #sendText(id: number, text: string): void {
    if (this.#isClosed) return;
    const encoding = Buffer.from(text);
    if (encoding.byteLength > frameLimitBytes) {
      const message = 'The answer is larger than one frame may be.';
      this.#send({ id, ok: false, failure: { kind: 'answer-too-large', message, advice: 'Ask for less.' } });
    } else if (this.#wire.waitingBytes() > this.#limits.unreadBytes) {
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

const outputs = new WeakMap<object, string>();

/** The frame of an answer. Where the desk gives many the same answer, the same object, it is encoded once for all of them. */
function encodedOutput(id: number, output: unknown): string {
  let text = typeof output === 'object' && output !== null ? outputs.get(output) : undefined;
  if (text === undefined) {
    text = JSON.stringify(output);
    if (typeof output === 'object' && output !== null) outputs.set(output, text);
  }
  return `{"id":${id},"ok":true,"output":${text}}`;
}

function readFrame(text: string, limitBytes: number) {
  if (Buffer.byteLength(text) > limitBytes) return undefined;
  try {
    return requestFrameSchema.safeParse(JSON.parse(text)).data;
  } catch {
    // Not JSON at all; the caller hears the same as for JSON of another shape.
    return undefined;
  }
}
