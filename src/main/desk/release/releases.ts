/** Requests about what is pending in an environment, and about making a maintenance of it (`REL-4`, `REL-6`). */
import { fail, succeed } from '../../../core/result.ts';
import { readAppliedState } from '../environment/applied-state.ts';
import { findEnvironmentRecord } from '../environment/environment-book.ts';
import { readStanding, toDetails } from '../environment/environment-standing.ts';
import type { Handlers } from '../handlers.ts';
import type { DeskParts } from '../parts.ts';
import { makeRelease } from './release-draft.ts';

type ReleaseRequest =
  | 'environment.details'
  | 'environment.migration'
  | 'environment.readApplied'
  | 'environment.runMaintenance';

/** A person waits for the answer; a question to them (a password) may stand in between. */
const readingMs = 180_000;
const untilGivenUp = () => AbortSignal.timeout(readingMs);

export function releaseHandlers(parts: DeskParts): Handlers<ReleaseRequest> {
  const { store, clock } = parts;
  return {
    'environment.details': async ({ name, upTo }) => {
      const found = findEnvironmentRecord(store, name);
      if (!found.ok) return found;
      return succeed(await toDetails(parts, await readStanding(parts, found.value, upTo), clock.now()));
    },
    'environment.migration': async ({ name, id }) => {
      const found = findEnvironmentRecord(store, name);
      if (!found.ok) return found;
      const { pending, failure } = await readStanding(parts, found.value);
      if (failure !== undefined) return { ok: false, failure };
      const migration = pending.rows.find((row) => row.migration.id === id)?.migration;
      if (migration === undefined)
        return fail(
          'no-such-migration',
          `The catalogue of “${found.value.environment.name}” has no migration “${id}”.`,
        );
      const { file, sha256, script, rollback } = migration;
      return succeed({
        id,
        file,
        sha256,
        ...(script === undefined ? {} : { script }),
        ...(rollback === undefined ? {} : { rollback }),
      });
    },
    'environment.readApplied': async ({ name }, caller) => {
      const found = findEnvironmentRecord(store, name);
      if (!found.ok) return found;
      const read = await readAppliedState(parts, found.value.environment, caller.actor, untilGivenUp());
      if (!read.ok) return read;
      const { form: _, evidence: __, ...shown } = read.value;
      return succeed(shown);
    },
    'environment.runMaintenance': (input, caller) => makeRelease(parts, input, caller.actor),
  };
}
