/** Which migrations are pending in an environment: newer than its version, for its cloud, not applied (`REL-2`, `REL-6`). */
import type { Environment } from '../environment/environment.ts';
import { hasWord, isSameWord } from '../roster/names.ts';
import type { AppliedMigration } from './applied.ts';
import type { Catalogue, Migration } from './catalogue.ts';
import type { MigrationRow, Pending, PendingInput, TotalDowntime } from './migration-row.ts';
import { findPendingProblems } from './pending-problems.ts';
import { rankOf } from './version-order.ts';

/** Pure: the same catalogue, environment and knowledge give the same table. */
export function toPending(input: PendingInput): Pending {
  const { environment, catalogue, applied } = input;
  const lastApplied = catalogue.migrations.findLastIndex(
    (one) => applied.get(one.id)?.state === 'applied' && !one.isRepeatable,
  );
  const rows = catalogue.migrations.map((migration, index): MigrationRow => {
    const row = toRow(input, migration);
    const isOutOfOrder = isDue(row) && index < lastApplied && !migration.isRepeatable;
    return { migration, ...row, isOutOfOrder };
  });
  const due = rows.filter(isDue).map(({ migration }) => migration);
  const version = toVersion(input, rows);
  const latest = catalogue.versions.filter((one) => isOfChannel(environment, catalogue, one)).at(-1);
  const known = new Set(catalogue.migrations.map(({ id }) => id));
  const missing = [...applied.values()].filter(({ id, state }) => !known.has(id) && state === 'applied');
  return {
    rows: rows,
    due,
    downtime: toTotalDowntime(due),
    ...(version === undefined ? {} : { version }),
    ...(latest === undefined ? {} : { latestVersion: latest }),
    missing,
    problems: [...catalogue.problems, ...findPendingProblems(input, rows, missing)],
  };
}

export function toTotalDowntime(migrations: readonly Migration[]): TotalDowntime {
  const minutesOf = (kind: 'partial' | 'full') =>
    migrations.reduce((sum, { downtime }) => sum + (downtime.kind === kind ? downtime.minutes : 0), 0);
  return {
    partialMinutes: minutesOf('partial'),
    fullMinutes: minutesOf('full'),
    unknown: migrations.filter(({ downtime }) => downtime.kind === 'unknown').length,
  };
}

/** Whether a release would run it now. */
export function isDue({ state }: Pick<MigrationRow, 'state'>): boolean {
  return state === 'pending' || state === 'failed';
}

type Judged = Pick<MigrationRow, 'state' | 'because' | 'applied' | 'hashes'>;

function toRow(input: PendingInput, migration: Migration): Judged {
  const known = input.applied.get(migration.id);
  if (known !== undefined && known.state !== 'undone') return toKnown(migration, known);
  const because = toSkipReason(input, migration);
  if (because !== undefined) return { state: 'skipped', because };
  return known === undefined
    ? { state: 'pending' }
    : { state: 'pending', because: 'It was applied, and undone.', applied: known };
}

function toKnown(migration: Migration, applied: AppliedMigration): Judged {
  if (applied.state !== 'applied')
    return {
      state: applied.state as Exclude<AppliedMigration['state'], 'undone'>,
      ...(applied.says === undefined ? {} : { because: applied.says }),
      applied,
    };
  const hashes = toHashes(migration, applied);
  if (hashes === undefined) return { state: 'applied', applied };
  return migration.isRepeatable
    ? { state: 'pending', because: 'It runs again: its content changed since.', applied }
    : { state: 'changed', because: 'Its script is not the one that was applied.', applied, hashes };
}

/** By the hash of whoever recorded it; where neither kept one, nobody can say. */
function toHashes(migration: Migration, applied: AppliedMigration): MigrationRow['hashes'] {
  const pairs = [
    [applied.sha256, migration.sha256],
    [applied.toolChecksum, migration.toolChecksum],
  ] as const;
  const differing = pairs.find(([was, is]) => was !== undefined && is !== undefined && was !== is);
  return differing?.[0] === undefined || differing[1] === undefined
    ? undefined
    : { applied: differing[0], now: differing[1] };
}

function toSkipReason({ environment, catalogue, tool, upTo }: PendingInput, migration: Migration): string | undefined {
  const { version, clouds } = migration;
  const rank = rankOf(version, catalogue.versions);
  const base = tool === undefined ? environment.version : tool.baseline;
  if (base !== undefined && !migration.isRepeatable && rank <= rankOf(base, catalogue.versions))
    return tool === undefined
      ? `It belongs to ${version}, which the environment has: it is at ${base}.`
      : `It is not after the baseline ${base}.`;
  if (clouds.length > 0 && environment.cloud !== undefined && !hasWord(clouds, environment.cloud))
    return `It is for ${clouds.join(', ')}, and the environment is on ${environment.cloud}.`;
  const channel = catalogue.channels[version];
  if (!isOfChannel(environment, catalogue, version))
    return `${version} is of the channel ${channel}, and the environment follows ${environment.channel ?? 'none'}.`;
  if (upTo !== undefined && !migration.isRepeatable && rank > rankOf(upTo, catalogue.versions))
    return `It is newer than ${upTo}.`;
  return undefined;
}

function isOfChannel({ channel }: Pick<Environment, 'channel'>, { channels }: Catalogue, version: string): boolean {
  const own = channels[version];
  return own === undefined || (channel !== undefined && isSameWord(own, channel));
}

/** As far as nothing is left out: a version counts once all of its migrations are applied, or are not for this environment. */
function toVersion({ environment, catalogue }: PendingInput, rows: readonly MigrationRow[]): string | undefined {
  let version = environment.version;
  const from = version === undefined ? -1 : rankOf(version, catalogue.versions);
  for (const [rank, one] of catalogue.versions.entries()) {
    if (rank <= from || !isOfChannel(environment, catalogue, one)) continue;
    const own = rows.filter((row) => row.migration.version === one);
    if (!own.every(({ state }) => state === 'applied' || state === 'skipped')) break;
    // A version without a migration to run is not reached by having run nothing.
    if (own.some(({ state }) => state === 'applied')) version = one;
  }
  return version;
}
