/**
 * `pg_basebackup`, as a folder or as tar files.
 * Complete: its manifest, which is written last. Readable: `pg_verifybackup` of the same version finds every file with its checksum, and the
 * WAL it needs. Restored: a copy of it is started as a server of its own, recovers, and its tables are counted.
 */

import { type Reading, toProven, toRefuted } from '../reading.ts';
import type { SubjectOf } from '../subject.ts';
import { type Answer, toInstantMs, toWords } from './answer.ts';
import { emptiness, type Found, optional, toCounts } from './findings.ts';
import { type Known, toBad, toIncomplete, toPathTool } from './path-tool.ts';
import { pgPrograms } from './pg-text.ts';
import { scratchPostgres } from './scratch-postgres.ts';
import { toAbsentTables, toTableCounts } from './tables.ts';
import type { Checkable } from './tool.ts';

const look = `
form=none
if [ -e "$path/PG_VERSION" ]; then form=folder
elif [ -n "$(ls "$path"/base.tar* 2>/dev/null)" ]; then form=tar
fi
say form "$form"
if [ -s "$path/backup_manifest" ]; then say manifest yes
elif [ -e "$path/backup_manifest.tmp" ]; then say manifest begun
else say manifest no
fi
[ $form != folder ] || say started "$(moment "$(sed -n 's/^START TIME: //p' "$path/backup_label" 2>/dev/null)")"
`;

const verifying = String.raw`
[ $form != none ] && [ -s "$path/backup_manifest" ] || finish
checked=$path
if [ $form = tar ]; then
  need tar
  total=$(cut -d ' ' -f 2 "$scratch/tree")
  room $((total * 6))
  mkdir "$scratch/whole"
  # take ARCHIVE FOLDER: unpacks it there, whatever it is packed with.
  take() {
    mkdir -p "$2"
    case $1 in *.gz) unpacker='gzip -dc' ;; *.zst) unpacker='zstd -dcq' ;; *.lz4) unpacker='lz4 -dcq' ;; *) unpacker=cat ;; esac
    { $unpacker <"$1" 2>>"$scratch/take.err" || echo "$1" >>"$scratch/untaken"; } | ( cd "$2" && { tar -xf - -o 2>>"$scratch/take.err" || echo "$1" >>"$scratch/untaken"; cat >/dev/null; } )
  }
  for archive in "$path"/*.tar "$path"/*.tar.*; do
    [ -e "$archive" ] || continue
    case $(basename "$archive") in
      base.tar*) take "$archive" "$scratch/whole" ;;
      pg_wal.tar*) take "$archive" "$scratch/whole/pg_wal" ;;
      *) name=$(basename "$archive"); take "$archive" "$scratch/whole/pg_tblspc/$(printf %s "$name" | sed 's/\.tar.*//')" ;;
    esac
  done
  cp "$path/backup_manifest" "$scratch/whole/"
  touch "$scratch/untaken"
  say untaken "$(wc -l <"$scratch/untaken")"
  [ ! -e "$scratch/take.err" ] || tell "$scratch/take.err"
  checked=$scratch/whole
  say started "$(moment "$(sed -n 's/^START TIME: //p' "$checked/backup_label" 2>/dev/null)")"
fi
version=$(head -n 1 "$checked/PG_VERSION" 2>/dev/null)
say version "PostgreSQL $version"
verifier=$(pg_folder pg_verifybackup "$version")
[ -n "$verifier" ] || { say missing "pg_verifybackup of PostgreSQL $version"; finish; }
without=
[ -n "$(ls "$checked/pg_wal" 2>/dev/null | grep '^[0-9A-F]\{24\}$')" ] || { without=--no-parse-wal; say wal none; }
attempt "$verifier/pg_verifybackup" $without "$checked"
tell "$scratch/out" "$scratch/err"
grep -q 'backup successfully verified' "$scratch/out" && say verified yes
seal
`;

