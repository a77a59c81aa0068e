/** The engine: drives every run of the workspace, and finds out at each start what became of what was open. */
import type { AttemptKey, MaintenanceId } from '../../core/ids.ts';
import type { MaintenanceState } from '../../core/maintenance/state.ts';
import { isBeforeStart, isOver, openTasks } from '../../core/maintenance/tasks.ts';
import type { World } from './attempt-place.ts';
import { RunDriver } from './driver.ts';

export class Engine {
  readonly #world: World;
  readonly #drivers = new Map<MaintenanceId, RunDriver>();
  readonly #unsubscribe: () => void;

  constructor(world: World) {
    this.#world = world;
    this.#unsubscribe = world.ledger.onAppended((id, _events, state) => {
      if (isAlive(state)) this.#driver(id);
      this.#drivers.get(id)?.wake();
    });
  }

  /**
   * Takes up every run that was left: its open steps are asked for on their hosts, and nothing new begins until a person says so
   * (the laptop may have been closed for minutes or for days).
   */
  recover(): void {
    for (const id of this.#world.ledger.list()) {
      const state = this.#world.ledger.state(id);
      if (state === undefined || !isAlive(state)) continue;
      this.#driver(id);
      const reason = 'Drydock was started anew while this run was going on.';
      this.#world.ledger.submit(id, { type: 'hold-recovered', reason }, { kind: 'console', name: 'Drydock' });
      this.#drivers.get(id)?.recover();
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

  /** Attempts that run on hosts now. */
  running(): readonly AttemptKey[] {
    return [...this.#drivers.values()].flatMap((driver) => driver.watching());
  }

  /** Stops watching everything; what runs goes on on its hosts. */
  async close(): Promise<void> {
    this.#unsubscribe();
    await Promise.all([...this.#drivers.values()].map((driver) => driver.stop()));
  }

  #driver(id: MaintenanceId): void {
    if (!this.#drivers.has(id)) this.#drivers.set(id, new RunDriver(this.#world, id));
  }
}

/** Whether anything of it may still move: a run that is over may have a step that has not ended on its host. */
function isAlive(state: MaintenanceState): boolean {
  return !isBeforeStart(state) && (!isOver(state) || openTasks(state).length > 0);
}
