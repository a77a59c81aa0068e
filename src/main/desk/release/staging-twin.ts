/** Where a release is rehearsed: its staging twin, as long as the very same migrations are due there and it reaches nothing of production (`REL-10`). */
import type { Environment } from '../../../core/environment/environment.ts';
import type { Migration } from '../../../core/migration/catalogue.ts';
import { toolOf } from '../../../core/migration/forms.ts';
import { toReleaseHash } from '../../../core/migration/release-plan.ts';
import { type Failure, fail, type Result, succeed } from '../../../core/result.ts';
import { findEnvironmentRecord } from '../environment/environment-book.ts';
import { readStanding, type Standing } from '../environment/environment-standing.ts';
import type { DeskParts } from '../parts.ts';

/** What is due in production, to be run on its twin: each must be due there too, and be the same script. */
export async function findTwin(
  parts: DeskParts,
  own: Standing,
): Promise<Result<{ readonly standing: Standing; readonly due: readonly Migration[] }, Failure>> {
  const { name, stagingTwin, catalogue } = own.record.environment;
  if (stagingTwin === undefined)
    return fail('no-twin', `“${name}” has no staging twin to rehearse on.`, {
      advice: `Name it: drydock environment set '${name}' --twin ENVIRONMENT`,
    });
  const found = findEnvironmentRecord(parts.store, stagingTwin);
  if (!found.ok) return found;
  const { environment } = found.value;
  // A twin that names no catalogue of its own is one of the same.
  const twin =
    environment.catalogue === undefined && catalogue !== undefined ? { ...environment, catalogue } : environment;
  const problem = refuseTwin(own.record.environment, environment);
  if (problem !== undefined) return problem;
  const standing = await readStanding(parts, { ...found.value, environment: twin });
  if (standing.failure !== undefined) return { ok: false, failure: standing.failure };
  const error = standing.pending.problems.find(({ severity }) => severity === 'error');
  if (error !== undefined)
    return fail('catalogue-not-sound', `${twin.name}: ${error.text}`, { advice: 'Mend it first.' });
  const due = standing.pending.due.filter(({ id }) => own.pending.due.some((one) => one.id === id));
  if (toReleaseHash(due) === own.dueHash) return succeed({ standing, due });
  const absent = own.pending.due.find(({ id }) => !due.some((one) => one.id === id));
  const why =
    absent === undefined
      ? 'its scripts are not the same there'
      : `${absent.id} is not due there: it is ${standing.pending.rows.find((row) => row.migration.id === absent.id)?.state ?? 'not in its catalogue'}`;
  return fail('cannot-rehearse', `What is due in “${name}” cannot be rehearsed on “${twin.name}”: ${why}.`, {
    advice: `Bring “${twin.name}” to where “${name}” is: restore it, and say so.`,
  });
}

/** A rehearsal must never reach what it is a rehearsal for. */
function refuseTwin({ name, catalogue: own }: Environment, twin: Environment): Result<never, Failure> | undefined {
  const { catalogue } = twin;
  if (catalogue === undefined && own !== undefined && toolOf(own.form) !== undefined)
    return fail(
      'no-catalogue',
      `“${twin.name}” has no catalogue of its own, and that of “${name}” reaches its database.`,
      {
        advice: `Give “${twin.name}” the same folder with its own database or folder on its hosts.`,
      },
    );
  const isSameDatabase =
    own?.database !== undefined && JSON.stringify(own.database) === JSON.stringify(catalogue?.database);
  return isSameDatabase
    ? fail('same-database', `“${twin.name}” reaches the very database of “${name}”: that would be no rehearsal.`, {
        advice: `Give “${twin.name}” a database of its own.`,
      })
    : undefined;
}
