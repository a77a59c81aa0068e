/** The shell that every check of a backup shares: what it says to Drydock, where it works, and that it leaves nothing behind. */
import { toShellWord } from '../../text/shell-word.ts';

/** Of the lines that a script prints for Drydock. A host may still have an older script running: the reader knows its own alone. */
export const protocolVersion = 1;

/** Opens each of those lines. Whatever a tool says goes out behind `| `, so that nothing it says is taken for one. */
export const lineOpening = 'drydock-backup: ';

/**
 * A script, from its values and its text. Values stand in assignments at the top and nowhere else: this is the only place where
 * a path or a name enters a script, quoted; the text after it is the same for every backup.
 */
export function toScript(
  name: string,
  values: Readonly<Record<string, string | undefined>>,
  ...body: readonly string[]
): string {
  const assignments = Object.entries(values).map(([key, value]) => `${key}=${toShellWord(value ?? '')}`);
  return [preamble, ...assignments, `begin ${name}`, ...body, 'finish\n'].join('\n');
}

// No `${…}` in these texts: in a template they would be read by the compiler.
const preamble = String.raw`# A check of a backup, by Drydock. It changes nothing of the backup; what it makes lies in a folder of its own, and goes with it.
LC_ALL=C; export LC_ALL; umask 077; unset CDPATH IFS scratch server status
PATH=$PATH:/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin; export PATH

say() { printf '${lineOpening}%s\n' "$(printf %s "$*" | tr '\n\r\t' '   ' | tr -d '[:cntrl:]' | cut -c 1-2000)"; }
# say_all FILE: each of its lines, of which the first word is a key.
say_all() { tr -d '\000-\011\013-\037' <"$1" | cut -c 1-2000 | sed 's/^/${lineOpening}/'; }
finish() { say end; exit 0; }

clean() {
  trap - EXIT HUP INT TERM
  [ -z "$server" ] || stop_server
  [ -z "$scratch" ] || rm -rf "$scratch"
}
trap clean EXIT
trap 'exit 129' HUP; trap 'exit 130' INT; trap 'exit 143' TERM

# begin TOOL ACTION: a folder of its own, out of the way of what the host is there for.
begin() {
  say begin ${protocolVersion} "$@"
  renice -n 10 -p $$ >/dev/null 2>&1
  ionice -c 3 -p $$ >/dev/null 2>&1
  case $TMPDIR in /*) ;; *) TMPDIR=/tmp ;; esac
  case $TMPDIR in *[!A-Za-z0-9._/-]*) TMPDIR=/tmp ;; esac
  [ -n "$scratch_base" ] || scratch_base=$TMPDIR
  scratch=$(mktemp -d "$scratch_base/drydock-backup.XXXXXX" 2>/dev/null) || { scratch=; say unable scratch "$scratch_base"; finish; }
  TMPDIR=$scratch; export TMPDIR
}

has() { command -v "$1" >/dev/null 2>&1; }
need() { for program; do has "$program" || { say missing "$program"; finish; }; done; }

# attempt PROGRAM…: runs it, its words kept, its end in $status.
attempt() { "$@" >"$scratch/out" 2>"$scratch/err" </dev/null; status=$?; say status "$status" "$1"; }

# tell FILE…: the last words of a tool, for a person to read.
tell() { for told; do [ ! -s "$told" ] || tail -n 40 "$told" | cut -c 1-400 | sed 's/^/| /'; done; }

# room BYTES: ends here where the scratch folder has no room for that and a tenth more.
room() {
  free=$(df -Pk "$scratch" 2>/dev/null | awk 'NR == 2 { print $4 }')
  wanted=$(awk -v bytes="$1" 'BEGIN { printf "%.0f", bytes * 1.1 / 1024 + 65536 }')
  say room "$wanted" "$free" "$scratch_base"
  case $free in ''|*[!0-9]*) say unable room; finish ;; esac
  [ "$free" -ge "$wanted" ] || { say unable room; finish; }
}

# Seconds since 1970 of a date and time that a tool wrote, with its zone where the host knows it, or nothing.
moment() {
  [ -n "$1" ] || return 0
  date -d "$1" +%s 2>/dev/null && return
  plain=$(printf %s "$1" | cut -c 1-19)
  date -d "$plain" +%s 2>/dev/null || date -j -f '%Y-%m-%d %H:%M:%S' "$plain" +%s 2>/dev/null
}

if stat -L -c %s / >/dev/null 2>&1
then state_of() { stat -L -c '%s %Y' "$1"; }
else state_of() { stat -L -f '%z %m' "$1"; }
fi

# SHA-256 of its input.
digest() { if has sha256sum; then sha256sum; else shasum -a 256; fi | cut -d ' ' -f 1; }
can_digest() { has sha256sum || has shasum || { say missing sha256sum; finish; }; }

# reachable: ends here where there is nothing at $path, or nothing that may be looked at.
reachable() {
  if [ ! -e "$path" ]; then
    case $(ls -d "$path" 2>&1) in *ermission*) say exists hidden "$(id -un)" ;; *) say exists no ;; esac
    finish
  fi
  if [ ! -r "$path" ] || { [ -d "$path" ] && [ ! -x "$path" ]; }; then say exists unreadable "$(id -un)"; finish; fi
  say exists yes
  if [ -d "$path" ]; then say kind folder; survey "$path" tree; else say kind file; say state "$(state_of "$path" 2>/dev/null)"; fi
  [ -z "$log" ] || [ ! -r "$log" ] || say log "$(tail -c 2000 "$log" | tr '\r' '\n' | tail -n 2)"
}

# survey FOLDER KEY: how many files, how many bytes, when the newest of them was changed, how many places cannot be looked into.
survey() {
  surveyed=$2
  if stat -L -c %s / >/dev/null 2>&1; then set -- "$1" -c '%s %Y'; else set -- "$1" -f '%z %m'; fi
  find -H "$1" -type f -exec stat "$2" "$3" {} + 2>"$scratch/find.err" |
    awk '{ files++; bytes += $1; if ($2 > newest) newest = $2 } END { printf "%d %.0f %.0f\n", files, bytes, newest }' >"$scratch/$surveyed"
  say "$surveyed" "$(cat "$scratch/$surveyed")"
  [ ! -s "$scratch/find.err" ] || say closed "$(wc -l <"$scratch/find.err")"
}

# manifest FOLDER FILE: each of its files with its SHA-256, each of its links, sorted: two trees are the same where these are.
manifest() {
  if has sha256sum; then set -- "$1" "$2" sha256sum; else set -- "$1" "$2" shasum -a 256; fi
  ( folder=$1; list=$2; shift 2; cd "$folder" && find . -type f -exec "$@" {} + && find . -type l -exec sh -c 'for link; do printf "link %s -> %s\n" "$link" "$(readlink "$link")"; done' links {} + ) >"$2.raw" 2>"$2.err"
  sort "$2.raw" >"$2"
}

# seal: the SHA-256 of what is at $path, which tells later whether it is still the same.
seal() {
  can_digest
  if [ -d "$path" ]; then
    manifest "$path" "$scratch/manifest"
    if [ -s "$scratch/manifest.err" ]
    then say unread "$(wc -l <"$scratch/manifest.err")"; tell "$scratch/manifest.err"
    else say sha256 "$(digest <"$scratch/manifest")"
    fi
  else
    sum=$(digest <"$path" 2>"$scratch/sum.err")
    if [ -s "$scratch/sum.err" ]; then say unread 1; tell "$scratch/sum.err"; else say sha256 "$sum"; fi
  fi
}
`;

