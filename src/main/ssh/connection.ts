/** One SSH connection to one host: opened, its key judged, logged in, and watched until it ends. */
import type { Duplex } from 'node:stream';
import type { ClientChannel, SFTPWrapper } from 'ssh2';
import ssh2 from 'ssh2';
import { type Result, succeed } from '../../core/result.ts';
import type { Clock, HostFailure, HostTarget } from '../engine/ports.ts';
import { type AdmissionMeans, admit, refusedLogin } from './admission.ts';
import { algorithms } from './algorithms.ts';
import { failHost, wordsOf } from './failures.ts';
import { gatherKnowledge, type HostKeyKnowledge, keyLineOf, knownKeyTypes } from './host-keys.ts';
import { createLogin, type LoginMeans } from './login.ts';
import { openStream } from './reach.ts';

export interface ConnectionLimits {
  /** For the TCP connection and for each stretch of the handshake without a person. */
  readonly connectMs: number;
  readonly keepaliveMs: number;
  /** Unanswered keepalives before the connection is given up. */
  readonly keepaliveCount: number;
}

export interface ConnectionMeans extends LoginMeans, AdmissionMeans {
  readonly clock: Clock;
  readonly knownHostsFiles: readonly string[];
  readonly limits: ConnectionLimits;
}

export interface Connection {
  /** Whether sessions may be opened ahead: dropbear, asked for one while another ends, may drop the whole connection. */
  readonly isForSpares: boolean;
  /** Resolves once it is over, with what ended it. */
  readonly lost: Promise<Error>;
  isOpen(): boolean;
  lastByteAtMs(): number;
  /** Opens a session and runs a command in it. Rejects where the host refuses, or the connection ends. */
  exec(command: string): Promise<ClientChannel>;
  /** Opens the subsystem for files. Rejects where the host has none. */
  sftp(): Promise<SFTPWrapper>;
  /** A stream to another host, through this one. */
  forward(address: string, port: number): Promise<Duplex>;
  /** Has the host listen on its own loopback, and hands over whatever connects there. Resolves to the port; 0 asks for any free one. */
  listen(port: number, call: (stream: Duplex) => void): Promise<number>;
  /** The key it showed, as known_hosts has one: it is good, or there would be no connection. */
  readonly hostKey: string;
  end(): void;
}

type Opened = Result<Connection, HostFailure>;

/** Reaches a host, through its jump host if it has one. Never accepts a key that is neither known nor said yes to. */
export async function openConnection(
  target: HostTarget,
  means: ConnectionMeans,
  signal: AbortSignal,
  through?: Connection,
): Promise<Opened> {
  const knowledge = await gatherKnowledge(target, means.knownHostsFiles);
  const stream = await openStream(target, means.limits.connectMs, signal, through);
  if (!stream.ok) return stream;
  return shakeHands(target, means, knowledge, stream.value, signal);
}

function shakeHands(
  target: HostTarget,
  means: ConnectionMeans,
  knowledge: HostKeyKnowledge,
  stream: Duplex,
  signal: AbortSignal,
): Promise<Opened> {
  const client = new ssh2.Client();
  const login = createLogin(target, means, signal);
  const { clock, limits } = means;
  const where = `${target.name} (${target.address}:${target.port})`;

  return new Promise<Opened>((settle) => {
    let failure: Opened | undefined;
    let lastError: Error | undefined;
    let lastByteAtMs = clock.now();
    let isForSpares = true;
    let hostKey = '';
    let isOpen = false;
    let isSettled = false;
    let stopWatch = () => {};
    const lost = Promise.withResolvers<Error>();

    const give = (result: Opened) => {
      isSettled = true;
      stopWatch();
      signal.removeEventListener('abort', onAbort);
      settle(result);
      if (!result.ok) end();
    };
    // Not by the client's own word for it, which does nothing to a stream whose other end has stopped writing.
    const end = () => {
      isOpen = false;
      stream.destroy();
    };
    /** The library throws at once what can no longer be sent; that the connection is over it says only later. */
    const called = <T>(call: (done: (error: Error | undefined, value: T) => void) => void) =>
      new Promise<T>((resolve, reject) => {
        try {
          call((error, value) => (error === undefined ? resolve(value) : reject(error)));
        } catch (error) {
          end();
          reject(error);
        }
      });
    const onAbort = () => give(failHost('cancelled', `The connection to ${where} was called off.`));
    // A person takes the time a person takes: the clock stands while a question is open.
    const watch = () => {
      stopWatch();
      stopWatch = clock.after(limits.connectMs, () => {
        const message = `${where} did not answer within ${limits.connectMs / 1_000} seconds.`;
        give(
          failHost('host-unreachable', message, {
            advice: 'See whether the host is up, and what its SSH server does.',
          }),
        );
      });
    };
    const whilePersonThinks = async <T>(work: () => Promise<T>): Promise<T> => {
      stopWatch();
      try {
        return await work();
      } finally {
        if (!isSettled) watch();
      }
    };

    signal.addEventListener('abort', onAbort, { once: true });
    watch();
    client.on('error', (error) => {
      lastError = error;
    });
    client.on('ready', () => {
      isOpen = true;
      const connection: Connection = {
        isForSpares,
        lost: lost.promise,
        isOpen: () => isOpen,
        lastByteAtMs: () => lastByteAtMs,
        exec: (command) => called((done) => client.exec(command, done)),
        sftp: () => called((done) => client.sftp(done)),
        forward: (address, port) => called((done) => client.forwardOut('127.0.0.1', 0, address, port, done)),
        listen(port, call) {
          client.on('tcp connection', (_from, accept) => call(accept()));
          return called((done) => client.forwardIn('127.0.0.1', port, (error, bound) => done(error, bound || port)));
        },
        hostKey,
        end,
      };
      give(succeed(connection));
    });
    client.on('close', () => {
      isOpen = false;
      const words = lastError === undefined ? 'it was closed' : lastError.message;
      lost.resolve(lastError ?? new Error(words));
      give(failure ?? failHost('host-unreachable', `${where}: no SSH connection: ${words}.`, { cause: lastError }));
    });

    client.connect({
      sock: stream,
      username: target.user,
      readyTimeout: 0,
      keepaliveInterval: limits.keepaliveMs,
      keepaliveCountMax: limits.keepaliveCount,
      algorithms: algorithms(knownKeyTypes(knowledge)),
      hostVerifier: (blob: Buffer, accept: (isGood: boolean) => void) => {
        whilePersonThinks(() => admit(target, means, knowledge, blob, signal)).then(
          (refusal) => {
            failure = refusal;
            hostKey = keyLineOf(blob);
            accept(refusal === undefined);
          },
          (error) => {
            failure = failHost('host-unreachable', `${where}: ${wordsOf(error)}`, { cause: error });
            accept(false);
          },
        );
      },
      authHandler: (methodsLeft, _isPartial, next) => {
        whilePersonThinks(() => login.next(methodsLeft)).then(
          (method) => {
            if (method === undefined) failure = refusedLogin(target, login);
            // The library takes `false` for the end of the list; its types do not know that.
            next(method ?? (false as unknown as 'none'));
          },
          (error) => give(failHost('auth-failed', `${where}: ${wordsOf(error)}`, { cause: error })),
        );
      },
    });
    // What a server says first is what it is.
    stream.once('data', (chunk: Buffer) => {
      isForSpares = !/^SSH-\S+-dropbear/m.test(chunk.toString('latin1'));
    });
    stream.on('data', () => {
      lastByteAtMs = clock.now();
    });
    // It may have been called off while the stream was being had; an event of the past is not told again.
    if (signal.aborted) onAbort();
  });
}
