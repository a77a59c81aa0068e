/** A desk that stands in somebody else’s console: the same requests and notices, over the door for followers. The doors of this one serve it like their own. */
import { WebSocket } from 'ws';
import { z } from 'zod';
import { frameLimitBytes, noticeFrameSchema, type ReplyFrame, replyFrameSchema } from '../../contract/frames.ts';
import { type Notice, type NoticeName, notices } from '../../contract/notices.ts';
import type { RequestShape } from '../../contract/request-shape.ts';
import { type RequestName, type RequestOutput, requests } from '../../contract/requests.ts';
import { type EndOfLink, toEndOfShare } from '../../contract/share-ways.ts';
import { type Failure, type Result, succeed } from '../../core/result.ts';
import type { InviteLink } from '../../core/sharing/invite-link.ts';
import type { Answer, Caller, Desk } from '../desk/desk.ts';
import { enterByInvite, openWay, type Reach } from './share-way.ts';
import type { DeskReach } from './shown-desk.ts';

const firstRetryMs = 250;
const lastRetryMs = 5_000;
/** Questions under way; the other side bounds them too. */
const waitingLimit = 500;
export interface RemoteParts {
  readonly link: InviteLink;
  readonly reach: Reach;
  /** Of somebody who has come in before: they need no new invite. */
  readonly session?: string;
  /** From 0 to 1: spreads out those who were disconnected together. */
  readonly random: () => number;
  /** Calls once after `ms`; the returned function takes it back. */
  after(ms: number, call: () => void): () => void;
}

export class RemoteDesk implements Desk, DeskReach {
  readonly #parts: RemoteParts;
  /** Lets whoever has it in again, until the invite expires. */
  readonly session: string;
  readonly #waiting = new Map<number, { readonly request: RequestName; readonly settle: (answer: Answer) => void }>();
  readonly #ears = new Set<(notice: Notice) => void>();
  readonly #stateCalls = new Set<() => void>();
  #state: DeskReach['state'] = 'connecting';
  #whyEnded: EndOfLink | undefined;
  #socket: WebSocket | undefined;
  #takeBack: (() => void) | undefined;
  #lastId = 0;
  #tries = 0;

  private constructor(parts: RemoteParts, session: string) {
    this.#parts = parts;
    this.session = session;
  }

  /** Comes by an invite, and stays connected until it is closed or let in no more. Fails where it is not let in at all. */
  static async enter(parts: RemoteParts): Promise<Result<RemoteDesk, Failure>> {
    const { link, reach, session } = parts;
    const entered = session === undefined ? await enterByInvite(link, reach) : succeed(session);
    if (!entered.ok) return entered;
    const desk = new RemoteDesk(parts, entered.value);
    await desk.#connect();
    return succeed(desk);
  }

  get state(): DeskReach['state'] {
    return this.#state;
  }

  get whyEnded(): EndOfLink | undefined {
    return this.#whyEnded;
  }

  onState(call: () => void): () => void {
    this.#stateCalls.add(call);
    return () => void this.#stateCalls.delete(call);
  }

