/** Drives one run: asks core what is next, performs it, and looks again whenever the journal has grown. */
import type { AttemptKey, MaintenanceId, TaskId } from '../../core/ids.ts';
import type { Actor } from '../../core/maintenance/actor.ts';
import type { EngineCommand } from '../../core/maintenance/commands.ts';
import { type Next, toNext } from '../../core/maintenance/next.ts';
import type { MaintenanceState, Task } from '../../core/maintenance/state.ts';
import { findTask, isOver, lastAttempt, openTasks, stepOf } from '../../core/maintenance/tasks.ts';
import { AttemptRun, type Origin } from './attempt.ts';
import { endAttempt } from './attempt-end.ts';
import { AttemptPlace, StoreTrouble, type World } from './attempt-place.ts';

/** After a store that could not write, or a fault of our own, this long until the next try. */
const troublePauseMs = 5_000;
/** A timer stands still while the machine sleeps: the clock is looked at again at least this often. */
const longestTimerMs = 15_000;
/** How long leaving waits for what is being written or cleaned up. */
const farewellMs = 5_000;

const itself: Actor = { kind: 'console', name: 'Drydock' };

interface Watched {
  readonly key: AttemptKey;
  readonly place: AttemptPlace;
  readonly run: AttemptRun;
  readonly stop: AbortController;
  readonly isOver: Promise<void>;
  isBeingEnded: boolean;
}

export class RunDriver {
  readonly #world: World;
  readonly #id: MaintenanceId;
  /** At most one attempt is open; this is the one that is watched. */
  #watched: Watched | undefined;
  readonly #timers = new Map<string, () => void>();
  #tidying: Promise<void> | undefined;
  #isPumping = false;
  #isWoken = false;
  #isStopped = false;

  constructor(world: World, id: MaintenanceId) {
    this.#world = world;
    this.#id = id;
  }

  /** Looks at the state and does what is next. Cheap to call; calls while it is busy become one. */
  wake(): void {
    this.#isWoken = true;
    if (this.#isPumping || this.#isStopped) return;
    this.#isPumping = true;
    try {
      while (this.#isWoken && !this.#isStopped) {
        this.#isWoken = false;
        this.#pump();
      }
    } catch (problem) {
      this.#onTrouble(problem);
    } finally {
      this.#isPumping = false;
    }
  }

  /**
   * Takes the run up after a restart. The process before may have ended between a verdict and the removal of its spool: that
   * is done first. Only the attempt that ended last can be left so, for the next one began after it was cleaned.
   */
  recover(): void {
    const state = this.#world.ledger.state(this.#id);
    const left = state === undefined ? undefined : findLastEnded(state);
    const place = state === undefined || left === undefined ? undefined : this.#placeOf(state, left.task, left.attempt);
    if (place !== undefined) this.#tidy(place);
    this.wake();
  }

  /** A host that does not answer keeps its spool; nothing depends on it any more. */
  #tidy({ target, key }: AttemptPlace): void {
    this.#tidying = this.#world.hosts
      .clean(target, key)
      .then(() => undefined)
      .catch((problem) => this.#onTrouble(problem))
      .finally(() => {
        this.#tidying = undefined;
        this.wake();
      });
  }

  /** What waits for its next try tries now. */
  hurry(): void {
    this.#watched?.run.hurry();
    this.wake();
  }

  /** The attempt that is watched, for whoever quits. */
  watching(): AttemptKey | undefined {
    return this.#watched?.key;
  }

  /** Stops watching; what runs goes on on its host. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    for (const takeBack of this.#timers.values()) takeBack();
    this.#timers.clear();
    this.#watched?.stop.abort();
    await this.#farewell();
  }

  /**
   * Waits for what may still be under way: rows and a verdict being written, a spool being removed. A host that is frozen, or that
   * asks a person for a password, answers the removal late (after half a minute the ssh side gives it up), and nobody who quits
   * shall wait for that: closing the hosts, which comes next, ends the removal. The spool then stays; a run that goes on removes
   * it when it is taken up, a run that is over leaves it.
   */
  #farewell(): Promise<void> {
    const state = this.#world.ledger.state(this.#id);
    // Of a run that goes on, the next start tidies up just the same.
    const tidying = state !== undefined && isOver(state) ? this.#tidying : undefined;
    return new Promise((resolve) => {
      const takeBack = this.#world.clock.after(farewellMs, resolve);
      Promise.all([this.#watched?.isOver, tidying]).finally(() => {
        takeBack();
        resolve();
      });
    });
  }

