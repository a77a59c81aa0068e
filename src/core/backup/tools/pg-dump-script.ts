/** The shell that looks at what `pg_dump` made, in each of its forms. */

import { dumpScanning, pgPrograms } from './pg-text.ts';
import { unpacking } from './preamble.ts';

/** Which form it is, by its content: $form. */
export const recognizing = `${unpacking}${pgPrograms}${dumpScanning}${String.raw`
form=unknown
if [ -d "$path" ]; then
  form=directory
  [ -e "$path/toc.dat" ] || { say form unfinished; finish; }
elif [ -n "$unpacker" ] && { [ "$unpacker" = cat ] || has "$packing"; }; then
  first=$(unpack | od -An -tx1 -N 7 | tr -d ' \n')
  case $first in
    5047444d50*) form=custom ;;
    746f632e646174) form=tar ;;
    *) case $(unpack | head -c 600 | tr -d '\000') in
         *'-- PostgreSQL database cluster dump'*) form=cluster ;;
         *'-- PostgreSQL database dump'*) form=plain ;;
       esac ;;
  esac
fi
rm -f "$scratch/unpacked"
case $form in unknown) can_unpack ;; esac
say form "$form"

is_archive() { case $form in custom|tar|directory) return 0 ;; esac; return 1; }
if is_archive; then
  folder=$(pg_folder pg_restore)
  [ -n "$folder" ] || { say missing pg_restore; finish; }
  say version "$("$folder/pg_restore" --version)"
fi
# restored OPTION…: the archive, through pg_restore; how that ended is in the file "restored".
restored() {
  if [ "$packing" = none ]; then "$folder/pg_restore" "$@" "$path" 2>"$scratch/restore.err"
  else unpack | "$folder/pg_restore" "$@" 2>"$scratch/restore.err"
  fi
  echo $? >"$scratch/restored"
}
# text: the whole dump as SQL, whatever its form.
text() { if is_archive; then restored -f -; else unpack; fi; }
told_text() {
  if is_archive; then say status "$(cat "$scratch/restored")" pg_restore; tell "$scratch/restore.err"; fi
  [ ! -e "$scratch/unpacked" ] || told_unpacked
}

# toc: what an archive says of itself. The time in it has no zone: it is that of the host it was made on, taken for this one's.
toc() {
  TZ=UTC0 restored -l >"$scratch/toc"
  say listed "$(cat "$scratch/restored")"
  tell "$scratch/restore.err"
  say created "$(moment "$(sed -n 's/^; Archive created at \(.*\) UTC.*/\1/p' "$scratch/toc")")"
  say database "$(sed -n 's/^; *dbname: //p' "$scratch/toc")"
  say compression "$(sed -n 's/^; *Compression: //p' "$scratch/toc")"
  say made-from "$(sed -n 's/^; *Dumped from database version: //p' "$scratch/toc")"
}

# holds: whether each of the names in $wanted, one a line, is a table of the dump, by the list in the file $1.
holds() {
  [ -z "$wanted" ] || printf '%s\n' "$wanted" | while IFS= read -r name; do
    if grep -qxF -- "$name" "$1"; then say holds yes "$name"; else say holds no "$name"; fi
  done
}
toc_tables() { sed -n 's/^[0-9]*; [0-9]* [0-9]* TABLE \([^ ]*\) \(.*\) [^ ]*$/\1.\2/p' "$scratch/toc"; }
`}`;

export const look = String.raw`
case $form in
  plain|cluster)
    say database "$(unpack | head -n 200 | sed -n 's/^\\connect //p' | head -n 1)"
    if [ "$packing" = none ]; then { [ $form = cluster ] || head -c 600 "$path"; echo; tail -c 500 "$path"; } | tr -d '\000' | scan; say_all "$scratch/scan"; fi ;;
  custom|tar|directory)
    if [ "$packing" = none ]; then
      toc
      toc_tables >"$scratch/tables"; holds "$scratch/tables"
      if [ $form = directory ]; then
        absent=0
        for id in $(sed -n -e 's/^\([0-9]*\); [0-9]* [0-9]* TABLE DATA .*/\1/p' "$scratch/toc"); do
          [ -e "$path/$id.dat" ] || [ -e "$path/$id.dat.gz" ] || [ -e "$path/$id.dat.lz4" ] || [ -e "$path/$id.dat.zst" ] || absent=$((absent + 1))
        done
        say absent $absent
      fi
    fi ;;
esac
`;

/** Reads all of it, and counts. */
export const reading = `
case $form in unknown) finish ;; esac
is_archive || can_unpack
if is_archive; then toc; fi
text | scan
say_all "$scratch/scan"
told_text
sed 's/"//g' "$scratch/names" >"$scratch/tables"
holds "$scratch/tables"
sort -rn "$scratch/counts" | head -n 200 | sed 's/^/dumped /' >"$scratch/dumped"; say_all "$scratch/dumped"
seal
`;

/** Loads all of it into a server of its own, and counts what came. */
export const restoringDump = String.raw`
room $(($(sed -n 's/^bytes //p' "$scratch/scan") * 2))
new_postgres
encoding=UTF8
text 2>/dev/null | head -n 200 | grep -q "client_encoding = 'SQL_ASCII'" && encoding=SQL_ASCII
sql -d postgres -c "CREATE DATABASE restored TEMPLATE template0 ENCODING '$encoding'" >"$scratch/out" 2>&1 </dev/null || { tell "$scratch/out"; say unable server; finish; }
case $form in
  custom|tar|directory) restored --no-owner --no-privileges -h "$scratch/socket" -U postgres -d restored >/dev/null
    say loaded "$(cat "$scratch/restored")"; cp "$scratch/restore.err" "$scratch/load.err" ;;
  *)
    # psql obeys commands to the shell in what it reads, where nobody forbids it. A dump that changes databases cannot be loaded then.
    key=$(basename "$scratch" | tr -cd A-Za-z0-9)
    if [ $form = plain ] && ! unpack | head -n 500 | grep -aq '^\\connect ' && printf '\\restrict %s\n\\unrestrict %s\n' "$key" "$key" | sql -d restored >/dev/null 2>&1 -v ON_ERROR_STOP=1
    then { printf '\\restrict %s\n' "$key"; unpack | sed '/^\\restrict /d; /^\\unrestrict /d'; printf '\\unrestrict %s\n' "$key"; } | sql -d restored >/dev/null 2>"$scratch/load.err"
    else unpack | sql -d restored >/dev/null 2>"$scratch/load.err"
    fi
    say loaded $? ;;
esac
grep -a 'ERROR:\|FATAL:\|error:\|commands are restricted' "$scratch/load.err" | head -n 40 | cut -c 1-400 | sed 's/^/error /' >"$scratch/errors"; say_all "$scratch/errors"
count_rows
`;
