/** What is known to be applied to an environment: from Drydock's own journals, and from the table a tool keeps there. The later knowledge counts. */
import type { MaintenanceId } from '../ids.ts';
import type { MaintenanceState } from '../maintenance/state.ts';
import { isSameWord } from '../roster/names.ts';
import type { CatalogueProblem } from './catalogue.ts';
import { type MigrationReport, toReleaseReport } from './release-report.ts';

export interface AppliedMigration {
  readonly id: string;
  readonly state: 'applied' | 'failed' | 'running' | 'unknown' | 'undone';
  /** Of the script that ran, where Drydock ran it. */
  readonly sha256?: string;
  /** As the tool's table has it. */
  readonly toolChecksum?: string;
  readonly atMs?: number;
  readonly by?: string;
  readonly durationMs?: number;
  /** The maintenance that did it; none: the tool's table says it. */
  readonly maintenance?: { readonly id: MaintenanceId; readonly title: string };
  readonly says?: string;
}

/** A tool's table as it was read. */
export interface ToolState {
  readonly readAtMs: number;
  /** One for each migration that the table knows, the last word on it. */
  readonly entries: readonly AppliedMigration[];
  /** What it says is below this version was there before the tool was (Flyway's baseline). */
  readonly baseline?: string;
  /** What it says that nobody should overlook: a failed entry, a dirty flag, a head that no file has. */
  readonly problems?: readonly CatalogueProblem[];
}

/**
 * The last word on each migration. A table that was read says of every migration whether it was applied then, so what a run did
 * before counts no more; what it did afterwards does. A failure counts for as long as the table has no word on that migration.
 * @param states every maintenance there is; those of other environments, and practice, say nothing
 * @param sinceMs the environment was restored or built anew then: what Drydock did before is gone with the old one
 */
export function toApplied(
  environment: string,
  states: readonly MaintenanceState[],
  tool: ToolState | undefined,
  sinceMs = 0,
): ReadonlyMap<string, AppliedMigration> {
  const readAtMs = tool?.readAtMs ?? 0;
  const applied = new Map<string, AppliedMigration>();
  if (tool !== undefined && readAtMs >= sinceMs) for (const entry of tool.entries) applied.set(entry.id, entry);
  const own = states
    .flatMap((state) => toOwn(environment, state))
    // What still goes on has no end yet, and is always later than what was read.
    .filter((entry) => isUnderWay(entry) || (entry.atMs ?? 0) >= sinceMs)
    .toSorted((a, b) => (a.atMs ?? Number.MAX_VALUE) - (b.atMs ?? Number.MAX_VALUE));
  const last = new Map(own.map((entry) => [entry.id, entry]));
  for (const entry of own) {
    const isLater = isUnderWay(entry) || (entry.atMs ?? 0) >= readAtMs;
    // A tool that undoes its own transaction leaves no row of a failure: silence does not take back what was seen here.
    const isFailureUnsaid = entry.state === 'failed' && last.get(entry.id) === entry && !applied.has(entry.id);
    if (isLater || isFailureUnsaid) applied.set(entry.id, entry);
  }
  return applied;
}

function isUnderWay({ state }: AppliedMigration): boolean {
  return state === 'running' || state === 'unknown';
}

function toOwn(environment: string, state: MaintenanceState): readonly AppliedMigration[] {
  if (state.isPractice || state.release === undefined || !isSameWord(state.release.environment, environment)) return [];
  const { id, title, leader } = state;
  return (toReleaseReport(state)?.migrations ?? []).flatMap((report) => {
    const known = toState(report);
    if (known === undefined) return [];
    const { endedAtMs, durationMs, sha256, says } = report;
    return [
      {
        id: report.id,
        state: known,
        sha256,
        ...(endedAtMs === undefined ? {} : { atMs: endedAtMs }),
        ...(leader === undefined ? {} : { by: leader.name }),
        ...(durationMs === undefined ? {} : { durationMs }),
        maintenance: { id, title },
        ...(says === undefined ? {} : { says }),
      },
    ];
  });
}

/** `undefined`: nothing of it happened. */
function toState({ outcome }: MigrationReport): AppliedMigration['state'] | undefined {
  switch (outcome) {
    case 'not-tried':
    case 'skipped':
      return undefined;
    case 'undo-failed':
      return 'failed';
    default:
      return outcome;
  }
}
