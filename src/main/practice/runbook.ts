/** Where the practice maintenance's runbook lies. */
import { readFile } from 'node:fs/promises';

const file = new URL('../../../resources/runbooks/practice.md', import.meta.url);

/** The runbook as Markdown, to be imported like anybody's. Rejects where the installation is incomplete. */
export function readPracticeRunbook(): Promise<Uint8Array> {
  return readFile(file);
}
