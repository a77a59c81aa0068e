/** Drives one maintenance, its run and its errands: asks core what is next, performs it, and looks again whenever the journal has grown. */
import { isErrandId } from '../../core/errand/errand.ts';
import { openErrands, toNextErrands } from '../../core/errand/standing.ts';
import type { AttemptKey, MaintenanceId, TaskId } from '../../core/ids.ts';
import type { Actor } from '../../core/maintenance/actor.ts';
import type { EngineCommand } from '../../core/maintenance/commands.ts';
import { areTogether } from '../../core/maintenance/front.ts';
import { type Next, toNext } from '../../core/maintenance/next.ts';
import type { MaintenanceState, Task } from '../../core/maintenance/state.ts';
import { findTask, isOver, lastAttempt, openTasks, stepOf } from '../../core/maintenance/tasks.ts';
import type { Origin } from './attempt.ts';
import { AttemptPlace, StoreTrouble, type World } from './attempt-place.ts';
import { findLeftSpools } from './left-spools.ts';
import { Timers } from './timers.ts';
import { Watch } from './watch.ts';

/** After a store that could not write, or a fault of our own, this long until the next try. */
const troublePauseMs = 5_000;
/** How long leaving waits for what is being written or cleaned up. */
const farewellMs = 5_000;

const itself: Actor = { kind: 'console', name: 'Drydock' };

export class MaintenanceDriver {
  readonly #world: World;
  readonly #id: MaintenanceId;
  /** The attempts that are watched: of each task at most one, for a task gets another only once the last is through. */
  readonly #watched = new Map<TaskId, Watch>();
  /** Spools that an earlier console left and that are being removed. */
  readonly #tidying = new Map<TaskId, Promise<void>>();
  readonly #timers: Timers;
  #isPumping = false;
  #isWoken = false;
  #isStopped = false;

  constructor(world: World, id: MaintenanceId) {
    this.#world = world;
    this.#id = id;
    this.#timers = new Timers(
      world.clock,
      () => this.wake(),
      (problem) => this.#onTrouble(problem),
    );
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
   * is done first.
   */
  recover(): void {
    const state = this.#world.ledger.state(this.#id);
    if (state !== undefined) {
      for (const { task, attempt } of findLeftSpools(state)) {
        const place = this.#placeOf(state, task, attempt);
        if (place !== undefined) this.#tidy(task.id, place);
      }
    }
    this.wake();
  }

  /** A host that does not answer keeps its spool; nothing depends on it any more. */
  #tidy(task: TaskId, { target, key }: AttemptPlace): void {
    const tidying = this.#world.hosts
      .clean(target, key)
      .then(() => undefined)
      .catch((problem) => this.#onTrouble(problem))
      .finally(() => {
        this.#tidying.delete(task);
        this.wake();
      });
    this.#tidying.set(task, tidying);
  }

  /** What waits for its next try tries now. */
  hurry(): void {
    for (const watch of this.#watched.values()) watch.hurry();
    this.wake();
  }

  /** The attempts that are watched, for whoever quits. */
  watching(): readonly AttemptKey[] {
    return [...this.#watched.values()].map(({ place }) => place.key);
  }

  /** Stops watching; what runs goes on on its host. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#timers.keep(() => false);
    for (const watch of this.#watched.values()) watch.stop();
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
    const tidying = state !== undefined && isOver(state) ? this.#tidying.values() : [];
    const watched = [...this.#watched.values()].map(({ isOver }) => isOver);
    return new Promise((resolve) => {
      const takeBack = this.#world.clock.after(farewellMs, resolve);
      Promise.all([...watched, ...tidying]).finally(() => {
        takeBack();
        resolve();
      });
    });
  }

  #pump(): void {
    const state = this.#world.ledger.state(this.#id);
    if (state === undefined) return;
    for (const watch of this.#watched.values()) if (watch.isSettled) watch.stop();
    const open = [...openTasks(state), ...openErrands(state)];
    const nexts = isOver(state) ? [] : toNext(state);
    // Of an attempt that ended, a wait that was skipped or rolled back: what comes after it has a time of its own.
    const timed = new Set<string>([
      'trouble',
      ...open.map((task) => timeoutOf(task)),
      ...nexts.map((next) => (next.do === 'elapse' ? elapseOf(next.task) : '')),
    ]);
    this.#timers.keep((name) => timed.has(name));
    for (const task of open) this.#look(state, task);
    for (const next of nexts) this.#take(state, next);
    for (const errand of toNextErrands(state)) this.#begin(state, errand);
    if (isOver(state) && open.length === 0 && this.#watched.size === 0) this.#world.vault.forget(this.#id);
  }

  #take(state: MaintenanceState, next: Next): void {
    switch (next.do) {
      case 'await': {
        const untilMs = next.for === 'time' ? { untilMs: this.#world.clock.now() + next.waitMs } : {};
        this.#say({ type: 'await', task: next.task, for: next.for, ...untilMs });
        return;
      }
      case 'elapse':
        this.#timers.set(elapseOf(next.task), next.untilMs, () => this.#say({ type: 'elapse', task: next.task }));
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
    const task = findTask(state, id);
    if (task === undefined || this.#isWaiting(state, task)) return;
    const missing = this.#missingFor(state, task);
    if (missing.length > 0) {
      this.#say({
        type: 'hold-recovered',
        reason: `Secrets are kept in memory only, and must be given again: ${missing.join(', ')}.`,
      });
      return;
    }
    const target = task.host === undefined ? undefined : this.#world.targetOf(state, task.host);
    const bootId = target === undefined ? undefined : this.#world.hosts.warm(target)?.bootId;
    const intended = this.#say({ type: 'intend', task: id, ...(bootId === undefined ? {} : { bootId }) });
    const begun = intended === undefined ? undefined : findTask(intended, id);
    if (intended !== undefined && begun !== undefined) this.#watch(intended, begun, 'fresh');
  }

  /** The one before is settled, but still cleaning up: it wakes this again when it is through. What may run together does not wait so. */
  #isWaiting(state: MaintenanceState, task: Task): boolean {
    return [...this.#watched.keys(), ...this.#tidying.keys()].some((id) => {
      const other = findTask(state, id);
      return other === undefined || !areTogether(state, task, other);
    });
  }

