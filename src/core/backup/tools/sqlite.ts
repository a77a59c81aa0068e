/**
 * A copy of an SQLite database, as `.backup` or `VACUUM INTO` make it.
 * Complete: as long as its own header says, and no journal beside it. Readable: `integrity_check` finds nothing, which is `quick_check` and
 * every index. Restored: opened as a copy in a scratch folder, checked again, and its rows counted.
 */

import { type Reading, toProven, toRefuted } from '../reading.ts';
import type { SubjectOf } from '../subject.ts';
import { type Answer, toWords } from './answer.ts';
import { emptiness, optional, toCounts, toUnheld } from './findings.ts';
import { type Known, toBad, toIncomplete, toPathTool } from './path-tool.ts';
import { ofTablesAlone, toTableCounts, unsealed } from './tables.ts';
import type { Checkable } from './tool.ts';

const look = String.raw`
[ -f "$path" ] || { say form folder; finish; }
# number SKIP BYTES: of the header, most significant byte first.
number() { dd if="$path" bs=1 skip="$1" count="$2" 2>/dev/null | od -An -tu1 | awk '{ for (i = 1; i <= NF; i++) value = value * 256 + $i } END { printf "%.0f\n", value }'; }
[ "$(dd if="$path" bs=1 count=15 2>/dev/null | tr -d '\000')" = 'SQLite format 3' ] && say form sqlite
say page "$(number 16 2)"
say pages "$(number 28 4)"
for beside in journal wal; do [ ! -s "$path-$beside" ] || say beside "$beside"; done
`;

const checking = String.raw`
need sqlite3
say version "sqlite3 $(sqlite3 --version)"
# Opened as what never changes: nothing is written beside it, and no lock is taken.
address() { printf 'file:%s?immutable=1' "$(printf %s "$1" | sed 's/%/%25/g; s/?/%3f/g; s/#/%23/g')"; }
ask() { attempt sqlite3 -batch -bail -noheader -readonly "$(address "$1")" "$2"; }
ask "$path" 'PRAGMA integrity_check;'
say integrity "$(head -n 1 "$scratch/out")"
tell "$scratch/out" "$scratch/err"
ask "$path" "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\';"
say tables "$(wc -l <"$scratch/out")"
cp "$scratch/out" "$scratch/names"
[ -z "$wanted" ] || printf '%s\n' "$wanted" | while IFS= read -r name; do
  if grep -qxF -- "$name" "$scratch/names"; then say holds yes "$name"; else say holds no "$name"; fi
done
seal
`;

const restoring = String.raw`
room "$(wc -c <"$path")"
cp "$path" "$scratch/copy"; say copied $?
ask "$scratch/copy" 'PRAGMA integrity_check;'
say restored-integrity "$(head -n 1 "$scratch/out")"
tell "$scratch/err"
while IFS= read -r name; do
  word=$(printf %s "$name" | sed 's/"/""/g')
  printf 'SELECT count(*) FROM "%s";\n' "$word" | sqlite3 -batch -bail -noheader -readonly "$(address "$scratch/copy")" >"$scratch/count" 2>"$scratch/count.err"
  say status $? count
  tell "$scratch/count.err"
  say restored "$(cat "$scratch/count")" "$name"
done <"$scratch/names"
`;

export const sqlite = toPathTool<'sqlite'>({
  name: 'sqlite',
  title: 'SQLite',
  bodies: { look: [look], verify: [look, checking], restore: [look, checking, restoring] },
  read: (action, of, { answer }, known) => {
    if (answer.one('form') !== 'sqlite') return toBad(known, ['It does not begin like a database of SQLite.']);
    const [beside] = answer.all('beside');
    if (beside !== undefined)
      return toIncomplete(
        known,
        `There is a ${beside} file beside it: it is in use, or was copied in the middle of a change.`,
      );
    const page = answer.number('page') === 1 ? 65_536 : (answer.number('page') ?? 0);
    const stated = page * (answer.number('pages') ?? 0);
    if (stated === 0 || stated !== known.content.sizeBytes)
      return toIncomplete(known, `Its header says ${stated} bytes: it is still being made, or was cut off.`);
    const more = { ...known, ...optional('finishedAtMs', known.content.modifiedAtMs) };
    return action === 'look' ? toProven('complete', more) : readChecked(action, of, answer, more);
  },
});

function readChecked(
  action: 'verify' | 'restore',
  of: Checkable<SubjectOf<'sqlite'>>,
  answer: Answer,
  known: Known,
): Reading {
  const said = toWords(answer);
  if (answer.one('integrity') !== 'ok') return toBad(known, [`integrity_check finds: ${said}`]);
  const tables = answer.number('tables');
  const counted = toTableCounts(answer, 'restored');
  const totals = tables === undefined ? [] : [{ of: 'tables', found: tables }];
  const rows = action === 'restore' ? [{ of: 'rows', found: counted.reduce((sum, { found }) => sum + found, 0) }] : [];
  const wanted = action === 'restore' ? of.expects : ofTablesAlone(of.expects);
  const { counts, unmet } = toCounts(wanted, [...totals, ...rows, ...counted]);
  const more = { ...known, counts };
  const wrong = [...(tables === 0 ? [emptiness] : []), ...toUnheld(of.expects, answer), ...unmet];
  if (wrong.length > 0) return toBad(more, wrong);
  const read = toProven('readable', { ...more, notes: [unsealed] });
  if (action === 'verify') return read;
  if (answer.words.some((row) => row.includes('no such module')))
    return { ...read, problems: [`SQLite there lacks what the database needs to be counted: ${said}`] };
  const isWhole =
    answer.one('restored-integrity') === 'ok' && answer.all('status').every((line) => line.startsWith('0 '));
  if (!isWhole || answer.one('copied') !== '0' || counted.length !== tables)
    return toRefuted('readable', 'complete', [`Its copy cannot be read whole: ${said}`], read);
  return { ...read, level: 'restored' };
}
