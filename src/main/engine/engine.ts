/** The engine: drives every run and every errand of the workspace, and finds out at each start what became of what was open. */
import { openErrands, toNextErrands } from '../../core/errand/standing.ts';
import type { AttemptKey, MaintenanceId } from '../../core/ids.ts';
import { isPassed } from '../../core/lead/relay.ts';
import type { MaintenanceState } from '../../core/maintenance/state.ts';
import { isBeforeStart, isOver, openTasks } from '../../core/maintenance/tasks.ts';
import type { World } from './attempt-place.ts';
import { MaintenanceDriver } from './driver.ts';
import { type OutputText, readOutputText } from './output-text.ts';

export class Engine {
  readonly #world: World;
  readonly #drivers = new Map<MaintenanceId, MaintenanceDriver>();
  readonly #unsubscribe: () => void;

  constructor(world: World) {
    this.#world = world;
    this.#unsubscribe = world.ledger.onAppended((id, events, state) => {
      const driver = this.#drivers.get(id);
      // Whoever takes the lead once more has a driver that was stopped when it was passed on.
      const isTaken = events.some(({ type }) => type === 'lead-taken');
      if (driver !== undefined && !isTaken) driver.wake();
      // A maintenance that was at rest: its errands of an earlier console may have left something to tidy up.
      else if (isAlive(state)) this.#drive(id).recover();
    });
  }

  /**
   * Takes up every maintenance that was left: what is open is asked for on its hosts, and no step begins until a person says so
   * (the laptop may have been closed for minutes or for days). Errands change nothing: those that were asked for go on.
   */
  recover(): void {
    for (const id of this.#world.ledger.list()) {
      const state = this.#world.ledger.state(id);
      if (state === undefined || !isAlive(state)) continue;
      const driver = this.#drive(id);
      const reason = 'Drydock was started anew while this run was going on.';
      this.#world.ledger.submit(id, { type: 'hold-recovered', reason }, { kind: 'console', name: 'Drydock' });
      driver.recover();
    }
  }

  /** A host was changed or trusted: attempts that wait for their next try try now. */
  hurry(): void {
    for (const driver of this.#drivers.values()) driver.hurry();
  }

  /** Secrets were given: what could not go on may go on now. */
  wake(id: MaintenanceId): void {
    this.#drivers.get(id)?.wake();
  }

  /** All that an attempt wrote, as text: how what an errand found out is read once it has ended. */
  outputOf(key: AttemptKey): Promise<OutputText> {
    return readOutputText(this.#world.output, key);
  }

  /** Follows nothing of one maintenance any more, and begins nothing of it, until it is taken up again. What runs goes on on its hosts. */
  async release(id: MaintenanceId): Promise<void> {
    // One that was never driven is driven by nobody from here on, too.
    await (this.#drivers.get(id) ?? this.#drive(id)).stop();
  }

  takeUp(id: MaintenanceId): void {
    this.#drive(id).recover();
  }

  /** Attempts that run on hosts now. */
  running(): readonly AttemptKey[] {
    return [...this.#drivers.values()].flatMap((driver) => driver.watching());
  }

  /** Stops watching everything; what runs goes on on its hosts. */
  async close(): Promise<void> {
    this.#unsubscribe();
    await Promise.all([...this.#drivers.values()].map((driver) => driver.stop()));
  }

  #drive(id: MaintenanceId): MaintenanceDriver {
    const driver = new MaintenanceDriver(this.#world, id);
    this.#drivers.set(id, driver);
    return driver;
  }
}

/** Whether anything of it may still move: a run that is over may have a step that has not ended on its host, a draft an errand. */
function isAlive(state: MaintenanceState): boolean {
  // Another console leads it.
  if (isPassed(state)) return false;
  const isRunning = !isBeforeStart(state) && !isOver(state);
  return isRunning || openTasks(state).length > 0 || openErrands(state).length > 0 || toNextErrands(state).length > 0;
}
