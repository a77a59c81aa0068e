/** The browser's door: WebSockets at `/link`, each one a connection. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { frameLimitBytes } from '../../contract/frames.ts';
import type { Caller, Desk } from '../desk/desk.ts';
import { Connection } from './connection.ts';

/** Screens at one console. */
const screenLimit = 100;
/** How long a screen may take to say goodbye. */
const farewellMs = 1_000;
/** A screen that does not answer a ping for this long is gone, whatever TCP believes. */
const pingEveryMs = 15_000;

export class WebSocketDoor {
  readonly #server = new WebSocketServer({
    noServer: true,
    clientTracking: true,
    maxPayload: frameLimitBytes,
    // Compressing a frame for each screen would cost more than loopback saves.
    perMessageDeflate: false,
  });
  readonly #connections = new Map<WebSocket, Connection>();
  readonly #alive = new WeakSet<WebSocket>();
  readonly #pings: NodeJS.Timeout;
  readonly #desk: Desk;
  readonly #callerOf: (connection: string) => Caller;
  #opened = 0;

  constructor(desk: Desk, callerOf: (connection: string) => Caller) {
    this.#desk = desk;
    this.#callerOf = callerOf;
    this.#pings = setInterval(() => this.#ping(), pingEveryMs);
    this.#pings.unref();
  }

  /** Takes over a request that has been let in. */
  open(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (this.#server.clients.size >= screenLimit) {
      socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\n');
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (opened) => this.#connect(opened));
  }

  /** Nothing is asked of the desk any more once this returns; the sockets close within a second. */
  close(): void {
    clearInterval(this.#pings);
    for (const [socket, connection] of this.#connections) {
      connection.close();
      socket.close(1001, 'the console closes');
      setTimeout(() => socket.terminate(), farewellMs).unref();
    }
    this.#server.close();
  }

  #connect(socket: WebSocket): void {
    const connection = new Connection(this.#desk, this.#callerOf(`browser-${++this.#opened}`), {
      send: (text) => socket.send(text, { binary: false }),
      waitingBytes: () => socket.bufferedAmount,
      drop: (reason) => socket.close(1008, reason),
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
    });
  }

  #ping(): void {
    for (const socket of this.#server.clients) {
      if (!this.#alive.delete(socket)) socket.terminate();
      else socket.ping();
    }
  }
}
