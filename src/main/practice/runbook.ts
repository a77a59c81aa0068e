/** Where the practice maintenance's runbook lies. */
import { readFile } from 'node:fs/promises';
import { shipped } from '../shipped.ts';

const file = shipped('resources/runbooks/practice.md');

/** The runbook as Markdown, to be imported like anybody's. Rejects where the installation is incomplete. */
export function readPracticeRunbook(): Promise<Uint8Array> {
  return readFile(file);
}
