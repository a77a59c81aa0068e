/** Reads the journal of a bundle for whoever takes it in, and proves it before anything is written. */
import type { Manifest } from '../../../core/bundle/manifest.ts';
import type { Failure, Result } from '../../../core/result.ts';
import { BadEntry } from '../../bundle/archive-reader.ts';
import type { OpenBundle } from '../../bundle/import.ts';
import { proveForeignJournal } from '../../store/foreign-journal.ts';
import type { ProvedJournal } from '../../store/stored.ts';

/** Throws `BadEntry` where it is signed and chained, and makes no sense all the same. */
export async function readJournal(
  bundle: OpenBundle,
  { maintenance, output }: Pick<Manifest, 'maintenance' | 'output'>,
): Promise<Result<ProvedJournal, Failure>> {
  const proved = await proveForeignJournal(maintenance.id, await bundle.events(), output.rows);
  if (proved.ok || proved.failure.kind !== 'unsound') return proved;
  throw new BadEntry(proved.failure.message, { cause: proved.failure });
}
