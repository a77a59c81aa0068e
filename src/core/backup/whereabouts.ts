/** What a machine says of where it is: its names, its addresses, and on what device a place lies. Asked by a script, so that names do not decide (`POL-13`). */
import { z } from 'zod';
import { type HostName, hostNameSchema } from '../ids.ts';
import { toServer } from './server.ts';
import { parseAnswer, type ScriptOutput } from './tools/answer.ts';
import { toScript } from './tools/preamble.ts';

const word = z.string().min(1).max(300);

export const placeFactsSchema = z.strictObject({
  /** The path or the repository that was asked about. */
  place: z.string().min(1).max(4_096),
  /** What `df` names: a disk, or `server:/export`. */
  device: z.string().max(1_000).optional(),
  fileSystem: z.string().max(100).optional(),
  /** The machine that really holds it, where that is another one, and its addresses as seen from here. */
  server: word.optional(),
  serverAddresses: z.array(word).max(50),
});
export type PlaceFacts = z.infer<typeof placeFactsSchema>;

export const whereaboutsDataSchema = z.strictObject({
  host: hostNameSchema,
  /** How the workspace reaches it. */
  address: word,
  port: z.int().min(1).max(65_535),
  jump: hostNameSchema.optional(),
  /** Fingerprints of the host keys that are trusted for it. */
  keys: z.array(word).max(20),
  /** What the machine calls itself. */
  hostname: word.optional(),
  machineId: word.optional(),
  /** Of the running kernel: two names with the same one are on the same machine, in containers or not. */
  bootId: word.optional(),
  addresses: z.array(word).max(200),
  places: z.array(placeFactsSchema).max(50),
  /** What asked it: the evidence, with its words. */
  errand: z.string().min(1).max(200).optional(),
});
export type WhereaboutsData = z.infer<typeof whereaboutsDataSchema>;
export type Whereabouts = WhereaboutsData & { readonly atMs: number };

const asking = String.raw`
say hostname "$(uname -n)"
say machine "$(cat /etc/machine-id 2>/dev/null || sysctl -n kern.hostuuid 2>/dev/null)"
say boot "$(cat /proc/sys/kernel/random/boot_id 2>/dev/null || sysctl -n kern.boottime 2>/dev/null)"
if has ip; then ip -o addr show | awk '{ print $4 }'; else ifconfig -a | awk '$1 == "inet" || $1 == "inet6" { print $2 }'; fi 2>/dev/null | sed 's|/.*||; s|%.*||; s|^addr:||' | sort -u | head -n 200 | sed 's/^/address /' >"$scratch/addresses"
[ -s "$scratch/addresses" ] || hostname -I 2>/dev/null | tr ' ' '\n' | sed '/^$/d; s/^/address /' >"$scratch/addresses"
say_all "$scratch/addresses"
# place INDEX PATH SERVER: what it lies on. A path that is not there yet lies on what its folder lies on.
place() {
  at=$2
  if [ -n "$at" ]; then
    while [ ! -e "$at" ] && [ "$at" != / ]; do at=$(dirname "$at"); done
    at=$(cd "$at" 2>/dev/null && pwd -P || printf %s "$at")
    say device "$1" "$(df -P "$at" 2>/dev/null | awk 'NR == 2 { print $1 }')"
    mount=$(df -P "$at" 2>/dev/null | awk 'NR == 2 { for (i = 6; i <= NF; i++) printf "%s%s", i > 6 ? " " : "", $i }')
    say type "$1" "$(awk -v mount="$mount" '$2 == mount { type = $3 } END { print type }' /proc/mounts 2>/dev/null)"
  fi
  [ -z "$3" ] || getent ahosts "$3" 2>/dev/null | awk '{ print $1 }' | sort -u | head -n 50 | while IFS= read -r found; do say server "$1" "$found"; done
}
# A network device names its server itself: what that is called is asked here, where it was mounted.
server_of() {
  case $1 in
    //*) printf %s "$1" | sed 's|^//||; s|/.*||' ;;
    *:/*) printf %s "$1" | sed 's|^\([^/]*\):/.*|\1|; s|.*@||; s|,.*||; s|^\[||; s|\]$||; s|:[0-9]*$||' ;;
  esac
}
`;

/** A script that asks where a host is, and on what these paths and repositories lie. At most 50. */
export function toWhereaboutsScript(places: readonly string[]): string {
  const asked = places.slice(0, 50).map((place, index) => ({ index, ...toAsked(place) }));
  const values = Object.fromEntries(
    asked.flatMap(({ index, path, server }) => [
      [`path_${index}`, path],
      [`server_${index}`, server],
    ]),
  );
  const lines = asked.map(({ index }) =>
    [
      `place ${index} "$path_${index}" "$server_${index}"`,
      `network=$(server_of "$(df -P "$at" 2>/dev/null | awk 'NR == 2 { print $1 }')")`,
      `[ -z "$path_${index}" ] || [ -z "$network" ] || { say network ${index} "$network"; place ${index} '' "$network"; }`,
    ].join('\n'),
  );
  return toScript('whereabouts ask', values, asking, ...lines);
}

function toAsked(place: string): { readonly path: string | undefined; readonly server: string | undefined } {
  if (place.startsWith('/')) return { path: place, server: undefined };
  const server = toServer(place);
  return { path: undefined, server: server.kind === 'machine' ? server.name : undefined };
}

/**
 * What the machine said. `undefined`: it is not understood, and nothing is known by it.
 * @param places those the script was made with
 */
export function parseWhereabouts(
  output: ScriptOutput,
  places: readonly string[],
  reached: Pick<WhereaboutsData, 'address' | 'port' | 'jump' | 'keys'>,
): WhereaboutsData | undefined {
  const answer = parseAnswer(output, 'whereabouts ask');
  if (answer === undefined) return undefined;
  const of = (key: string, index: number) =>
    answer
      .all(key)
      .filter((line) => line.startsWith(`${index} `))
      .map((line) => line.slice(`${index} `.length).trim())
      .filter((line) => line !== '');
  const parsed = whereaboutsDataSchema.safeParse({
    host: output.on satisfies HostName,
    ...reached,
    hostname: answer.one('hostname') || undefined,
    machineId: answer.one('machine') || undefined,
    bootId: answer.one('boot') || undefined,
    addresses: answer.all('address'),
    places: places.slice(0, 50).map((place, index) => {
      const { server } = toAsked(place);
      return {
        place,
        device: of('device', index)[0],
        fileSystem: of('type', index)[0],
        server: of('network', index)[0] ?? server,
        serverAddresses: of('server', index).slice(0, 50),
      };
    }),
  });
  return parsed.success ? parsed.data : undefined;
}
