/** Shell for a MariaDB server of a restore test: its own data folder and socket in the scratch folder, no port, gone with the script. */
import { scratchUser } from './scratch-user.ts';

export const scratchMariadb = `${scratchUser}${String.raw`
# new_places: what every server needs beside its data.
new_places() { choose_user; mkdir "$scratch/socket" "$scratch/temporary"; own "$scratch/socket" "$scratch/temporary"; }
# start_mariadb FOLDER OPTION…: on the data folder that is there.
start_mariadb() {
  data=$1; shift
  # What it holds is thrown away: it need not end in order.
  stop_server() { kill -9 "$server" 2>/dev/null; wait "$server" 2>/dev/null; }
  mariadbd --no-defaults --datadir="$data" --socket="$scratch/socket/s" --pid-file="$scratch/socket/pid" --tmpdir="$scratch/temporary" --secure-file-priv="$scratch/temporary" --user="$(run_as)" \
    --skip-networking --skip-log-bin --loose-debug-no-sync "$@" >"$scratch/server.log" 2>&1 </dev/null &
  server=$!
  tries=0
  until mariadb --no-defaults -S "$scratch/socket/s" -u root -e 'SELECT 1' >/dev/null 2>&1; do
    kill -0 "$server" 2>/dev/null && [ $tries -lt 600 ] || { tell "$scratch/server.log"; say started-server no; [ "$1" = --skip-grant-tables ] || say unable server; finish; }
    tries=$((tries + 1)); sleep 0.1 2>/dev/null || sleep 1
  done
  say started-server yes
}
new_mariadb() {
  need mariadbd mariadb mariadb-install-db
  new_places
  mkdir "$scratch/data"; own "$scratch/data"
  TMPDIR=$scratch/temporary mariadb-install-db --no-defaults --datadir="$scratch/data" --user="$(run_as)" --auth-root-authentication-method=normal --skip-test-db --loose-debug-no-sync >"$scratch/out" 2>&1 </dev/null ||
    { tell "$scratch/out"; say unable server; finish; }
  start_mariadb "$scratch/data"
}
run_as() { if [ -n "$server_user" ]; then echo "$server_user"; else id -un; fi; }
sql() { mariadb --no-defaults -S "$scratch/socket/s" -u root --batch --skip-column-names --raw "$@"; }

# count_rows: of every table that is not the server's own.
count_rows() {
  sql -e "SELECT CONCAT('SELECT COUNT(*), ', QUOTE(CONCAT(table_schema, '.', table_name)), ' FROM ', CHAR(96), REPLACE(table_schema, CHAR(96), REPEAT(CHAR(96), 2)), CHAR(96), '.', CHAR(96), REPLACE(table_name, CHAR(96), REPEAT(CHAR(96), 2)), CHAR(96), ';') FROM information_schema.tables WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('mysql', 'information_schema', 'performance_schema', 'sys')" >"$scratch/queries" 2>"$scratch/count.err" </dev/null
  say status $? list
  sql <"$scratch/queries" 2>>"$scratch/count.err" | tr '\t' ' ' >"$scratch/restored-counts"
  tell "$scratch/count.err"
  [ "$(wc -l <"$scratch/queries")" = "$(wc -l <"$scratch/restored-counts")" ] && say status 0 count || say status 1 count
  awk '{ tables++; rows += $1 } END { printf "restored-tables %d\nrestored-rows %.0f\n", tables, rows }' "$scratch/restored-counts" >"$scratch/totals"
  say_all "$scratch/totals"
  sort -rn "$scratch/restored-counts" | head -n 200 | sed 's/^/restored /' >"$scratch/few"; say_all "$scratch/few"
}
`}`;