  /** Whose it is the other side knows by the session, not by what is said here. */
  async answer(_caller: Caller, request: string, input: unknown): Promise<Answer> {
    const socket = this.#socket;
    if (!Object.hasOwn(requests, request)) return refuse('no-such-request', `There is no request “${request}”.`);
    if (socket === undefined || this.#state !== 'open')
      return refuse('link-lost', 'The leader’s console cannot be reached now, so nothing was asked of it.');
    if (this.#waiting.size >= waitingLimit)
      return refuse('too-many-requests', 'Too many questions wait for an answer.');
    const id = ++this.#lastId;
    return new Promise((settle) => {
      this.#waiting.set(id, { request: request as RequestName, settle });
      socket.send(JSON.stringify({ id, request, input }));
    });
  }

  listen(_caller: Caller, call: (notice: Notice) => void): () => void {
    this.#ears.add(call);
    return () => void this.#ears.delete(call);
  }

  close(): void {
    this.#takeBack?.();
    this.#end('left');
    this.#socket?.close(1_000);
    this.#forget();
  }

  async #connect(): Promise<void> {
    const { link, reach } = this.#parts;
    const way = await openWay(link, reach);
    if (this.#state === 'ended') {
      if (way.ok) way.value.destroy();
      return;
    }
    if (!way.ok) {
      // Somebody else answers there: nothing is gained by asking again.
      if (way.failure.kind === 'key-differs') this.#end('not-let-in');
      else this.#later();
      return;
    }
    const { host } = new URL(link.origin);
    const socket = new WebSocket(`ws://${host}/link`, {
      createConnection: () => way.value as never,
      headers: { Host: host, Origin: link.origin, Cookie: this.session },
      maxPayload: frameLimitBytes,
      perMessageDeflate: false,
    });
    await new Promise<void>((settle) => {
      let isRefused = false;
      socket.once('unexpected-response', (_request, response) => {
        isRefused = response.statusCode === 403;
        response.destroy();
        socket.terminate();
      });
      socket.on('error', () => undefined);
      socket.once('open', () => {
        this.#socket = socket;
        this.#tries = 0;
        this.#become('open');
        void this.#catchUp();
        settle();
      });
      socket.on('message', (data) => this.#hear(String(data)));
      socket.once('close', (code, reason) => {
        way.value.destroy();
        this.#forget();
        const why = isRefused ? 'not-let-in' : toEndOfShare(code, String(reason));
        if (why === undefined) this.#later();
        else this.#end(why);
        settle();
      });
    });
  }

  #later(): void {
    if (this.#state === 'ended') return;
    this.#become('lost');
    const delayMs = Math.min(lastRetryMs, firstRetryMs * 2 ** this.#tries++) * (0.5 + this.#parts.random() / 2);
    this.#takeBack = this.#parts.after(delayMs, () => void this.#connect());
  }

  /** What was asked may or may not have been done: the journal says, once it can be read again. */
  #forget(): void {
    this.#socket = undefined;
    const unanswered = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { settle } of unanswered)
      settle(
        refuse('link-lost', 'The leader’s console was lost before it answered; what you asked may have been done.'),
      );
  }

  /** Notices that were missed are not told again: where everything stands now is told instead. */
  async #catchUp(): Promise<void> {
    const nobody: Caller = { id: 'remote', actor: { kind: 'console', name: 'Drydock' }, rights: new Set() };
    const me = await this.answer(nobody, 'share.me', {});
    if (!me.ok) return;
    this.#tell({ notice: 'documents', data: { area: 'share' } });
    const { maintenance } = me.output as Extract<RequestOutput<'share.me'>, { kind: 'visitor' }>;
    const summary = await this.answer(nobody, 'maintenance.summary', { maintenance });
    if (!summary.ok) return;
    const { seq, rows } = summary.output as RequestOutput<'maintenance.summary'>;
    this.#tell({ notice: 'head', data: { maintenance, seq, rows } });
  }

  /** What comes over a network is read by the contract’s shapes, whoever sent it. */
  #hear(text: string): void {
    let frame: unknown;
    try {
      frame = JSON.parse(text);
    } catch {
      this.#socket?.close(1_008);
      return;
    }
    const reply = replyFrameSchema.safeParse(frame);
    if (reply.success) {
      this.#settle(reply.data);
      return;
    }
    const notice = noticeFrameSchema.safeParse(frame);
    if (!notice.success || !Object.hasOwn(notices, notice.data.notice)) return;
    const name = notice.data.notice as NoticeName;
    const data = notices[name].safeParse(notice.data.data);
    if (data.success) this.#tell({ notice: name, data: data.data } as Notice);
  }

  #settle(reply: ReplyFrame): void {
    const waiting = this.#waiting.get(reply.id);
    if (waiting === undefined) return;
    this.#waiting.delete(reply.id);
    if (!reply.ok) {
      waiting.settle({ ok: false, failure: reply.failure });
      return;
    }
    const { output }: RequestShape = requests[waiting.request];
    const parsed = z.safeParse(output, reply.output);
    waiting.settle(
      parsed.success
        ? { ok: true, output: parsed.data }
        : refuse('bad-answer', 'The leader’s console answered in a way that this Drydock does not know.'),
    );
  }

  #tell(notice: Notice): void {
    for (const call of this.#ears) call(notice);
  }

  #end(why: EndOfLink): void {
    this.#whyEnded ??= why;
    this.#become('ended');
  }

  #become(state: DeskReach['state']): void {
    if (state === this.#state || this.#state === 'ended') return;
    this.#state = state;
    for (const call of this.#stateCalls) call();
  }
}

function refuse(kind: string, message: string): Answer {
  return {
    ok: false,
    failure: { kind, message, advice: 'It is tried again by itself while the console can be back.' },
  };
}
