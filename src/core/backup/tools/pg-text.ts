/** Shell that PostgreSQL's tools share: where its programs are, and what the text of a dump holds. */

export const pgPrograms = String.raw`
# pg_folder PROGRAM [VERSION]: the folder with the newest PROGRAM of PostgreSQL, or with that of VERSION.
pg_folder() {
  newest=0; found=
  for folder in /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /usr/local/pgsql*/bin /usr/libexec/postgresql*/ /opt/homebrew/opt/postgresql@*/bin "$(dirname "$(command -v "$1" || echo /nowhere/none)")"; do
    [ -x "$folder/$1" ] || continue
    version=$("$folder/$1" --version 2>/dev/null | sed -n 's/^[^)]*) \([0-9]*\).*/\1/p' | head -n 1)
    [ -n "$version" ] || continue
    [ -z "$2" ] || [ "$version" = "$2" ] || continue
    [ "$version" -gt "$newest" ] && { newest=$version; found=$folder; }
  done
  printf %s "$found"
}
`;

/** Of SQL text on its input: blocks of rows with their tables, the mark at its end, and what stands after that, into $scratch/scan. */
export const dumpScanning = String.raw`
scan() {
  awk -v totals="$scratch/scan" -v each="$scratch/counts" -v names="$scratch/names" '
    { bytes += length($0) + 1 }
    inside { if ($0 == "\\.") { inside = 0; print rows, name >each; all += rows } else rows++; next }
    /^COPY .* FROM stdin;$/ {
      name = $0; sub(/^COPY /, "", name); sub(/ FROM stdin;$/, "", name); sub(/ \([^()]*\) *$/, "", name); sub(/ +$/, "", name)
      inside = 1; rows = 0; blocks++; rest++; print name >names; next
    }
    /^INSERT INTO / { inserts++ }
    /^CREATE (UNLOGGED |FOREIGN )?TABLE .* \($/ { name = $0; sub(/^CREATE [A-Z ]*TABLE /, "", name); sub(/ \($/, "", name); print name >names; tables++ }
    /^-- PostgreSQL database dump complete$/ { mark = "database"; rest = 0; next }
    /^-- PostgreSQL database cluster dump complete$/ { mark = "cluster"; rest = 0; next }
    /^\\restrict / { begun = $2; next }
    /^\\unrestrict / { ended = $2; next }
    /^$/ || /^--$/ { next }
    { rest++ }
    END {
      printf "bytes %.0f\nblocks %d\nrows %.0f\ninserts %.0f\ntables %d\nmark %s\nrest %.0f\ninside %s\nrestrict %s\nunrestrict %s\n", bytes, blocks, all, inserts, tables, mark == "" ? "none" : mark, rest, inside ? "yes" : "no", begun, ended >totals
    }'
  touch "$scratch/counts" "$scratch/names"
}
`;
