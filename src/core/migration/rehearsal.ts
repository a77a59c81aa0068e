/** Rehearsals: the same release, run on the staging twin before production sees it (`REL-10`). */
import type { MaintenanceId } from '../ids.ts';
import type { MaintenanceState } from '../maintenance/state.ts';
import { isSameWord } from '../roster/names.ts';
import { toReleaseHash } from './release-plan.ts';
import { toReleaseReport } from './release-report.ts';

export interface Rehearsal {
  readonly maintenance: { readonly id: MaintenanceId; readonly title: string };
  /** Where it was run. */
  readonly environment: string;
  readonly endedAtMs: number;
  /** All migrations together; absent where one was settled by a person's word. */
  readonly durationMs?: number;
}

/** The newest rehearsal for an environment that succeeded, of exactly what `hash` stands for. */
export function findRehearsal(
  states: readonly MaintenanceState[],
  environment: string,
  hash: string,
): Rehearsal | undefined {
  return rehearsalsFor(states, environment)
    .filter(({ release }) => toReleaseHash(release.migrations) === hash)
    .flatMap(({ id, title, endedAtMs, release, report }): Rehearsal[] => {
      if (report.outcome !== 'succeeded' || endedAtMs === undefined) return [];
      const durations = report.migrations.map(({ durationMs }) => durationMs);
      const durationMs = durations.reduce(
        (sum, one) => (sum === undefined || one === undefined ? undefined : sum + one),
        0,
      );
      const measured = durationMs === undefined ? {} : { durationMs };
      return [{ maintenance: { id, title }, environment: release.environment, endedAtMs, ...measured }];
    })
    .sort((a, b) => b.endedAtMs - a.endedAtMs)[0];
}

/** What each script took when it last succeeded in a rehearsal for the environment, by its SHA-256; milliseconds. */
export function toMeasured(states: readonly MaintenanceState[], environment: string): ReadonlyMap<string, number> {
  const measured = rehearsalsFor(states, environment)
    .flatMap(({ report }) => report.migrations)
    .filter(({ durationMs }) => durationMs !== undefined)
    .toSorted((a, b) => (a.endedAtMs ?? 0) - (b.endedAtMs ?? 0));
  return new Map(measured.map(({ sha256, durationMs = 0 }) => [sha256, durationMs]));
}

function rehearsalsFor(states: readonly MaintenanceState[], environment: string) {
  return states.flatMap((state) => {
    const { release, isPractice, id, title, endedAtMs } = state;
    if (isPractice || release?.isRehearsalOf === undefined) return [];
    if (!isSameWord(release.isRehearsalOf, environment)) return [];
    const report = toReleaseReport(state);
    return report === undefined ? [] : [{ id, title, endedAtMs, release, report }];
  });
}