/** How a file is packed, by its first bytes and not by its name, and its content as it was before. */
export const unpacking = String.raw`
magic() { od -An -tx1 -N "$1" "$2" 2>/dev/null | tr -d ' \n'; }
case $(magic 24 "$path") in
  1f8b*) packing=gzip; unpacker='gzip -dc' ;;
  28b52ffd*) packing=zstd; unpacker='zstd -dcq' ;;
  fd377a585a00*) packing=xz; unpacker='xz -dc' ;;
  425a68*) packing=bzip2; unpacker='bzip2 -dc' ;;
  04224d18*) packing=lz4; unpacker='lz4 -dcq' ;;
  53616c7465645f5f*) packing=openssl; unpacker= ;;
  6167652d656e6372797074696f6e2e6f7267*) packing=age; unpacker= ;;
  2d2d2d2d2d424547494e20504750*|2d2d2d2d2d424547494e20414745*|85*|8c0d04*|c1c*) packing=gpg; unpacker= ;;
  *) packing=none; unpacker=cat ;;
esac
say packing "$packing"
# unpack: its content; how that ended is in the file "unpacked".
unpack() { $unpacker <"$path" 2>"$scratch/unpack.err"; echo $? >"$scratch/unpacked"; }
can_unpack() {
  [ -n "$unpacker" ] || { say unable encrypted "$packing"; finish; }
  case $packing in none) ;; *) need "$packing" ;; esac
}
told_unpacked() { say unpacked "$(cat "$scratch/unpacked")"; tell "$scratch/unpack.err"; }
`;
