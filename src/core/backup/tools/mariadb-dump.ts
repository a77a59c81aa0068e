/**
 * `mariadb-dump` and `mysqldump`.
 * Complete: the mark that it writes last. Readable: read to its end, unpacked where it is packed, with beginning and mark. Restored: loaded
 * into a server of its own, as many tables as the dump makes.
 */

import { type Reading, toProven, toRefuted } from '../reading.ts';
import type { SubjectOf } from '../subject.ts';
import { type Answer, toInstantMs, toWords } from './answer.ts';
import { emptiness, optional, toCounts, toUnheld } from './findings.ts';
import { type Known, toBad, toIncomplete, toPathTool } from './path-tool.ts';
import { unpacking } from './preamble.ts';
import { scratchMariadb } from './scratch-mariadb.ts';
import { ofTablesAlone, toTableCounts, unsealed } from './tables.ts';
import type { Checkable } from './tool.ts';

const scanning = String.raw`
scan() {
  awk -v totals="$scratch/scan" -v names="$scratch/names" '
    { bytes += length($0) + 1 }
    /^CREATE TABLE / { name = $0; sub(/^CREATE TABLE (IF NOT EXISTS )?\140/, "", name); sub(/\140 \(.*$/, "", name); print name >names; tables++ }
    /^-- Dump completed( on .*)?$/ { mark = $0; sub(/^-- Dump completed( on )?/, "", mark); marks = "yes"; rest = 0; next }
    /^$/ { next }
    { rest++ }
    END { printf "bytes %.0f\nmade-tables %d\nmark %s\nrest %.0f\ncompleted %s\n", bytes, tables, marks == "" ? "no" : marks, rest, mark >totals }'
  touch "$scratch/names"
}
can_unpack
[ -f "$path" ] || { say form folder; finish; }
unpack | head -c 2000 | tr -d '\000' >"$scratch/head"
rm -f "$scratch/unpacked"
head -n 5 "$scratch/head" | grep -q '^-- \(MariaDB\|MySQL\) dump ' && say form dump
say version "$(sed -n 's/^-- \(\(MariaDB\|MySQL\) dump .*\)/\1/p' "$scratch/head" | head -n 1)"
say database "$(sed -n 's/^-- Host: .*Database: *//p' "$scratch/head" | head -n 1)"
`;

const look = String.raw`
if [ "$packing" = none ]; then
  tail -c 500 "$path" | tr -d '\000' | scan
  say_all "$scratch/scan"
  say finished "$(moment "$(sed -n 's/^completed //p' "$scratch/scan" | sed 's/  / 0/')")"
fi
`;

const reading = String.raw`
unpack | scan
told_unpacked
say_all "$scratch/scan"
say finished "$(moment "$(sed -n 's/^completed //p' "$scratch/scan" | sed 's/  / 0/')")"
[ -z "$wanted" ] || printf '%s\n' "$wanted" | while IFS= read -r name; do
  if grep -qxF -- "$(printf %s "$name" | sed 's/^[^.]*\.//')" "$scratch/names"; then say holds yes "$name"; else say holds no "$name"; fi
done
seal
`;

/** The server is nobody else's: what a dump of all databases creates, drops or grants stays in it. */
const restoring = `
room $(($(sed -n 's/^bytes //p' "$scratch/scan") * 3 + 200000000))
new_mariadb
sql -e 'CREATE DATABASE restored' </dev/null >"$scratch/out" 2>&1 || { tell "$scratch/out"; say unable server; finish; }
sandbox=; mariadb --help 2>/dev/null | grep -q -e '--sandbox' && sandbox=--sandbox
unpack | sql $sandbox restored >/dev/null 2>"$scratch/load.err"
say loaded $?
tell "$scratch/load.err"
count_rows
`;

