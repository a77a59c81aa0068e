/** How an environment stands now: its catalogue as the folder has it, what is applied as the journals and its tool have it, and what is due. */
import type { EnvironmentDetails, EnvironmentRecord, ReleaseSummary } from '../../../contract/environment-shapes.ts';
import type { CatalogueSource } from '../../../core/environment/catalogue-source.ts';
import { toNextOccurrences } from '../../../core/environment/window-occurrences.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { toApplied } from '../../../core/migration/applied.ts';
import { warning } from '../../../core/migration/catalogue.ts';
import { toolOf } from '../../../core/migration/forms.ts';
import type { MigrationRow, Pending } from '../../../core/migration/migration-row.ts';
import { toPending } from '../../../core/migration/pending.ts';
import { findRehearsal, toMeasured } from '../../../core/migration/rehearsal.ts';
import { toReleaseHash } from '../../../core/migration/release-plan.ts';
import { toReleaseReport } from '../../../core/migration/release-report.ts';
import type { Failure } from '../../../core/result.ts';
import { isSameWord } from '../../../core/roster/names.ts';
import type { ReadCatalogue } from '../../catalogue/catalogues.ts';
import { findWorkTree, type WorkTree } from '../../catalogue/work-tree.ts';
import type { DeskParts } from '../parts.ts';
import { listOccurrences } from '../release/occurrence-book.ts';
import { type AppliedState, findAppliedState, toToolState } from './applied-state.ts';

type StandingParts = Pick<DeskParts, 'store' | 'ledger' | 'clock' | 'catalogues'>;

export interface Standing {
  readonly record: EnvironmentRecord;
  readonly states: readonly MaintenanceState[];
  readonly read?: ReadCatalogue;
  /** Why the catalogue could not be read. */
  readonly failure?: Failure;
  readonly pending: Pending;
  readonly dueHash: string;
  /** The tool’s table, as it was read last. */
  readonly state?: AppliedState;
}

const empty: Pending = {
  rows: [],
  due: [],
  downtime: { partialMinutes: 0, fullMinutes: 0, unknown: 0 },
  missing: [],
  problems: [],
};
/** A screen shows no more; the older ones of what is past are left out. */
const rowLimit = 2_000;
const releaseLimit = 200;
const windowsShown = 5;

const dirt = warning('', 1, 'The work tree has changes that are not committed: what is here is not what was reviewed.');

export async function readStanding(
  { store, ledger, catalogues }: StandingParts,
  record: EnvironmentRecord,
  upTo?: string,
): Promise<Standing> {
  const { environment } = record;
  const states = ledger.list().flatMap((id) => ledger.state(id) ?? []);
  const { catalogue: source, version } = environment;
  const none = { ...empty, ...(version === undefined ? {} : { version }) };
  if (source === undefined) return { record, states, pending: none, dueHash: toReleaseHash([]) };
  const read = await catalogues.read(source);
  if (!read.ok) return { record, states, failure: read.failure, pending: none, dueHash: toReleaseHash([]) };
  const { catalogue } = read.value;
  const state = findAppliedState({ store }, environment);
  const tool = state === undefined ? undefined : toToolState({ store }, source, catalogue, state);
  const applied = toApplied(environment.name, states, tool, environment.rebuiltAtMs);
  const pending = toPending({
    environment,
    catalogue,
    applied,
    ...(tool === undefined ? {} : { tool }),
    ...(upTo === undefined ? {} : { upTo }),
  });
  const kept = state === undefined ? {} : { state };
  return { record, states, read: read.value, pending, dueHash: toReleaseHash(pending.due), ...kept };
}

export async function toDetails(
  { store }: Pick<DeskParts, 'store'>,
  standing: Standing,
  nowMs: number,
): Promise<EnvironmentDetails> {
  const { record, states, read, failure, pending, dueHash, state } = standing;
  const { name, catalogue: source, windowRule } = record.environment;
  const workTree = source === undefined ? undefined : await findWorkTree(source.path);
  const measured = toMeasured(states, name);
  const rehearsal = findRehearsal(states, name, dueHash);
  const shown = toShown(pending.rows);
  const { version, latestVersion, downtime, missing, problems } = pending;
  return {
    atMs: nowMs,
    record,
    ...(version === undefined ? {} : { version }),
    ...(latestVersion === undefined ? {} : { latestVersion }),
    isOutdated: pending.due.length > 0,
    ...(read === undefined || source === undefined
      ? {}
      : { catalogue: { path: source.path, form: source.form, ...toPlace(workTree) } }),
    ...(failure === undefined ? {} : { failure: toShownFailure(failure) }),
    rows: shown.map((row) => toRow(row, measured.get(row.migration.sha256))),
    cutRows: pending.rows.length - shown.length,
    due: pending.due.length,
    dueHash,
    downtime,
    missing: missing.slice(0, rowLimit).map(({ id, atMs, by }) => ({
      id,
      ...(atMs === undefined ? {} : { atMs }),
      ...(by === undefined ? {} : { by }),
    })),
    problems: [...problems.slice(0, rowLimit), ...(workTree?.isDirty === true ? [dirt] : [])],
    ...(source?.database === undefined ? {} : { tool: toShownTool(source, state) }),
    releases: toReleases(standing),
    windows: windowRule === undefined ? [] : [...toNextOccurrences(windowRule, nowMs, windowsShown)],
    occurrences: [...listOccurrences(store, name)],
    ...(rehearsal === undefined ? {} : { rehearsal }),
  };
}

