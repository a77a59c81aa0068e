/** Shell that finds the user a server of a restore test runs as: what a dump makes it do, it does as nobody. */
export const scratchUser = `
# choose_user: root may not run a server, and nobody owns nothing: not the data of the server that the host is there for, either.
choose_user() {
  server_user=
  [ "$(id -u)" = 0 ] || return 0
  id nobody >/dev/null 2>&1 || { say unable user; finish; }
  server_user=nobody
  chmod 711 "$scratch"
}
own() { [ -z "$server_user" ] || chown -R "$server_user" "$@"; }
as_server() {
  if [ -z "$server_user" ]; then "$@"
  elif has runuser; then runuser -u "$server_user" -- "$@"
  else su -s /bin/sh -c 'exec "$@"' "$server_user" -- sh "$@"
  fi
}
`;
