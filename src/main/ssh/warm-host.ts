/** One host kept warm: its connection, the sessions opened ahead on it, and what the status line says of it. */
import { type Result, succeed } from '../../core/result.ts';
import { sleep } from '../engine/backoff.ts';
import type { HostContact, HostFailure, HostTarget } from '../engine/ports.ts';
import { type Connection, type ConnectionMeans, openConnection } from './connection.ts';
import { failHost, wordsOf } from './failures.ts';
import type { SleepKind } from './host-script.ts';
import { openSession, type Session } from './session.ts';

/** Sessions opened ahead at most. */
const spareLimit = 2;
const refusalLimit = 10;
const refusalPauseMs = 50;
const backoffFirstMs = 500;
const backoffLimitMs = 15_000;

export interface WarmHostMeans extends ConnectionMeans {
  readonly shell: string;
  /** From 0 to 1. */
  readonly random: () => number;
}

type Opened = Result<Connection, HostFailure>;

interface Opening {
  readonly abort: AbortController;
  readonly result: Promise<Opened>;
  waiting: number;
}

interface Spare {
  readonly session: Promise<Session>;
  isReady: boolean;
}

export class WarmHost {
  readonly target: HostTarget;
  readonly #means: WarmHostMeans;
  readonly #onContact: (contact: HostContact) => void;
  readonly #jump: WarmHost | undefined;
  #connection: Connection | undefined;
  #opening: Opening | undefined;
  #spares: Spare[] = [];
  #spareCount = 1;
  #bootId: string | undefined;
  #sleep: SleepKind | undefined;
  #failures = 0;
  #nextTryAtMs: number | undefined;
  #contact: HostContact;
  #isClosed = false;

  constructor(
    target: HostTarget,
    jump: WarmHost | undefined,
    means: WarmHostMeans,
    onContact: (contact: HostContact) => void,
  ) {
    this.target = target;
    this.#jump = jump;
    this.#means = means;
    this.#onContact = onContact;
    this.#contact = { host: target.name, state: 'idle' };
  }

  contact(): HostContact {
    const lastByteAtMs = this.#connection?.lastByteAtMs() ?? this.#contact.lastByteAtMs;
    return lastByteAtMs === undefined ? this.#contact : { ...this.#contact, lastByteAtMs };
  }

  isWarm(): boolean {
    return this.#connection?.isOpen() === true;
  }

  /** Neither connected nor about to be. */
  isIdle(): boolean {
    return !this.isWarm() && this.#opening === undefined;
  }

  bootId(): string | undefined {
    return this.#bootId;
  }