/** What is due or wrong is always shown; of the rest, the newest. */
function toShown(rows: readonly MigrationRow[]): readonly MigrationRow[] {
  let left = Math.max(0, rowLimit - rows.filter(({ state }) => !isPast(state)).length);
  const kept = rows.toReversed().filter(({ state }) => !isPast(state) || left-- > 0);
  return kept.toReversed();
}

function isPast(state: MigrationRow['state']): boolean {
  return state === 'applied' || state === 'skipped';
}

function toPlace(workTree: WorkTree | undefined) {
  if (workTree === undefined) return {};
  const { root: _, ...place } = workTree;
  return place;
}

function toRow(row: MigrationRow, rehearsedMs: number | undefined): EnvironmentDetails['rows'][number] {
  const { migration, applied, hashes, because, ...more } = row;
  const { id, sequence, version, description, downtime, clouds, isRepeatable, file, line, sha256 } = migration;
  const { rollback, cannotRun } = migration;
  return {
    id,
    sequence,
    version,
    description,
    downtime,
    clouds: [...clouds],
    ...more,
    isRepeatable,
    file,
    line,
    sha256,
    ...(because === undefined ? {} : { because }),
    ...(cannotRun === undefined ? {} : { cannotRun }),
    ...(rollback === undefined ? {} : { rollback: rollback.kind === 'none' ? rollback : { kind: rollback.kind } }),
    ...(hashes === undefined ? {} : { hashes }),
    ...(applied?.atMs === undefined ? {} : { appliedAtMs: applied.atMs }),
    ...(applied?.by === undefined ? {} : { appliedBy: applied.by }),
    ...(applied?.durationMs === undefined ? {} : { durationMs: applied.durationMs }),
    ...(applied?.maintenance === undefined ? {} : { maintenance: applied.maintenance }),
    ...(rehearsedMs === undefined ? {} : { rehearsedMs }),
  };
}

/** Those of the environment, and rehearsals for it; newest first, as the ledger lists them. */
function toReleases({ record, states, dueHash }: Standing): ReleaseSummary[] {
  const { name } = record.environment;
  return states
    .flatMap((state): ReleaseSummary[] => {
      const report = toReleaseReport(state);
      const { release, isPractice, id, title, createdAtMs, startedAtMs, endedAtMs, leader } = state;
      if (report === undefined || release === undefined || isPractice) return [];
      const { fromVersion, toVersion, isRehearsalOf } = release;
      if (!isSameWord(release.environment, name) && !isSameWord(isRehearsalOf ?? '', name)) return [];
      const { outcome, isTroubled, says } = report;
      return [
        {
          maintenance: id,
          title,
          ...(fromVersion === undefined ? {} : { fromVersion }),
          toVersion,
          outcome,
          isTroubled,
          says,
          createdAtMs,
          ...(startedAtMs === undefined ? {} : { startedAtMs }),
          ...(endedAtMs === undefined ? {} : { endedAtMs }),
          ...(leader === undefined ? {} : { leader: leader.name }),
          ...(isRehearsalOf === undefined ? {} : { isRehearsalOf }),
          isOutdated: outcome === 'not-started' && toReleaseHash(release.migrations) !== dueHash,
        },
      ];
    })
    .slice(0, releaseLimit);
}

function toShownTool(
  { form }: CatalogueSource,
  state: AppliedState | undefined,
): NonNullable<EnvironmentDetails['tool']> {
  const name = toolOf(form)?.name ?? form;
  if (state === undefined) return { name };
  const { host, table, readAtMs, readBy, isTableThere, rows } = state;
  return { name, reading: { host, table, readAtMs, readBy, isTableThere, rows } };
}

function toShownFailure({ kind, message, advice }: Failure) {
  return { kind, message, ...(advice === undefined ? {} : { advice }) };
}
