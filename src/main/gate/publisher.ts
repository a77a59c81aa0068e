/** Publishes gates as signed files: at once when one turns, and again well before each expires. What fails is shown, and tried again. */
import type { Gate } from '../../core/gate/gate.ts';
import { type GatePublication, toGateFileName } from '../../core/gate/publication.ts';
import { type Issuing, toStatementText } from '../../core/gate/statement.ts';
import type { Failure, Result } from '../../core/result.ts';
import type { Clock } from '../engine/ports.ts';

/** One file may take so long. */
const fileMs = 45_000;
const firstPauseMs = 5_000;
const longestPauseMs = 5 * 60_000;
/** Leaving waits so long for what is being told to stop. */
const farewellMs = 3_000;

/** A folder somewhere, as `notify` opens them. */
export interface GatePlace {
  /** Whole or not at all, in one move. */
  write(name: string, text: string, signal: AbortSignal): Promise<Result<void, Failure>>;
}

export interface PublisherParts {
  readonly publications: () => readonly GatePublication[];
  /** The names of all environments. */
  readonly environments: () => readonly string[];
  readonly gate: (environment: string) => Result<Gate, Failure>;
  /** The console's key, by which a file is believed. */
  readonly identity: () => Result<Pick<Issuing, 'publicKey' | 'sign'>, Failure>;
  readonly openPlace: (place: GatePublication['place']) => Result<GatePlace, Failure>;
  readonly clock: Clock;
  /** 0 ≤ x < 1 */
  readonly random: () => number;
  /** What is shown of it has changed. */
  readonly onChanged: () => void;
  readonly report: (problem: unknown) => void;
}

export interface PublishedFile {
  readonly environment: string;
  readonly file: string;
  /** What lies there, as far as this console knows. */
  readonly published?: { readonly state: Gate['state']; readonly atMs: number; readonly expiresAtMs: number };
  readonly problem?: string;
  readonly nextTryAtMs?: number;
}

interface Task {
  readonly publication: GatePublication;
  readonly environment: string;
}

interface Progress {
  /** What was last tried to be said, without its times. */
  readonly tried?: string;
  readonly published?: NonNullable<PublishedFile['published']>;
  readonly problem?: string;
  readonly tries: number;
  readonly nextTryAtMs?: number;
}

const untouched: Progress = { tries: 0 };

export class Publisher {
  readonly #parts: PublisherParts;
  readonly #stop = new AbortController();
  readonly #progress = new Map<string, Progress>();
  /** One file after another at each place, so that what is written last is what lies there. */
  readonly #turns = new Map<string, Promise<void>>();
  readonly #queued = new Set<string>();
  #isStarted = false;
  #takeBack: (() => void) | undefined;

  constructor(parts: PublisherParts) {
    this.#parts = parts;
  }

  /** From now on it publishes by itself. */
  start(): void {
    this.#isStarted = true;
    this.look();
  }

  /** Something may have turned: what is out of date is published. Does nothing before `start`, and never throws. */
  look(): void {
    if (!this.#isStarted || this.#stop.signal.aborted) return;
    try {
      this.#lookAtAll();
    } catch (problem) {
      // Whoever wrote what could not be read here has done so; it is looked at again with the next change.
      this.#parts.report(problem);
    }
  }

  #lookAtAll(): void {
    this.#takeBack?.();
    this.#takeBack = undefined;
    const nowMs = this.#parts.clock.now();
    let nextMs = Number.POSITIVE_INFINITY;
    for (const task of this.#tasks()) {
      const dueMs = this.#dueAtMs(task);
      if (dueMs <= nowMs) this.#queue(task, false);
      else nextMs = Math.min(nextMs, dueMs);
    }
    if (Number.isFinite(nextMs)) this.#takeBack = this.#parts.clock.after(nextMs - nowMs, () => this.look());
  }