  #pump(): void {
    const state = this.#world.ledger.state(this.#id);
    if (state === undefined) return;
    // Settled by a person meanwhile, or by the attempt itself, which then only cleans up.
    if (this.#watched !== undefined && this.#watched.place.open() === undefined) this.#watched.stop.abort();
    const open = openTasks(state)[0];
    if (open !== undefined) {
      this.#watch(state, open, 'recovered');
      return;
    }
    this.#clearTimer('timeout');
    if (isOver(state)) {
      if (this.#watched === undefined) this.#world.vault.forget(this.#id);
      return;
    }
    const nexts = toNext(state);
    // Of a wait that was skipped or rolled back: the next one has a time of its own.
    if (!nexts.some((next) => next.do === 'elapse')) this.#clearTimer('elapse');
    for (const next of nexts) this.#take(state, next);
  }

  #take(state: MaintenanceState, next: Next): void {
    switch (next.do) {
      case 'await': {
        const untilMs = next.for === 'time' ? { untilMs: this.#world.clock.now() + next.waitMs } : {};
        this.#say({ type: 'await', task: next.task, for: next.for, ...untilMs });
        return;
      }
      case 'elapse':
        this.#onceAt('elapse', next.untilMs, () => this.#say({ type: 'elapse', task: next.task }));
        return;
      case 'attempt':
        this.#begin(state, next.task);
        return;
      case 'nothing':
        return;
    }
  }

  /** The intent is on disk when `submit` returns; only then is anything performed. */
  #begin(state: MaintenanceState, id: TaskId): void {
    // The one before is settled, but still cleaning up: it wakes this again when it is through.
    if (this.#watched !== undefined || this.#tidying !== undefined) return;
    const missing = this.#world.vault.missing(state);
    if (missing.length > 0) {
      this.#say({
        type: 'hold-recovered',
        reason: `Secrets are kept in memory only, and must be given again: ${missing.join(', ')}.`,
      });
      return;
    }
    const task = findTask(state, id);
    const target = task?.host === undefined ? undefined : this.#world.targetOf(state, task.host);
    const bootId = target === undefined ? undefined : this.#world.hosts.warm(target)?.bootId;
    const intended = this.#say({ type: 'intend', task: id, ...(bootId === undefined ? {} : { bootId }) });
    const begun = intended === undefined ? undefined : findTask(intended, id);
    if (intended !== undefined && begun !== undefined) this.#watch(intended, begun, 'fresh');
  }

  /** Watches an open attempt: performs it, ends it where that was asked for, and keeps its time. */
  #watch(state: MaintenanceState, task: Task, origin: Origin): void {
    const attempt = lastAttempt(task);
    if (attempt === undefined) throw new Error(`task “${task.id}” is ${task.state} without an attempt`);
    if (this.#watched === undefined) {
      // Without its secrets nothing of its output may be taken: they could not be masked. The spool keeps it meanwhile.
      if (this.#world.vault.missing(state).length > 0) return;
      this.#watched = this.#perform(state, task, attempt.number, origin);
    }
    const watched = this.#watched;
    if (watched === undefined || watched.key.task !== task.id || watched.key.attempt !== attempt.number) return;
    if (attempt.cancel !== undefined && !watched.isBeingEnded) this.#end(watched);
    this.#keepTime(state, task);
  }

  #placeOf(state: MaintenanceState, task: Task, number: number): AttemptPlace | undefined {
    const target = task.host === undefined ? undefined : this.#world.targetOf(state, task.host);
    if (target === undefined) return undefined;
    return new AttemptPlace(this.#world, { maintenance: this.#id, task: task.id, attempt: number }, target);
  }

  #perform(state: MaintenanceState, task: Task, number: number, origin: Origin): Watched | undefined {
    const place = this.#placeOf(state, task, number);
    if (place === undefined) return undefined;
    const stop = new AbortController();
    const run = new AttemptRun(place, origin, stop.signal);
    const isOver = run
      .perform()
      .catch((problem) => this.#onTrouble(problem))
      .then(() => {
        // Who tries to end it stops too: whoever looks at it next begins with both anew.
        stop.abort();
        this.#watched = undefined;
        if (this.#isStopped) return;
        // Unknown for good, or the store could not write: whoever settles it wakes this again. Else go on.
        if (place.open() === undefined) this.wake();
      })
      .catch((problem) => this.#onTrouble(problem));
    return { key: place.key, place, run, stop, isOver, isBeingEnded: false };
  }

  #end(watched: Watched): void {
    watched.isBeingEnded = true;
    endAttempt(watched.place, watched.stop.signal)
      .catch((problem) => this.#onTrouble(problem))
      .finally(() => {
        watched.isBeingEnded = false;
      });
  }

  #keepTime(state: MaintenanceState, task: Task): void {
    const step = stepOf(state, task);
    const attempt = lastAttempt(task);
    const timeoutMs = 'timeoutMs' in step ? step.timeoutMs : undefined;
    if (timeoutMs === undefined || attempt?.startedAtMs === undefined || attempt.cancel !== undefined) return;
    // While nobody knows whether it runs, it cannot be told to end; when it is found again, its time is up at once.
    if (task.state === 'unknown') {
      this.#clearTimer('timeout');
      return;
    }
    const key = { task: task.id, attempt: attempt.number };
    this.#onceAt('timeout', attempt.startedAtMs + timeoutMs, () => this.#say({ type: 'time-out', ...key }));
  }

  #onceAt(name: string, atMs: number, call: () => void): void {
    if (this.#timers.has(name)) return;
    const leftMs = Math.max(0, atMs - this.#world.clock.now());
    const takeBack = this.#world.clock.after(Math.min(leftMs, longestTimerMs), () => {
      this.#timers.delete(name);
      try {
        // Too early: whoever is woken sets the timer anew.
        if (this.#world.clock.now() >= atMs) call();
        this.wake();
      } catch (problem) {
        this.#onTrouble(problem);
      }
    });
    this.#timers.set(name, takeBack);
  }

  #clearTimer(name: string): void {
    this.#timers.get(name)?.();
    this.#timers.delete(name);
  }

  /** What comes too late is no fault: the journal has gone another way, and the driver will look again. */
  #say(command: EngineCommand): MaintenanceState | undefined {
    const said = this.#world.ledger.submit(this.#id, command, itself);
    if (said.ok) return said.value;
    if (said.failure.kind === 'too-late' || said.failure.kind === 'not-now') return undefined;
    throw new StoreTrouble(said.failure.message, { cause: said.failure });
  }

  #onTrouble(problem: unknown): void {
    this.#world.report(problem);
    if (!this.#isStopped) this.#onceAt('trouble', this.#world.clock.now() + troublePauseMs, () => undefined);
  }
}

/** The durable attempt that ended last by its host's word, if any. */
function findLastEnded(state: MaintenanceState): { readonly task: Task; readonly attempt: number } | undefined {
  let last: { readonly task: Task; readonly attempt: number; readonly endedAtMs: number } | undefined;
  for (const task of state.tasks) {
    for (const { number, mode, verdict, endedAtMs } of task.attempts) {
      if (mode !== 'durable' || verdict === undefined || verdict.kind === 'not-started' || endedAtMs === undefined)
        continue;
      if (last === undefined || endedAtMs >= last.endedAtMs) last = { task, attempt: number, endedAtMs };
    }
  }
  return last;
}
