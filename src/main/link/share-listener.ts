/** The door followers come by: a server of its own beside the console’s, with the same page, for whoever has an invite. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { Allowance, Allowances, type Rate } from '../../core/allowance.ts';
import { fail, type Result, succeed } from '../../core/result.ts';
import { type ShareListener, toShareOrigin } from '../../core/sharing/listener.ts';
import type { Desk } from '../desk/desk.ts';
import type { Guests, ShareDoorFailure } from '../desk/sharing/share-door.ts';
import type { ScreenLimits } from './connection.ts';
import { type Guest, GuestList } from './guest-list.ts';
import { type PageAnswer, plainAnswer } from './pages.ts';
import { PresenceBook } from './presence.ts';
import { ShareAnswering } from './share-answer.ts';
import type { ShareKey } from './share-certificate.ts';
import { makeShareServer, readBody } from './share-server.ts';
import { refuseUpgrade } from './upgrade-refusal.ts';
import { WebSocketDoor } from './websocket.ts';

/** Followers at one console, counted by connections. */
const followerLimit = 500;
/** Within a second, whoever may follow no longer is disconnected: soon after their standing changed, or when time has run out. */
const lookMs = 900;
const soonMs = 50;

/** Somebody on another machine: what they ask costs the leader’s console time, so it is bounded for one and for all. */
const visitorLimits = {
  frameBytes: 256 * 1024,
  underWay: 32,
  unreadBytes: 4 * 1024 * 1024,
} as const satisfies Partial<ScreenLimits>;
/** Of one follower, in however many windows; and of all together. */
const questionsOfOne: Rate = { perSecond: 100, burst: 400 };
const questionsTogether: Rate = { perSecond: 4_000, burst: 8_000 };
/** More than can be connected at one time. */
const followersRemembered = 1_000;
/** Between two rounds of notices: longer the more there are, so that a hundred or five hundred ask as much together. */
const beatMs = 80;
const beatOfOneMs = 0.8;

export interface ShareListenerParts {
  readonly desk: Desk;
  readonly guests: Guests;
  /** The folder of the built page. */
  readonly pages: string;
  /** Calls once after `ms`; the returned function takes it back. */
  after(ms: number, call: () => void): () => void;
  /** Of a clock that only goes forward. */
  elapsedMs(): number;
}

export class ShareServer {
  readonly #parts: ShareListenerParts;
  readonly #listener: ShareListener;
  readonly #server: Server;
  readonly #door: WebSocketDoor;
  readonly #answering: ShareAnswering;
  readonly #here: GuestList;
  readonly #questions = new Allowances(questionsOfOne, followersRemembered);
  #stopLooking: () => void = () => undefined;
  #came = 0;
  #looksSoon = false;

  private constructor(parts: ShareListenerParts, listener: ShareListener, key: ShareKey | undefined) {
    this.#parts = parts;
    this.#listener = listener;
    const { desk, guests, pages } = parts;
    const together = new Allowance(questionsTogether, parts.elapsedMs());
    const beat = () => Math.max(beatMs, this.#door.size * beatOfOneMs);
    const limits = { ...visitorLimits, ...questionsOfOne, together, beatMs: beat };
    this.#door = new WebSocketDoor(desk, limits, followerLimit, () => parts.elapsedMs());
    this.#answering = new ShareAnswering(listener, guests, pages, () => parts.elapsedMs());
    this.#here = new GuestList(guests, new PresenceBook(guests, (ms, call) => parts.after(ms, call)));
    this.#server = makeShareServer(listener, key);
    this.#server.on('request', (request, response) => void this.#answer(request, response));
    this.#server.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head));
  }

  /** @param key needed for any address but this machine’s own */
  static async open(
    parts: ShareListenerParts,
    listener: ShareListener,
    key: ShareKey | undefined,
  ): Promise<Result<ShareServer, ShareDoorFailure>> {
    const server = new ShareServer(parts, listener, key);
    const problem = await server.#listen();
    if (problem === undefined) {
      server.#lookOn();
      return succeed(server);
    }
    const { address, port } = listener;
    return problem.code === 'EADDRINUSE'
      ? fail('port-taken', `Port ${port} on ${address} is taken by another program.`, {
          advice: 'Name another port.',
          cause: problem,
        })
      : fail('address-unusable', `${address} cannot be listened on: ${problem.message}.`, {
          advice: 'Name an address that this machine has.',
          cause: problem,
        });
  }

  get url(): string {
    return toShareOrigin(this.#listener);
  }

  get connections(): number {
    return this.#door.size;
  }

  /** Somebody’s standing may have changed. Where hundreds come at once, all are looked at together. */
  lookSoon(): void {
    if (this.#looksSoon) return;
    this.#looksSoon = true;
    this.#parts.after(soonMs, () => {
      this.#looksSoon = false;
      this.#here.look(this.#parts.elapsedMs());
    });
  }

  #lookOn(): void {
    this.#stopLooking = this.#parts.after(lookMs, () => {
      this.#here.look(this.#parts.elapsedMs());
      this.#lookOn();
    });
  }

  close(): Promise<void> {
    this.#stopLooking();
    this.#here.endAll();
    return new Promise((closed) => {
      this.#server.close(() => closed());
      this.#door.close();
      this.#server.closeAllConnections();
    });
  }

  #listen(): Promise<NodeJS.ErrnoException | undefined> {
    const { address, port } = this.#listener;
    return new Promise((settle) => {
      this.#server.once('error', settle);
      this.#server.listen({ port, host: address }, () => {
        this.#server.removeAllListeners('error');
        // What befalls one connection is that connection’s; the door stays.
        this.#server.on('error', () => undefined);
        settle(undefined);
      });
    });
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '/', headers } = request;
    const write = (answer: PageAnswer) => {
      response.writeHead(answer.status, { ...answer.headers, 'Content-Length': answer.body.byteLength });
      response.end(method === 'HEAD' ? undefined : answer.body);
    };
    try {
      const body = method === 'POST' ? await readBody(request) : undefined;
      write(await this.#answering.answer({ method, url, from: toFrom(request), headers, body }));
    } catch (problem) {
      // Nobody is there any more to be answered, or the page could not be read.
      if (response.headersSent || request.destroyed) return void response.destroy();
      console.error(problem);
      write(plainAnswer(500, 'The page could not be read.'));
    }
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const from = toFrom(request);
    const found = request.url === '/link' ? this.#answering.findGuest({ from, headers: request.headers }) : 403;
    if (typeof found === 'number') {
      refuseUpgrade(socket, found);
      return;
    }
    const { share, session } = found;
    if (!this.#here.hasRoomFor(share)) {
      refuseUpgrade(socket, 429);
      return;
    }
    const actor = { kind: 'person', name: 'Somebody', via: share.role } as const;
    let guest: Guest | undefined;
    this.#door.open(request, socket, head, {
      caller: { id: `guest-${++this.#came}`, actor, rights: new Set(), share },
      allowance: this.#questions.of(share.follower, this.#parts.elapsedMs()),
      opened: (drop) => {
        guest = { share, session, sinceMs: this.#parts.elapsedMs(), drop };
        this.#here.opened(guest);
      },
      closed: () => {
        if (guest !== undefined) this.#here.closed(guest);
      },
    });
  }
}

function toFrom({ socket }: IncomingMessage): string {
  return socket.remoteAddress ?? '';
}
