/** What stands in the way of running what is pending, and what a person should know of it (`REL-6`). */
import type { AppliedMigration } from './applied.ts';
import type { CatalogueProblem, Migration } from './catalogue.ts';
import type { MigrationRow, PendingInput } from './migration-row.ts';

export function findPendingProblems(
  { environment, tool }: Pick<PendingInput, 'environment' | 'tool'>,
  rows: readonly MigrationRow[],
  missing: readonly AppliedMigration[],
): readonly CatalogueProblem[] {
  const problems: CatalogueProblem[] = [...(tool?.problems ?? [])];
  const say = (severity: CatalogueProblem['severity'], text: string, at?: Pick<Migration, 'file' | 'line'>) =>
    problems.push({ severity, file: at?.file ?? '', line: at?.line ?? 1, text });
  if (environment.version === undefined && tool === undefined)
    say('error', 'Nobody has said which version the environment has, so nobody can say what is pending.');
  const split = rows.find(
    (row) =>
      (row.state === 'pending' || row.state === 'failed') &&
      row.migration.clouds.length > 0 &&
      environment.cloud === undefined,
  );
  if (split !== undefined)
    say('error', 'Some migrations are for certain clouds, and nobody has said which one this is.', split.migration);
  for (const { migration, state, hashes, isOutOfOrder } of rows) {
    const isDue = state === 'pending' || state === 'failed';
    if (hashes !== undefined)
      say(
        'error',
        `${migration.id} was changed after it was applied: ${hashes.applied} was applied, ${hashes.now} is here.`,
        migration,
      );
    if (state === 'running' || state === 'unknown')
      say('error', `${migration.id} is part of a maintenance release that goes on.`, migration);
    if (isOutOfOrder) say('warning', `${migration.id} is pending, and a later one is applied already.`, migration);
    if (isDue && migration.script === undefined)
      say('error', `${migration.id} cannot be run from here: ${migration.cannotRun ?? 'it has no script'}`, migration);
  }
  for (const { id } of missing) say('warning', `${id} is applied, and is not in the catalogue any more.`);
  return problems;
}
