/** Lets a maintenance release start only while it is what its environment needs: nothing that is applied runs again, and nothing that was changed. */
import type { Actor } from '../../../core/maintenance/actor.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { toApplied } from '../../../core/migration/applied.ts';
import { toolOf } from '../../../core/migration/forms.ts';
import type { Release } from '../../../core/migration/release.ts';
import { isScripted } from '../../../core/plan/plan.ts';
import { type Failure, fail, type Result } from '../../../core/result.ts';
import { readAppliedState } from '../environment/applied-state.ts';
import { findEnvironmentRecord } from '../environment/environment-book.ts';
import { readStanding } from '../environment/environment-standing.ts';
import type { DeskParts } from '../parts.ts';

/** How long the table may take to be read before a start. */
const readingMs = 60_000;

/** `undefined`: it may start, or it is no release. Where the catalogue cannot be read nobody can say, so it may not. */
export async function refuseOutdated(
  parts: Pick<DeskParts, 'store' | 'ledger' | 'clock' | 'catalogues' | 'hosts' | 'news'>,
  state: MaintenanceState,
  actor: Actor,
): Promise<Result<never, Failure> | undefined> {
  const { release, plan } = state;
  if (release === undefined) return undefined;
  const found = findEnvironmentRecord(parts.store, release.environment);
  if (!found.ok) return found;
  const record = found.value;
  const twinOf =
    release.isRehearsalOf === undefined ? undefined : findEnvironmentRecord(parts.store, release.isRehearsalOf);
  const catalogue =
    record.environment.catalogue ?? (twinOf?.ok === true ? twinOf.value.environment.catalogue : undefined);
  const environment = catalogue === undefined ? record.environment : { ...record.environment, catalogue };
  if (environment.catalogue?.database !== undefined && toolOf(environment.catalogue.form) !== undefined) {
    // The table may have grown since it was read: whatever else runs the tool does not tell Drydock.
    const read = await readAppliedState(parts, environment, actor, AbortSignal.timeout(readingMs));
    if (!read.ok) return read;
  }
  const { pending, failure, states } = await readStanding(parts, { ...record, environment });
  if (failure !== undefined) return { ok: false, failure };
  if (catalogue === undefined) return refuseApplied(states, state, release);
  const rows = new Map(pending.rows.map((row) => [row.migration.id, row]));
  for (const { id, sha256, step } of release.migrations) {
    const written = plan.steps.find((one) => one.id === step);
    // Somebody took it out of the plan: it is not run, and stays pending.
    if (written === undefined) continue;
    const row = rows.get(id);
    if (row === undefined) return outdated(`${id} is not in the catalogue of “${environment.name}” any more.`);
    if (row.state !== 'pending' && row.state !== 'failed')
      return outdated(
        `${id} is not pending in “${environment.name}”: it is ${row.state}.${row.because === undefined ? '' : ` ${row.because}`}`,
      );
    const isSame = row.migration.sha256 === sha256 && isScripted(written) && written.script === row.migration.script;
    if (!isSame) return outdated(`The script of ${id} is not the one this release was made of.`);
  }
  return undefined;
}

/** Without a catalogue there is nothing to compare it with but what the journals say was applied. */
function refuseApplied(
  states: readonly MaintenanceState[],
  { id: own }: MaintenanceState,
  { environment, migrations }: Release,
): Result<never, Failure> | undefined {
  const applied = toApplied(
    environment,
    states.filter(({ id }) => id !== own),
    undefined,
  );
  const done = migrations.find(({ id }) => ['applied', 'running', 'unknown'].includes(applied.get(id)?.state ?? ''));
  return done === undefined
    ? undefined
    : outdated(`${done.id} is not pending in “${environment}”: it is ${applied.get(done.id)?.state}.`);
}

function outdated(message: string): Result<never, Failure> {
  return fail('release-outdated', message, { advice: 'Make the release anew from what is due now: Run maintenance.' });
}
