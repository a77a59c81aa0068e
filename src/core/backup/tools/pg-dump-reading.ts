/** What is known of a dump of PostgreSQL that was read to its end, and of the server it was loaded into. */
import type { Reading } from '../reading.ts';
import { toProven, toRefuted } from '../reading.ts';
import type { SubjectOf } from '../subject.ts';
import { type Answer, toFew, toWords } from './answer.ts';
import { emptiness, optional, toCounts, toUnheld } from './findings.ts';
import { type Known, toBad } from './path-tool.ts';
import { toTableCounts, unsealed } from './tables.ts';
import type { Checkable } from './tool.ts';

export type DumpOf = Checkable<SubjectOf<'pg-dump'>>;

/** After its mark nothing follows but what newer versions write there; `rest` counts anything else. */
export function isMarked(answer: Answer): boolean {
  const mark = answer.one('form') === 'cluster' ? 'cluster' : 'database';
  // Where a version guards a dump by a key, the key is at both ends of it. A dump of a cluster has several.
  const isEnded = mark === 'cluster' || (answer.one('restrict') ?? '') === (answer.one('unrestrict') ?? '');
  return isEnded && answer.one('mark') === mark && answer.one('rest') === '0' && answer.one('inside') === 'no';
}

export function toOther({ expects }: DumpOf, answer: Answer): readonly string[] {
  const database = answer.one('database') ?? '';
  if (expects.database === undefined || database === '' || database === expects.database) return [];
  return [`It is a dump of the database ${database}, and not of ${expects.database}.`];
}

/** Readable, or what is wrong with it. */
export function readText(action: 'verify' | 'restore', of: DumpOf, answer: Answer, known: Known): Reading {
  const broken = toBroken(answer);
  if (broken.length > 0) return toBad(known, broken);
  const [totals, tables] = action === 'restore' ? ['restored-', 'restored'] : ['', 'dumped'];
  const counted = ['tables', 'rows'].flatMap((of) => {
    const found = answer.number(`${totals}${of}`);
    return found === undefined ? [] : [{ of, found }];
  });
  const { counts, unmet } = toCounts(of.expects, [...counted, ...toTableCounts(answer, tables)]);
  const more = { ...known, counts, ...optional('finishedAtMs', known.content.modifiedAtMs) };
  const wrong = [...toOther(of, answer), ...toUnheld(of.expects, answer), ...unmet];
  return wrong.length > 0 ? toBad(more, wrong) : toProven('readable', { ...more, notes: [...toBlindness(answer)] });
}

/** What its tool found broken, and what the end of it lacks. */
function toBroken(answer: Answer): readonly string[] {
  const said = toWords(answer);
  const restored = answer.all('status').find((line) => line.endsWith(' pg_restore'));
  const ends = [
    ['pg_restore', answer.one('listed')],
    ['pg_restore', restored?.split(' ')[0]],
    [answer.one('packing') ?? 'its packing', answer.one('unpacked')],
  ] as const;
  const broken = ends.flatMap(([program, status]) =>
    status === undefined || status === '0' ? [] : [`${program} cannot read it to its end: ${said}`],
  );
  if (answer.one('inside') !== 'no') broken.push('It ends in the middle of the rows of a table.');
  else if (!isMarked(answer)) broken.push('It has no mark of completion at its end.');
  if (answer.number('tables') === 0 && answer.number('blocks') === 0) broken.push(emptiness);
  if (answer.one('sha256') === undefined) broken.push('Its SHA-256 could not be taken.');
  return [...new Set(broken)];
}

/** What came back from the server of the test. */
export function readLoaded(answer: Answer, read: Reading): Reading {
  const errors = answer.all('error').filter((line) => !/role "[^"]*" (does not exist|already exists)/.test(line));
  const lacking = errors.filter((line) => lacks.test(line));
  if (lacking.length > 0)
    return { ...read, problems: toFew(['The server of the test lacks what the dump needs.', ...lacking]) };
  const restored = answer.number('restored-rows');
  const isCounted = answer.all('status').every((line) => line.startsWith('0 '));
  if (answer.one('loaded') === undefined || restored === undefined || !isCounted)
    return { ...read, problems: [`What was restored could not be counted: ${toWords(answer)}`] };
  const inDump = answer.number('rows') ?? 0;
  const wrong = errors.map((line) => `Restoring it: ${line}`);
  // Rows that stand in the dump as statements are not counted there.
  if (answer.one('inserts') === '0' && restored !== inDump)
    wrong.push(`${restored} rows came back, of ${inDump} in the dump.`, ...toDifferences(answer));
  const counts = read.counts.map((one) => (one.of === 'rows' ? { ...one, expected: one.expected ?? inDump } : one));
  if (wrong.length > 0) return toRefuted('readable', 'complete', toFew(wrong), { ...read, counts });
  return { ...read, level: 'restored', counts };
}

/** What a server says that is sound, and older than the dump's, or without its extensions and locales. */
const lacks =
  /extension ".*" is not available|could not open extension control file|could not access file|could not load library|collation .* does not exist|invalid locale|unrecognized configuration parameter/;

function toDifferences(answer: Answer): readonly string[] {
  const restored = new Map(toTableCounts(answer, 'restored').map(({ of, found }) => [of, found]));
  return toTableCounts(answer, 'dumped').flatMap(({ of, found }) => {
    const back = restored.get(of);
    return back === found ? [] : [`${of}: ${back ?? 'none'} of ${found} rows.`];
  });
}

/** With checksums of what is in them. */
const packings: readonly string[] = ['gzip', 'xz', 'bzip2', 'zstd', 'lz4'];
/** Of `pg_dump` itself, without any. */
const compressions: readonly string[] = ['none', '0', 'lz4', 'zstd'];

/** Forms without a checksum of their own: there a changed letter inside a value is not seen. */
function toBlindness(answer: Answer): readonly string[] {
  const compression = answer.one('compression') ?? 'none';
  if (packings.includes(answer.one('packing') ?? '') || !compressions.includes(compression)) return [];
  return [unsealed];
}
