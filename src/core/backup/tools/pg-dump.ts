/**
 * `pg_dump` and `pg_dumpall`: plain, custom, tar and directory form.
 * Complete: the mark at the end of a plain dump, or every data file that the contents of a directory name; a custom or tar form shows
 * it only when it is read. Readable: `pg_restore` reads all of it. Restored: into a server of its own, as many rows as the dump has.
 */
import type { Reading } from '../reading.ts';
import { toProven } from '../reading.ts';
import { toInstantMs, toWords } from './answer.ts';
import { type Found, optional, toUnheld } from './findings.ts';
import { type Known, toBad, toIncomplete, toPathTool } from './path-tool.ts';
import { type DumpOf, isMarked, readLoaded, readText, toOther } from './pg-dump-reading.ts';
import { look, reading, recognizing, restoringDump } from './pg-dump-script.ts';
import { scratchPostgres } from './scratch-postgres.ts';

export const pgDump = toPathTool<'pg-dump'>({
  name: 'pg-dump',
  title: 'pg_dump',
  bodies: {
    look: [recognizing, look],
    verify: [recognizing, reading],
    restore: [scratchPostgres, recognizing, reading, restoringDump],
  },
  read: (action, of, found, path) => {
    const { answer } = found;
    const known = { ...path, ...optional('startedAtMs', toInstantMs(answer.one('created'))) };
    const form = answer.one('form') ?? 'unknown';
    if (form === 'unfinished')
      return toIncomplete(
        known,
        'It has no toc.dat, which pg_dump writes last: it is still being made, or was cut off.',
      );
    if (answer.words.some((row) => row.includes('unsupported version')))
      return {
        ...toProven('present', known),
        problems: [`pg_restore there is older than the dump: ${toWords(answer)}`],
      };
    if (form === 'unknown') return toBad(known, ['It does not begin like a dump of PostgreSQL.']);
    if (action === 'look') return readLook(form, of, found, known);
    const read = readText(action, of, answer, known);
    return action === 'restore' && read.level === 'readable' ? readLoaded(answer, read) : read;
  },
});

function readLook(form: string, of: DumpOf, { answer }: Found, known: Known): Reading {
  const listed = answer.one('listed');
  const isListed = listed === '0';
  if (listed !== undefined && !isListed)
    return toBad(known, [`pg_restore cannot read its contents: ${toWords(answer)}`]);
  const wrong = isListed ? [...toOther(of, answer), ...toUnheld(of.expects, answer)] : [];
  if (form === 'directory') {
    const absent = answer.number('absent');
    if (absent !== 0) wrong.push(`${absent ?? 'Some'} of its data files are not there.`);
  }
  if (wrong.length > 0) return toBad(known, wrong);
  const isShown = form === 'directory' || (answer.one('packing') === 'none' && form !== 'custom' && form !== 'tar');
  if (!isShown)
    return toProven('present', {
      ...known,
      notes: ['Whether a dump of this form is complete shows only when all of it is read: verify it.'],
    });
  if (form !== 'directory' && !isMarked(answer))
    return toIncomplete(known, 'It has no mark of completion at its end: it is still being made, or was cut off.');
  return toProven('complete', { ...known, ...optional('finishedAtMs', known.content.modifiedAtMs) });
}
