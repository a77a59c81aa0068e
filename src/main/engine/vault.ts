/** The secrets of runs, in memory and nowhere else. They are gone with the process, and asked for again. */
import type { MaintenanceId } from '../../core/ids.ts';
import type { MaintenanceState } from '../../core/maintenance/state.ts';
import { Secret } from '../../core/text/secret.ts';

export class Vault {
  readonly #secrets = new Map<MaintenanceId, Map<string, Secret>>();

  give(id: MaintenanceId, values: Readonly<Record<string, string>>): void {
    const kept = this.#secrets.get(id) ?? new Map<string, Secret>();
    for (const [name, text] of Object.entries(values)) kept.set(name, new Secret(text));
    this.#secrets.set(id, kept);
  }

  forget(id: MaintenanceId): void {
    this.#secrets.delete(id);
  }

  /** Names of the run's secrets that this process does not hold. */
  missing(state: MaintenanceState): readonly string[] {
    const kept = this.#secrets.get(state.id);
    return state.secrets.filter((name) => kept?.has(name) !== true);
  }

  /** What a script of the run finds in its environment. */
  environment(state: MaintenanceState): ReadonlyMap<string, string | Secret> {
    return new Map<string, string | Secret>([
      ...Object.entries(state.variables),
      ...(this.#secrets.get(state.id) ?? []),
    ]);
  }

  /** The texts that must not reach the disk. */
  texts(id: MaintenanceId): readonly string[] {
    return [...(this.#secrets.get(id)?.values() ?? [])].map((secret) => secret.reveal());
  }
}