  /** Looks at an open attempt: watches it where nobody does, ends it where that was asked for, and keeps its time. */
  #look(state: MaintenanceState, task: Task): void {
    const watch = this.#watched.get(task.id) ?? this.#watch(state, task, 'recovered');
    const attempt = attemptOf(task);
    // Another one of the same task is still cleaning up, or nothing may be taken from the host yet.
    if (watch === undefined || watch.place.key.attempt !== attempt.number) return;
    if (attempt.cancel !== undefined) watch.end();
    this.#keepTime(state, task);
  }

  #watch(state: MaintenanceState, task: Task, origin: Origin): Watch | undefined {
    // Without its secrets nothing of its output may be taken: they could not be masked. The spool keeps it meanwhile.
    if (this.#missingFor(state, task).length > 0) return undefined;
    const place = this.#placeOf(state, task, attemptOf(task).number);
    if (place === undefined) return undefined;
    const watch = new Watch(place, origin, (problem) => this.#onTrouble(problem));
    this.#watched.set(task.id, watch);
    watch.isOver
      .then(() => {
        this.#watched.delete(task.id);
        // Unknown for good, or the store could not write: whoever settles it wakes this again. Else go on.
        if (!this.#isStopped && watch.isSettled) this.wake();
      })
      .catch((problem) => this.#onTrouble(problem));
    return watch;
  }

  /** Names of secrets that are not known here. To an errand none is given, so it needs none. */
  #missingFor(state: MaintenanceState, task: Task): readonly string[] {
    return isErrandId(task.id) ? [] : this.#world.vault.missing(state);
  }

  #placeOf(state: MaintenanceState, task: Task, number: number): AttemptPlace | undefined {
    const target = task.host === undefined ? undefined : this.#world.targetOf(state, task.host);
    if (target === undefined) return undefined;
    return new AttemptPlace(this.#world, { maintenance: this.#id, task: task.id, attempt: number }, target);
  }

  #keepTime(state: MaintenanceState, task: Task): void {
    const step = stepOf(state, task);
    const { number, startedAtMs, cancel } = attemptOf(task);
    const timeoutMs = 'timeoutMs' in step ? step.timeoutMs : undefined;
    if (timeoutMs === undefined || startedAtMs === undefined || cancel !== undefined) return;
    // While nobody knows whether it runs, it cannot be told to end; when it is found again, its time is up at once.
    if (task.state === 'unknown') {
      this.#timers.keep((name) => name !== timeoutOf(task));
      return;
    }
    this.#timers.set(timeoutOf(task), startedAtMs + timeoutMs, () =>
      this.#say({ type: 'time-out', task: task.id, attempt: number }),
    );
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
    if (!this.#isStopped) this.#timers.set('trouble', this.#world.clock.now() + troublePauseMs, () => undefined);
  }
}

function attemptOf(task: Task) {
  const attempt = lastAttempt(task);
  if (attempt === undefined) throw new Error(`task “${task.id}” is ${task.state} without an attempt`);
  return attempt;
}

const timeoutOf = (task: Task): string => `timeout ${task.id} ${attemptOf(task).number}`;
const elapseOf = (task: TaskId): string => `elapse ${task}`;
