/**
 * Shell for a PostgreSQL server of a restore test: its own cluster in the scratch folder, a socket there and no port, gone with the script.
 * No server that is there for anything else is ever asked, so nothing in a dump (`\connect`, `DROP DATABASE`) can reach one.
 */
import { scratchUser } from './scratch-user.ts';

export const scratchPostgres = `${scratchUser}${String.raw`
# start_postgres FOLDER KIND: on a cluster that is there. Where it was restored, that it does not start is what was to be found out.
start_postgres() {
  cluster=$1
  cat >>"$cluster/postgresql.conf" <<END
listen_addresses = ''
unix_socket_directories = '$scratch/socket'
fsync = off
full_page_writes = off
autovacuum = off
archive_mode = off
ssl = off
shared_buffers = 64MB
logging_collector = off
END
  printf 'local all all trust\n' >"$cluster/pg_hba.conf"
  mkdir "$scratch/socket"; own "$scratch/socket" "$cluster"
  stop_server() { as_server "$bin/pg_ctl" -D "$cluster" -m immediate -w stop >/dev/null 2>&1; }
  server=postgres
  ( cd "$scratch/socket" && as_server "$bin/pg_ctl" -D "$cluster" -w -t 600 -l "$scratch/socket/log" start ) >"$scratch/out" 2>&1 </dev/null || { tell "$scratch/out" "$scratch/socket/log"; say started-server no; [ "$2" = restored ] || say unable server; finish; }
  say started-server yes
}
new_postgres() {
  bin=$(pg_folder initdb)
  [ -n "$bin" ] || { say missing "initdb (a restore test needs the server programs of PostgreSQL)"; finish; }
  say server "$("$bin/postgres" --version)"
  choose_user
  mkdir "$scratch/cluster"; own "$scratch/cluster"
  ( cd "$scratch/cluster" && as_server "$bin/initdb" -D "$scratch/cluster" -U postgres --auth=trust --no-sync -E UTF8 --locale=C ) >"$scratch/out" 2>&1 </dev/null || { tell "$scratch/out"; say unable server; finish; }
  start_postgres "$scratch/cluster" new
}
sql() { as_server "$bin/psql" -h "$scratch/socket" -U postgres -XAtq "$@"; }

# count_rows: of every table in every database, into the file "restored-counts".
count_rows() {
  sql -d postgres -c 'SELECT datname FROM pg_database WHERE NOT datistemplate' >"$scratch/databases" 2>"$scratch/err" </dev/null
  while IFS= read -r database; do
    sql -F ' ' -v ON_ERROR_STOP=1 -d "$database" <<'END'
SELECT format('SELECT count(*), %L FROM ONLY %I.%I', n.nspname || '.' || c.relname, n.nspname, c.relname)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\_toast%' AND n.nspname NOT LIKE 'pg\_temp%'
\gexec
END
    say status $? psql
  done <"$scratch/databases" >"$scratch/counted" 2>"$scratch/count.err"
  grep '^drydock-backup: ' "$scratch/counted"
  grep -v '^drydock-backup: ' "$scratch/counted" >"$scratch/restored-counts"
  tell "$scratch/count.err"
  awk '{ tables++; rows += $1 } END { printf "restored-tables %d\nrestored-rows %.0f\n", tables, rows }' "$scratch/restored-counts" >"$scratch/totals"
  say_all "$scratch/totals"
  sort -rn "$scratch/restored-counts" | head -n 200 | sed 's/^/restored /' >"$scratch/few"; say_all "$scratch/few"
}
`}`;