/** The settings of the server it came from, and where it archived to, stay out of the copy that is started. */
const restoring = `
grep -q . "$scratch/out" || finish
bin=$(pg_folder postgres "$version")
[ -n "$bin" ] || { say missing "postgres (a restore test needs the server programs of PostgreSQL $version)"; finish; }
if [ "$checked" = "$path" ]; then
  room "$(cut -d ' ' -f 2 "$scratch/tree")"
  cp -RPp "$path" "$scratch/cluster" 2>"$scratch/err"; say copied $?
else mv "$checked" "$scratch/cluster"; say copied 0
fi
choose_user
rm -f "$scratch/cluster/postgresql.auto.conf" "$scratch/cluster/standby.signal" "$scratch/cluster/recovery.signal" "$scratch/cluster/postmaster.pid"
: >"$scratch/cluster/postgresql.conf"; : >"$scratch/cluster/pg_ident.conf"
chmod 700 "$scratch/cluster"
start_postgres "$scratch/cluster" restored
count_rows
`;

export const pgBasebackup = toPathTool<'pg-basebackup'>({
  name: 'pg-basebackup',
  title: 'pg_basebackup',
  bodies: {
    look: [look],
    verify: [pgPrograms, look, verifying],
    restore: [pgPrograms, scratchPostgres, look, verifying, restoring],
  },
  read: (action, of, found, path) => {
    const { answer } = found;
    const known = {
      ...path,
      ...optional('startedAtMs', toInstantMs(answer.all('started').find((line) => line !== ''))),
    };
    const { modifiedAtMs } = known.content;
    if (!found.isFolder || answer.one('form') === 'none') return toBad(known, ['It is no base backup of PostgreSQL.']);
    if (answer.one('manifest') !== 'yes')
      return toIncomplete(
        known,
        'It has no backup_manifest, which pg_basebackup writes last: it is still being made, or was cut off.',
      );
    const complete = toProven('complete', { ...known, ...optional('finishedAtMs', modifiedAtMs) });
    return action === 'look' ? complete : readVerified(action, of, found, complete);
  },
});

function readVerified(
  action: 'verify' | 'restore',
  of: Checkable<SubjectOf<'pg-basebackup'>>,
  { answer }: Found,
  known: Known,
): Reading {
  const said = toWords(answer, 6);
  if ((answer.number('untaken') ?? 0) > 0) return toBad(known, [`Not all of its archives can be unpacked: ${said}`]);
  const verified = answer.all('status').find((line) => line.includes('pg_verifybackup'));
  if (verified === undefined || !verified.startsWith('0 ') || answer.one('verified') !== 'yes')
    return toBad(known, [`pg_verifybackup finds: ${said}`]);
  if (known.content.sha256 === undefined) return toBad(known, [`Not all of it can be read: ${said}`]);
  const notes =
    answer.one('wal') === 'none'
      ? ['It has no WAL of its own: whether what it needs is in the archive was not looked at.']
      : [];
  const read = toProven('readable', { ...known, notes });
  return action === 'verify' ? read : readStarted(of, answer, read);
}

function readStarted(of: Checkable<SubjectOf<'pg-basebackup'>>, answer: Answer, read: Reading): Reading {
  if (answer.one('started-server') === 'no')
    return toRefuted('readable', 'complete', [`A server does not start on it: ${toWords(answer)}`], read);
  const tables = answer.number('restored-tables');
  const rows = answer.number('restored-rows');
  const isCounted = answer.all('status').every((line) => line.startsWith('0 '));
  if (tables === undefined || rows === undefined || !isCounted)
    return { ...read, problems: [`What was restored could not be counted: ${toWords(answer)}`] };
  const each = toTableCounts(answer, 'restored');
  const { counts, unmet } = toCounts(of.expects, [
    { of: 'tables', found: tables },
    { of: 'rows', found: rows },
    ...each,
  ]);
  const wrong = [...(tables === 0 ? [emptiness] : []), ...toAbsentTables(of.expects, each), ...unmet];
  return wrong.length > 0 ? toBad({ ...read, counts }, wrong) : { ...read, level: 'restored', counts };
}
