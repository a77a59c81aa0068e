/**
 * `mariabackup`, as a folder.
 * Complete: its records of itself, which are written last. Readable: `innochecksum` over every page of InnoDB, and a data file for each
 * table. Restored: a copy of it is prepared, started as a server of its own, checked table by table and counted.
 */

import { type Reading, toProven, toRefuted } from '../reading.ts';
import type { SubjectOf } from '../subject.ts';
import { type Answer, toInstantMs, toWords } from './answer.ts';
import { emptiness, optional, toCounts } from './findings.ts';
import { type Known, toBad, toIncomplete, toPathTool } from './path-tool.ts';
import { scratchMariadb } from './scratch-mariadb.ts';
import { toAbsentTables, toTableCounts } from './tables.ts';
import type { Checkable } from './tool.ts';

const look = `
record() { for name in "xtrabackup_$1" "mariadb_backup_$1"; do [ ! -e "$path/$name" ] || { cat "$path/$name"; return; }; done; }
[ ! -e "$path/ibdata1" ] || say form folder
record info >"$scratch/info"; record checkpoints >"$scratch/checkpoints"
say version "$(sed -n 's/^tool_version = /mariabackup /p' "$scratch/info")"
say started "$(moment "$(sed -n 's/^start_time = //p' "$scratch/info")")"
say finished "$(moment "$(sed -n 's/^end_time = //p' "$scratch/info")")"
say type "$(sed -n 's/^backup_type = //p' "$scratch/checkpoints")"
say partial "$(sed -n 's/^partial = //p' "$scratch/info")"
`;

const checking = String.raw`
need innochecksum
find "$path" -type f \( -name '*.ibd' -o -name 'ibdata*' -o -name '*.new' \) >"$scratch/spaces"
bad=0; pages=0
while IFS= read -r space; do
  pages=$((pages + 1))
  innochecksum "$space" >"$scratch/out" 2>&1 </dev/null || { bad=$((bad + 1)); printf '%s: %s\n' "$space" "$(tail -n 1 "$scratch/out")" >>"$scratch/bad"; }
done <"$scratch/spaces"
say spaces "$pages"
say bad "$bad"
[ "$bad" = 0 ] || tell "$scratch/bad"
# A definition without data: a view, or something that is gone.
find "$path" -type f -name '*.frm' >"$scratch/frames"
alone=0
while IFS= read -r frame; do
  base=$(printf %s "$frame" | sed 's/\.frm$//')
  [ -e "$base.ibd" ] || [ -e "$base.new" ] || [ -e "$base.MAD" ] || [ -e "$base.MYD" ] || [ -e "$base.CSV" ] || [ -e "$base.ARZ" ] || [ -e "$base.MRG" ] || [ -e "$base.par" ] ||
    head -c 9 "$frame" | grep -q 'TYPE=VIEW' || { case $frame in */performance_schema/*) continue ;; esac; alone=$((alone + 1)); printf '%s has no data\n' "$frame" >>"$scratch/alone"; }
done <"$scratch/frames"
say alone "$alone"
[ "$alone" = 0 ] || tell "$scratch/alone"
seal
`;

const restoring = String.raw`
need mariabackup mariadbd mariadb mariadb-check
made=$(sed -n 's/^tool_version = \([0-9]*\.[0-9]*\).*/\1/p' "$scratch/info")
here=$(mariabackup --version 2>&1 | sed -n 's/.* server \([0-9]*\.[0-9]*\).*/\1/p')
[ "$made" = "$here" ] || { say unable version "mariabackup $here there, and $made when it was made"; finish; }
room "$(($(cut -d ' ' -f 2 "$scratch/tree") * 2))"
cp -RP "$path" "$scratch/data" 2>"$scratch/err"; say copied $?
attempt mariabackup --no-defaults --prepare --target-dir="$scratch/data"
tail -n 3 "$scratch/err" | cut -c 1-300 | sed 's/^/| /'
grep -q 'completed OK!' "$scratch/err" || finish
say prepared yes
new_places
own "$scratch/data"
start_mariadb "$scratch/data" --skip-grant-tables
mariadb-check --no-defaults -S "$scratch/socket/s" -u root --check --all-databases >"$scratch/out" 2>&1 </dev/null
say status $? mariadb-check
grep -v ' OK$' "$scratch/out" >"$scratch/amiss"
say amiss "$(grep -ci 'error\|corrupt\|warning' "$scratch/amiss")"
tell "$scratch/amiss"
count_rows
`;

export const mariabackup = toPathTool<'mariabackup'>({
  name: 'mariabackup',
  title: 'mariabackup',
  bodies: { look: [look], verify: [look, checking], restore: [scratchMariadb, look, checking, restoring] },
  read: (action, of, { answer, isFolder }, path) => {
    const finishedAtMs = toInstantMs(answer.one('finished'));
    const known = {
      ...path,
      ...optional('startedAtMs', toInstantMs(answer.one('started'))),
      ...optional('finishedAtMs', finishedAtMs),
    };
    if (!isFolder || answer.one('form') !== 'folder') return toBad(known, ['It is no folder of mariabackup.']);
    const type = answer.one('type') ?? '';
    if (type === '' || finishedAtMs === undefined)
      return toIncomplete(
        known,
        'It has no records of itself, which mariabackup writes last: it is still being made, or was cut off.',
      );
    if (!type.startsWith('full-'))
      return toProven('present', {
        ...known,
        problems: [`It is ${type}: it can be restored only on top of the full backup before it.`],
      });
    return action === 'look' ? toProven('complete', known) : readChecked(action, of, answer, known);
  },
});

function readChecked(
  action: 'verify' | 'restore',
  of: Checkable<SubjectOf<'mariabackup'>>,
  answer: Answer,
  known: Known,
): Reading {
  const said = toWords(answer);
  const broken: string[] = [];
  if ((answer.number('spaces') ?? 0) === 0) broken.push('It has no data of InnoDB.');
  if (answer.one('bad') !== '0') broken.push(`innochecksum finds broken pages: ${said}`);
  if (answer.one('alone') !== '0') broken.push(`Tables have lost their data: ${said}`);
  if (known.content.sha256 === undefined) broken.push(`Not all of it can be read: ${said}`);
  if (broken.length > 0) return toBad(known, broken);
  const read = toProven('readable', known);
  if (action === 'verify') return read;
  const each = toTableCounts(answer, 'restored');
  const totals = [
    { of: 'tables', found: answer.number('restored-tables') ?? 0 },
    { of: 'rows', found: answer.number('restored-rows') ?? 0 },
  ];
  const { counts, unmet } = toCounts(of.expects, [...totals, ...each]);
  if (answer.one('prepared') !== 'yes' || answer.one('copied') !== '0')
    return toRefuted('readable', 'complete', [`It cannot be prepared: ${said}`], read);
  if (answer.one('started-server') === 'no')
    return toRefuted('readable', 'complete', [`A server does not start on it: ${said}`], read);
  const wrong = [
    ...(answer.number('restored-tables') === 0 ? [emptiness] : []),
    ...toAbsentTables(of.expects, each),
    ...unmet,
  ];
  if (wrong.length > 0) return toBad({ ...read, counts }, wrong);
  const isSound = answer.one('amiss') === '0' && answer.all('status').every((line) => line.startsWith('0 '));
  if (!isSound) return toRefuted('readable', 'complete', [`Its tables are not sound: ${said}`], read);
  return { ...read, level: 'restored', counts };
}
