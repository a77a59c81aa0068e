/** The door pipelines come by: a server that answers `GET /gate/ENVIRONMENT` to whoever has a token, and nothing else to anybody. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type GateListener, toListenerUrl } from '../../core/gate/listener.ts';
import { type Failure, fail, type Result, succeed } from '../../core/result.ts';
import type { GateDoor, GateDoorStanding } from '../desk/gate/gate-door.ts';
import { type GateAnswer, GateAnswering, type GateQuestions } from './gate-answer.ts';
import { boundEachAddress } from './socket-bounds.ts';

/** Open sockets, and those of one address among them. */
const socketLimit = 128;
const socketsOfOneLimit = 32;
/** For everything: a question is one short head, and an answer is one packet or two. */
const longestQuestionMs = 5_000;
/** An address that is not there yet comes with its network. */
const againMs = 30_000;

export interface GateListenerParts extends GateQuestions {
  /** Calls once after `ms`; the returned function takes it back. */
  after(ms: number, call: () => void): () => void;
  /** Whoever has not asked by then is hung up on. */
  readonly questionMs?: number;
  /** How it stands has changed. */
  onChanged(): void;
}

export class GateListenerDoor implements GateDoor {
  readonly #parts: GateListenerParts;
  #server: Server | undefined;
  #listener: GateListener | undefined;
  #standing: GateDoorStanding = { kind: 'closed' };
  /** How often it was closed: whatever began to listen before is not wanted any more. */
  #closings = 0;
  #takeBack: (() => void) | undefined;

  constructor(parts: GateListenerParts) {
    this.#parts = parts;
  }

  get standing(): GateDoorStanding {
    return this.#standing;
  }

  async open(listener: GateListener): ReturnType<GateDoor['open']> {
    const before = this.#listener;
    await this.close();
    const opened = await this.#listen(listener);
    if (!opened.ok && before !== undefined) await this.#listen(before);
    this.#parts.onChanged();
    return opened;
  }

  /** As `open`, for one that is to be open anyhow: what cannot be opened now is tried again until it can, or is closed. */
  async keepOpen(listener: GateListener): Promise<void> {
    const closings = this.#closings;
    const opened = await this.#listen(listener);
    if (!opened.ok && closings === this.#closings) {
      this.#standing = { kind: 'failed', problem: opened.failure.message };
      this.#takeBack = this.#parts.after(againMs, () => void this.keepOpen(listener));
    }
    this.#parts.onChanged();
  }

  async close(): Promise<void> {
    this.#takeBack?.();
    this.#takeBack = undefined;
    this.#closings += 1;
    const server = this.#server;
    this.#server = undefined;
    this.#listener = undefined;
    this.#standing = { kind: 'closed' };
    if (server === undefined) return;
    await new Promise<void>((closed) => {
      server.close(() => closed());
      server.closeAllConnections();
    });
  }

  async #listen(listener: GateListener): ReturnType<GateDoor['open']> {
    const closings = this.#closings;
    const server = makeServer(new GateAnswering(listener, this.#parts), this.#parts.questionMs ?? longestQuestionMs);
    const listening = await listen(server, listener);
    if (!listening.ok) return listening;
    if (closings !== this.#closings) {
      server.close();
      return fail('address-unusable', 'The listener was closed while it opened.');
    }
    this.#server = server;
    this.#listener = listener;
    this.#standing = { kind: 'open', url: toListenerUrl(listener) };
    return listening;
  }
}

function listen(
  server: Server,
  { address, port }: GateListener,
): Promise<Result<void, Failure<'port-taken' | 'address-unusable'>>> {
  return new Promise((settle) => {
    server.once('error', (cause: NodeJS.ErrnoException) =>
      settle(
        cause.code === 'EADDRINUSE'
          ? fail('port-taken', `Port ${port} on ${address} is taken by another program.`, {
              advice: 'Name another port.',
              cause,
            })
          : fail('address-unusable', `${address} cannot be listened on: ${cause.message}.`, {
              advice: 'Name an address that this machine has.',
              cause,
            }),
      ),
    );
    server.listen({ port, host: address }, () => {
      server.removeAllListeners('error');
      // What befalls one connection is that connection's; the door stays.
      server.on('error', () => undefined);
      settle(succeed(undefined));
    });
  });
}

function makeServer(answering: GateAnswering, questionMs: number): Server {
  const server = createServer({
    maxHeaderSize: 8 * 1024,
    headersTimeout: questionMs,
    requestTimeout: questionMs,
    connectionsCheckingInterval: 500,
    // Without one it is refused like any other that is not ours.
    requireHostHeader: false,
  });
  server.maxConnections = socketLimit;
  server.maxRequestsPerSocket = 1;
  server.timeout = questionMs;
  boundEachAddress(server, socketsOfOneLimit);
  server.on('request', (request: IncomingMessage, response) => {
    const write = ({ status, headers, body }: GateAnswer) => {
      const bytes = Buffer.from(body);
      response.writeHead(status, { ...headers, Connection: 'close', 'Content-Length': bytes.byteLength });
      response.end(request.method === 'HEAD' ? undefined : bytes);
    };
    answering.answer(request).then(write, () => response.destroy());
  });
  server.on('upgrade', (_request, socket) => socket.destroy());
  server.on('connect', (_request, socket) => socket.destroy());
  server.on('clientError', (_error, socket) => socket.destroy());
  return server;
}
