/** A port on a host that leads to one of this machine, held open for as long as it is wanted: what `ssh -R` does, and comes back after a loss. */
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Result } from '../../core/result.ts';
import { Backoff } from '../engine/backoff.ts';
import type { Clock, HostFailure, HostTarget } from '../engine/ports.ts';
import type { Connection } from './connection.ts';
import { wordsOf } from './failures.ts';

/** Streams that come over one host at one time. */
const streamLimit = 600;

export interface HeldForwardParts {
  readonly target: HostTarget;
  /** The port of this machine’s loopback that whatever comes is led to. */
  readonly toPort: number;
  open(target: HostTarget, signal: AbortSignal): Promise<Result<Connection, HostFailure>>;
  readonly clock: Clock;
  readonly random: () => number;
  onChanged(): void;
}

export type HeldForwardStanding =
  | { readonly state: 'connecting' }
  | { readonly state: 'open'; readonly port: number; readonly hostKey: string }
  | { readonly state: 'failed'; readonly problem: string };

export class HeldForward {
  readonly #parts: HeldForwardParts;
  readonly #leaving = new AbortController();
  readonly #ended: Promise<void>;
  #standing: HeldForwardStanding = { state: 'connecting' };
  /** That of the first time is asked for again, so that what was told of it stays true. */
  #port = 0;

  constructor(parts: HeldForwardParts) {
    this.#parts = parts;
    this.#ended = this.#hold();
  }

  get standing(): HeldForwardStanding {
    return this.#standing;
  }

  async close(): Promise<void> {
    this.#leaving.abort();
    await this.#ended;
  }

  async #hold(): Promise<void> {
    const { signal } = this.#leaving;
    const backoff = new Backoff(this.#parts.clock, this.#parts.random);
    while (!signal.aborted) {
      const opened = await this.#parts.open(this.#parts.target, signal);
      if (opened.ok) {
        const problem = await this.#holdOn(opened.value, signal, () => backoff.reset());
        this.#become({ state: 'failed', problem });
      } else {
        this.#become({ state: 'failed', problem: opened.failure.message });
      }
      await backoff.pause(signal);
    }
  }

  /** Resolves once it is over, with why. */
  async #holdOn(connection: Connection, signal: AbortSignal, onHeld: () => void): Promise<string> {
    const end = () => connection.end();
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) end();
    const { name } = this.#parts.target;
    try {
      let streams = 0;
      this.#port = await connection.listen(this.#port, (stream) => {
        streams += 1;
        stream.once('close', () => {
          streams -= 1;
        });
        if (streams > streamLimit) stream.destroy();
        else lead(stream, this.#parts.toPort);
      });
      onHeld();
      this.#become({ state: 'open', port: this.#port, hostKey: connection.hostKey });
      const error = await connection.lost;
      return `The connection to ${name} was lost: ${error.message}.`;
    } catch (error) {
      end();
      return `${name} forwards no port: ${wordsOf(error)}.`;
    } finally {
      signal.removeEventListener('abort', end);
    }
  }

  #become(standing: HeldForwardStanding): void {
    if (this.#leaving.signal.aborted) return;
    this.#standing = standing;
    this.#parts.onChanged();
  }
}

/** What breaks on either side ends both. */
function lead(stream: Duplex, port: number): void {
  const socket = connect({ host: '127.0.0.1', port, noDelay: true });
  const end = () => {
    stream.destroy();
    socket.destroy();
  };
  for (const side of [stream, socket]) side.on('error', end).on('close', end);
  stream.pipe(socket).pipe(stream);
}
