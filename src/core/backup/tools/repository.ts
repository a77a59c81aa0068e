/** What restic and Borg have in common: how their repository is reached, and what it means when it cannot be. */
import { type Reading, toRefuted, toUnknown } from '../reading.ts';
import { toServer } from '../server.ts';
import { type Answer, parseAnswer, type ScriptOutput, toFew, toNumber, toWords } from './answer.ts';
import { emptiness, findEnd, toCounts, toUnheld } from './findings.ts';
import type { Action, Checkable } from './tool.ts';

/** `$environment_file` is read by the shell itself; the tool's caches lie in the scratch folder, and nothing is locked or written. */
export const repositoryShell = String.raw`
if [ -n "$environment_file" ]; then
  [ -r "$environment_file" ] || { say unable environment "$environment_file"; finish; }
  set -a; . "$environment_file" >/dev/null 2>&1; set +a
fi
case $repository in /*) if [ -d "$repository" ]; then say repository here; else say repository gone; finish; fi ;; esac

# say_json KEY FILE: what a tool wrote as JSON, as one line; or that it is too long to be read.
say_json() {
  if [ "$(wc -c <"$2")" -gt 200000 ]; then say unable json "$1"; finish; fi
  printf 'drydock-backup: %s %s\n' "$1" "$(tr -d '[:cntrl:]' <"$2")"
}
# holds_paths FILE: whether each of the paths in $wanted is in the list.
holds_paths() {
  [ -z "$wanted" ] || printf '%s\n' "$wanted" | while IFS= read -r name; do
    plain=$(printf %s "$name" | sed 's|^/||; s|/$||')
    if grep -qxF -- "$plain" "$1"; then say holds yes "$name"; else say holds no "$name"; fi
  done
}
`;

/** Not let in, or not reached: nothing is known of the repository by it. */
const outside =
  /pass(?:word|phrase)|permission denied|access denied|\block|connection|time[d]? ?out|resolve|refused|network|unreachable|host key|no route|certificate|credential|forbidden|unauthorized|http.*\b[45]\d\d\b/i;

interface Repository {
  readonly repository: string;
}

/** The whole answer, or the reading that ends it: no repository, a program or a secret missing, not understood. */
export function findRepository(
  output: ScriptOutput | undefined,
  check: string,
  { repository }: Repository,
): Answer | Reading {
  if (output === undefined) return toUnknown('No answer has come.');
  const answer = parseAnswer(output, check);
  if (answer === undefined)
    return toUnknown(`What ${output.on} answered is not understood, or not whole: nothing is proven by it.`);
  const end = findEnd(answer, repository);
  if (end !== undefined) return end;
  return answer.one('repository') === 'gone'
    ? toRefuted('present', 'none', [`There is no repository at ${repository}.`])
    : answer;
}

/** What it means that a tool cannot open a repository. One that lies on the host itself, and lets us in, is broken. */
export function readRefusal(title: string, { repository }: Repository, answer: Answer): Reading {
  const said = toWords(answer);
  const isHere = toServer(repository).kind === 'here';
  if (!isHere || outside.test(said)) return toUnknown(`${title} was not let in: ${said}`);
  return toRefuted('complete', 'present', [`${title} cannot open the repository: ${said}`]);
}

/** What a tool's own check and a restore say of one snapshot, in the words of either tool. */
export interface Walked {
  /** Files in the snapshot; absent: they could not be listed. */
  readonly listed: number | undefined;
  readonly isSound: boolean;
  readonly checker: string;
  readonly isExtracted: boolean;
}

/** Complete where it only was found; readable where it was checked; restored where as many files came back. */
export function readWalked(
  action: Action,
  { expects }: Checkable,
  answer: Answer,
  known: Reading,
  { listed, isSound, checker, isExtracted }: Walked,
): Reading {
  const said = toWords(answer, 6);
  if (listed === undefined) return toRefuted('complete', 'present', [`Its files cannot be listed: ${said}`], known);
  const back = toNumber(answer.one('back')?.split(' ')[0]);
  const files =
    action === 'restore' ? { of: 'files', found: back ?? 0, expected: listed } : { of: 'files', found: listed };
  const { counts, unmet } = toCounts(expects, [files]);
  const more = { ...known, counts };
  if (!isSound) return toRefuted('complete', 'present', [`${checker} finds: ${said}`], more);
  const wrong = [...(listed === 0 ? [emptiness] : []), ...toUnheld(expects, answer), ...unmet];
  if (action !== 'restore')
    return wrong.length > 0 ? toRefuted('complete', 'present', toFew(wrong), more) : { ...more, level: 'readable' };
  if (!isExtracted || back !== listed)
    return toRefuted('readable', 'complete', [`${back ?? 'None'} of ${listed} files came back: ${said}`], more);
  return wrong.length > 0 ? toRefuted('complete', 'present', toFew(wrong), more) : { ...more, level: 'restored' };
}