export const mariadbDump = toPathTool<'mariadb-dump'>({
  name: 'mariadb-dump',
  title: 'mariadb-dump or mysqldump',
  bodies: {
    look: [unpacking, scanning, look],
    verify: [unpacking, scanning, reading],
    restore: [unpacking, scratchMariadb, scanning, reading, restoring],
  },
  read: (action, of, { answer }, path) => {
    if (answer.one('form') !== 'dump') return toBad(path, ['It does not begin like a dump of MariaDB or MySQL.']);
    const database = answer.one('database') ?? '';
    const { expects } = of;
    const known = { ...path, ...optional('finishedAtMs', toInstantMs(answer.one('finished'))) };
    if (expects.database !== undefined && database !== '' && database !== expects.database)
      return toBad(known, [`It is a dump of the database ${database}, and not of ${expects.database}.`]);
    if (action !== 'look') return readWhole(action, of, answer, known);
    if (answer.one('packing') !== 'none')
      return toProven('present', {
        ...known,
        notes: ['Whether a packed dump is complete shows only when all of it is read: verify it.'],
      });
    return isMarked(answer) ? toProven('complete', known) : toIncomplete(known, unmarked);
  },
});

const unmarked =
  'It has no mark of completion at its end: it is still being made, was cut off, or was made without comments (--compact).';

/** What a server says that is sound, and knows less than the dump's: another version, or MySQL. */
const lacks = /Unknown (?:collation|character set|storage engine|table engine|system variable|plugin)/i;

function isMarked(answer: Answer): boolean {
  return answer.one('mark') === 'yes' && answer.one('rest') === '0';
}

function readWhole(
  action: 'verify' | 'restore',
  of: Checkable<SubjectOf<'mariadb-dump'>>,
  answer: Answer,
  known: Known,
): Reading {
  const said = toWords(answer);
  const made = answer.number('made-tables');
  const broken: string[] = [];
  if (answer.one('unpacked') !== '0') broken.push(`${answer.one('packing')} cannot unpack it to its end: ${said}`);
  if (!isMarked(answer)) broken.push(unmarked);
  if (made === 0) broken.push(emptiness);
  if (made === undefined || known.content.sha256 === undefined) broken.push('Not all of it could be read.');
  if (broken.length > 0 || made === undefined) return toBad(known, broken);
  const isRestore = action === 'restore';
  if (isRestore && answer.one('loaded') !== '0' && answer.words.some((row) => lacks.test(row)))
    return { ...toProven('readable', known), problems: [`The server of the test lacks what the dump needs: ${said}`] };
  if (isRestore && answer.one('loaded') !== '0')
    return toRefuted('readable', 'complete', [`Restoring it: ${said}`], known);
  const back = answer.number('restored-tables');
  const tables = isRestore ? { of: 'tables', found: back ?? 0, expected: made } : { of: 'tables', found: made };
  const rows = answer.number('restored-rows');
  const each = toTableCounts(answer, 'restored').map((one) => ({ ...one, of: one.of.replace(/^restored\./, '') }));
  const totals = [tables, ...(rows === undefined ? [] : [{ of: 'rows', found: rows }])];
  const { counts, unmet } = toCounts(isRestore ? of.expects : ofTablesAlone(of.expects), [...totals, ...each]);
  const more = { ...known, counts, notes: answer.one('packing') === 'none' ? [unsealed] : [] };
  const wrong = [...toUnheld(of.expects, answer), ...unmet];
  if (wrong.length > 0) return toBad(more, wrong);
  const read = toProven('readable', more);
  if (!isRestore) return read;
  if (back === undefined || answer.all('status').some((line) => !line.startsWith('0 ')))
    return { ...read, problems: [`What was restored could not be counted: ${said}`] };
  // A dump of all databases makes tables of the server itself too: those are not counted.
  if (back !== made && answer.one('database') !== '')
    return toRefuted('readable', 'complete', [`${back} tables came back, of ${made} in the dump.`], read);
  return { ...read, level: 'restored' };
}