  /** Publishes everything now, due or not, and resolves once each file is there or has failed to be. */
  async publish(): Promise<void> {
    await Promise.all(this.#tasks().map((task) => this.#queue(task, true)));
  }

  files(publication: GatePublication): readonly PublishedFile[] {
    return this.#tasksOf(publication).map((task) => {
      const { published, problem, nextTryAtMs } = this.#progressOf(task);
      return {
        environment: task.environment,
        file: toGateFileName(task.environment),
        ...(published === undefined ? {} : { published }),
        ...(problem === undefined ? {} : { problem }),
        ...(problem === undefined || nextTryAtMs === undefined ? {} : { nextTryAtMs }),
      };
    });
  }

  async close(): Promise<void> {
    this.#stop.abort();
    this.#takeBack?.();
    let takeBack = () => {};
    const farewell = new Promise<void>((resolve) => {
      takeBack = this.#parts.clock.after(farewellMs, resolve);
    });
    await Promise.race([Promise.all(this.#turns.values()), farewell]);
    takeBack();
  }

  #tasks(): readonly Task[] {
    return this.#parts.publications().flatMap((publication) => this.#tasksOf(publication));
  }

  #tasksOf(publication: GatePublication): readonly Task[] {
    const wanted = new Set(publication.environments.map(toGateFileName));
    return this.#parts
      .environments()
      .filter((environment) => wanted.size === 0 || wanted.has(toGateFileName(environment)))
      .map((environment) => ({ publication, environment }));
  }

  /** At once where it says what is not so any more; else when half its time has passed, or its next try has come. */
  #dueAtMs(task: Task): number {
    const { tried, published, nextTryAtMs } = this.#progressOf(task);
    const nowMs = this.#parts.clock.now();
    if (this.#toContent(task) !== tried) return nowMs;
    if (nextTryAtMs !== undefined) return nextTryAtMs;
    // A clock that was set back has made a file of the future, which nobody believes.
    if (published === undefined || published.atMs > nowMs) return nowMs;
    return published.expiresAtMs - toValidityMs(task) / 2;
  }

  #queue(task: Task, isForced: boolean): Promise<void> {
    const { name } = task.publication;
    const key = keyOf(task);
    const turn = this.#turns.get(name) ?? Promise.resolve();
    if (this.#queued.has(key) && !isForced) return turn;
    this.#queued.add(key);
    const done = turn
      .then(() => {
        this.#queued.delete(key);
        return this.#publish(task);
      })
      .catch((problem: unknown) => {
        this.#parts.report(problem);
        this.#fail(task, undefined, 'Something went wrong inside Drydock.');
      })
      .then(() => {
        if (this.#turns.get(name) === done) this.#turns.delete(name);
        // What turned while it was in hand was passed over.
        this.look();
      });
    this.#turns.set(name, done);
    return done;
  }

  async #publish(task: Task): Promise<void> {
    if (this.#stop.signal.aborted) return;
    const { publication, environment } = task;
    const tried = this.#toContent(task);
    const gate = this.#parts.gate(environment);
    if (!gate.ok) return this.#fail(task, tried, gate.failure.message);
    const identity = this.#parts.identity();
    if (!identity.ok) return this.#fail(task, tried, identity.failure.message);
    const place = this.#parts.openPlace(publication.place);
    if (!place.ok) return this.#fail(task, tried, place.failure.message);
    const atMs = this.#parts.clock.now();
    const validForMs = toValidityMs(task);
    const text = toStatementText(gate.value, { ...identity.value, issuedAtMs: atMs, validForMs });
    const signal = AbortSignal.any([this.#stop.signal, AbortSignal.timeout(fileMs)]);
    const written = await place.value.write(toGateFileName(environment), text, signal);
    if (!written.ok) return this.#fail(task, tried, written.failure.message);
    const { state } = gate.value;
    this.#keep(task, { tried, published: { state, atMs, expiresAtMs: atMs + validForMs }, tries: 0 });
  }

  /** Everything the gate says; a gate that cannot be read says why. */
  #toContent({ environment }: Task): string {
    const gate = this.#parts.gate(environment);
    return JSON.stringify(gate.ok ? gate.value : gate.failure.message);
  }

  #fail(task: Task, tried: string | undefined, problem: string): void {
    if (this.#stop.signal.aborted) return;
    const { tries, published } = this.#progressOf(task);
    const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(tries, 20));
    this.#keep(task, {
      ...(published === undefined ? {} : { published }),
      ...(tried === undefined ? {} : { tried }),
      problem,
      tries: tries + 1,
      nextTryAtMs: Math.round(this.#parts.clock.now() + pauseMs * (0.75 + this.#parts.random() / 2)),
    });
  }

  #keep(task: Task, progress: Progress): void {
    this.#progress.set(keyOf(task), progress);
    this.#parts.onChanged();
  }

  #progressOf(task: Task): Progress {
    return this.#progress.get(keyOf(task)) ?? untouched;
  }
}

function toValidityMs({ publication }: Task): number {
  return publication.validForMinutes * 60_000;
}

/** The same name at another place is another file. */
function keyOf({ publication, environment }: Task): string {
  return JSON.stringify([publication.name, publication.place, toGateFileName(environment)]);
}