  /**
   * The connection there is, or a new one. After failures it waits for its turn: longer each time, and never in step with
   * others. Who is called off leaves the opening to the others that wait for it; the last one to leave ends it.
   */
  async connect(signal: AbortSignal): Promise<Opened> {
    if (signal.aborted || this.#isClosed) return this.#calledOff();
    if (this.#connection?.isOpen() === true) return succeed(this.#connection);
    this.#opening ??= this.#beginOpening();
    const opening = this.#opening;
    opening.waiting += 1;
    return new Promise((resolve) => {
      const leave = () => {
        opening.waiting -= 1;
        if (opening.waiting === 0) {
          opening.abort.abort();
          if (this.#opening === opening) this.#opening = undefined;
        }
        resolve(this.#calledOff());
      };
      signal.addEventListener('abort', leave, { once: true });
      opening.result.then((result) => {
        signal.removeEventListener('abort', leave);
        resolve(result);
      });
    });
  }

  /** A session that waits for its request. The next one is opened ahead meanwhile. */
  async session(signal: AbortSignal): Promise<Result<Session, HostFailure>> {
    const connected = await this.connect(signal);
    if (!connected.ok) return connected;
    const connection = connected.value;
    for (let refusals = 0; ; ) {
      const spare = this.#spares.shift();
      // Steps come faster than one session can be opened ahead: from now on there are two.
      if (spare !== undefined && !spare.isReady) this.#spareCount = spareLimit;
      try {
        const session = await unlessAborted(spare?.session ?? this.#openSession(connection), signal);
        if (session === undefined) return this.#calledOff();
        if (spare !== undefined && !session.isOpen()) continue;
        this.#bootId = session.greeting.bootId;
        this.#sleep = session.greeting.sleep;
        this.#openAhead(connection);
        return succeed(session);
      } catch (error) {
        if (spare !== undefined && connection.isOpen()) continue;
        // A server that allows few sessions may not have seen yet that the last one is over.
        if (connection.isOpen() && isRefusal(error) && refusals < refusalLimit && !signal.aborted) {
          refusals += 1;
          await sleep(this.#means.clock, refusalPauseMs, signal);
          continue;
        }
        if (!connection.isOpen()) {
          return failHost('contact-lost', `Contact with ${this.target.name} was lost.`, { cause: error });
        }
        return failHost('shell-unusable', `${this.target.name}: ${wordsOf(error)}`, {
          cause: error,
          advice: 'The user’s login shell must run /bin/sh, and the host must allow a session beside this one.',
        });
      }
    }
  }

  /** Connects and opens the first session ahead, which is how the host's boot is known. */
  async prepare(signal: AbortSignal): Promise<Result<void, HostFailure>> {
    const session = await this.session(signal);
    if (!session.ok) return session;
    this.#spares.unshift({ session: Promise.resolve(session.value), isReady: true });
    return succeed(undefined);
  }

  /** For good: what is being opened is called off too, for a connection made after the end would keep the process alive. */
  close(): void {
    this.#isClosed = true;
    this.#opening?.abort.abort();
    this.#connection?.end();
    this.#jump?.close();
  }

  #beginOpening(): Opening {
    const abort = new AbortController();
    const result = this.#open(abort.signal).catch((error) =>
      this.#failed(failHost('host-unreachable', `${this.target.name}: ${wordsOf(error)}`, { cause: error })),
    );
    const opening: Opening = { abort, waiting: 0, result };
    const forget = () => {
      if (this.#opening === opening) this.#opening = undefined;
    };
    opening.result.then(forget);
    return opening;
  }

  #calledOff(): { readonly ok: false; readonly failure: HostFailure } {
    return failHost('cancelled', `The connection to ${this.target.name} was called off.`);
  }

  async #open(signal: AbortSignal): Promise<Opened> {
    await this.#turn(signal);
    if (signal.aborted || this.#isClosed) return this.#calledOff();
    this.#say({ host: this.target.name, state: 'connecting' });
    const through = await this.#jump?.connect(signal);
    const opened =
      through !== undefined && !through.ok
        ? through
        : await openConnection(this.target, this.#means, signal, through?.value);
    if (!opened.ok) return this.#failed(opened);
    const connection = opened.value;
    // Called off in the very moment it came: nobody would ever end it.
    if (signal.aborted || this.#isClosed) {
      connection.end();
      return this.#failed(this.#calledOff());
    }
    this.#failures = 0;
    this.#nextTryAtMs = undefined;
    this.#connection = connection;
    this.#spares = [];
    this.#spareCount = 1;
    this.#say({ host: this.target.name, state: 'connected' });
    connection.lost.then((error) => this.#lost(connection, error));
    return opened;
  }

  #failed(result: { readonly ok: false; readonly failure: HostFailure }): Opened {
    const { kind, message } = result.failure;
    const host = this.target.name;
    if (kind === 'cancelled') {
      this.#say({ host, state: 'idle' });
    } else if (kind === 'host-unreachable' || kind === 'contact-lost') {
      this.#backOff();
      this.#say({ host, state: 'lost', message, nextTryAtMs: this.#nextTryAtMs ?? this.#means.clock.now() });
    } else {
      this.#say({ host, state: 'refused', message });
    }
    return result;
  }

  #lost(connection: Connection, error: Error): void {
    if (this.#connection !== connection) return;
    const lastByteAtMs = connection.lastByteAtMs();
    this.#connection = undefined;
    this.#spares = [];
    const message = `Contact was lost: ${error.message}.`;
    if (this.#isClosed) this.#say({ host: this.target.name, state: 'idle' });
    else this.#say({ host: this.target.name, state: 'lost', lastByteAtMs, message });
  }

  /** Doubles up to a quarter of a minute, less up to a half by chance, so that many hosts do not come back at the same moment. */
  #backOff(): void {
    const longest = Math.min(backoffLimitMs, backoffFirstMs * 2 ** this.#failures);
    this.#failures += 1;
    this.#nextTryAtMs = this.#means.clock.now() + Math.round(longest * (1 - this.#means.random() / 2));
  }

  async #turn(signal: AbortSignal): Promise<void> {
    const { clock } = this.#means;
    const waitMs = (this.#nextTryAtMs ?? 0) - clock.now();
    if (waitMs > 0) await sleep(clock, waitMs, signal);
  }

  #openSession(connection: Connection): Promise<Session> {
    return openSession(connection, this.#means.shell, this.#means.clock, this.#means.limits.connectMs, this.#sleep);
  }

  #openAhead(connection: Connection): void {
    if (!connection.isForSpares) return;
    while (this.#spares.length < this.#spareCount) {
      const spare: Spare = { session: this.#openSession(connection), isReady: false };
      this.#spares.push(spare);
      spare.session.then(
        () => {
          spare.isReady = true;
        },
        // Where a host allows one session only, the next is opened when it is needed, and that one's failure is told.
        () => {
          this.#spares = this.#spares.filter((other) => other !== spare);
        },
      );
    }
  }

  #say(contact: HostContact): void {
    this.#contact = contact;
    this.#onContact(contact);
  }
}

/**
 * Whether the server would not open a channel, which ssh2 tells by the protocol's reason, or would not start anything on it: dropbear
 * takes a channel that it has just opened for one that is over when another session's process ends at that moment.
 */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && ('reason' in error || error.message === 'Unable to exec');
}

/** `undefined` where it was called off first; a session that comes after that is ended. */
function unlessAborted(opening: Promise<Session>, signal: AbortSignal): Promise<Session | undefined> {
  return new Promise((resolve, reject) => {
    const leave = () => {
      resolve(undefined);
      opening.then(
        (session) => session.drop(),
        () => {},
      );
    };
    if (signal.aborted) return leave();
    signal.addEventListener('abort', leave, { once: true });
    opening.finally(() => signal.removeEventListener('abort', leave)).then(resolve, reject);
  });
}
