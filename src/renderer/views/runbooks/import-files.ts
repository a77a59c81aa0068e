/** Importing files one after another: each has its own outcome, and one that fails stops no other. */
import type { RequestOutput } from '../../../contract/requests.ts';
import type { Link } from '../../link/link.ts';
import { type ShownFailure, toShownFailure } from '../../parts/asking/failure.ts';
import { toBase64 } from './files.ts';

export type Imported =
  | { readonly file: string; readonly isRead: true; readonly outcome: RequestOutput<'runbook.import'> }
  | { readonly file: string; readonly isRead: false; readonly failure: ShownFailure };

export async function importFiles(link: Link, files: readonly File[]): Promise<readonly Imported[]> {
  const imported: Imported[] = [];
  for (const file of files) {
    try {
      const outcome = await link.ask('runbook.import', { file: file.name, content: await toBase64(file) });
      imported.push({ file: file.name, isRead: true, outcome });
    } catch (cause) {
      imported.push({ file: file.name, isRead: false, failure: toShownFailure(cause) });
    }
  }
  return imported;
}
