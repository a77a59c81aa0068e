/** The browser's door: WebSockets at `/link`, each one a connection. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Allowance } from '../../core/allowance.ts';
import type { Caller, Desk } from '../desk/desk.ts';
import { Connection, ownScreen, type ScreenLimits } from './connection.ts';
import { refuseUpgrade } from './upgrade-refusal.ts';

/** Screens at one console. */
const ownScreens = 100;
/** How long a screen may take to say goodbye. */
const farewellMs = 1_000;
/** A screen that does not answer a ping for this long is gone, whatever TCP believes. */
const pingEveryMs = 15_000;

/** One screen that is to be connected, and what is to be known of it. */
export interface Screen {
  readonly caller: Caller;
  /** What it may ask together with other screens of the same person; without one, it has an allowance of its own. */
  readonly allowance?: Allowance;
  /** It is connected; `drop` ends it. */
  opened?(drop: (code: number, reason: string) => void): void;
  closed?(): void;
}

/** What a screen is told whose connection ends. */
export interface Farewell {
  readonly code: number;
  readonly reason: string;
}

export class WebSocketDoor {
  readonly #server: WebSocketServer;
  readonly #connections = new Map<WebSocket, Connection>();
  readonly #alive = new WeakSet<WebSocket>();
  readonly #pings: NodeJS.Timeout;
  readonly #desk: Desk;
  readonly #limits: ScreenLimits;
  readonly #screens: number;
  readonly #elapsedMs: () => number;

  /** @param elapsedMs of a clock that only goes forward */
  constructor(desk: Desk, limits = ownScreen, screens = ownScreens, elapsedMs = () => performance.now()) {
    this.#elapsedMs = elapsedMs;
    this.#desk = desk;
    this.#limits = limits;
    this.#screens = screens;
    this.#server = new WebSocketServer({
      noServer: true,
      clientTracking: true,
      maxPayload: limits.frameBytes,
      // Compressing a frame for each screen would cost more than it saves.
      perMessageDeflate: false,
    });
    this.#pings = setInterval(() => this.#ping(), pingEveryMs);
    this.#pings.unref();
  }

  /** Takes over a request that has been let in. */
  open(request: IncomingMessage, socket: Duplex, head: Buffer, screen: Screen): void {
    if (this.#server.clients.size >= this.#screens) {
      refuseUpgrade(socket, 503);
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (opened) => this.#connect(opened, screen));
  }

  get size(): number {
    return this.#connections.size;
  }

  /** Ends every connection; the door stays open. */
  hangUp({ code, reason }: Farewell = { code: 1001, reason: 'the desk cannot be reached' }): void {
    for (const [socket, connection] of this.#connections) {
      connection.close();
      end(socket, code, reason);
    }
  }

  /** Nothing is asked of the desk any more once this returns; the sockets close within a second. */
  close(farewell?: Farewell): void {
    clearInterval(this.#pings);
    this.hangUp(farewell);
    this.#server.close();
  }

  #connect(socket: WebSocket, screen: Screen): void {
    const wire = {
      send: (text: Buffer) => socket.send(text, { binary: false }),
      waitingBytes: () => socket.bufferedAmount,
      drop: (reason: string) => end(socket, 1008, reason),
    };
    const connection = new Connection(this.#desk, screen.caller, wire, {
      limits: this.#limits,
      elapsedMs: this.#elapsedMs,
      allowance: screen.allowance,
    });
    this.#connections.set(socket, connection);
    this.#alive.add(socket);
    socket.on('pong', () => this.#alive.add(socket));
    socket.on('message', (data, isBinary) => {
      if (isBinary) socket.close(1003, 'frames are text');
      else void connection.receive(data.toString());
    });
    // A broken frame or a reset: ws closes the socket itself, and `close` follows.
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      this.#connections.delete(socket);
      connection.close();
      screen.closed?.();
    });
    screen.opened?.((code, reason) => {
      connection.close();
      end(socket, code, reason);
    });
  }

  #ping(): void {
    for (const socket of this.#server.clients) {
      if (!this.#alive.delete(socket)) socket.terminate();
      else socket.ping();
    }
  }
}

/** Says goodbye; whoever does not answer that is cut off. */
function end(socket: WebSocket, code: number, reason: string): void {
  socket.close(code, reason);
  setTimeout(() => socket.terminate(), farewellMs).unref();
}
