/**
 * An archive of Borg. Its repository is asked from a host, without a lock and without a cache of the host's.
 * Complete: the archive is there; what is being made is a checkpoint, which is not listed. Readable: `borg check --verify-data`.
 * Restored: extracted into a scratch folder, as many files as the archive lists.
 */
import { z } from 'zod';
import type { Reading } from '../reading.ts';
import { toProven, toRefuted } from '../reading.ts';
import type { SubjectOf } from '../subject.ts';
import { parseJson, type ScriptOutput } from './answer.ts';
import { optional, toPercent } from './findings.ts';
import { toScript } from './preamble.ts';
import { findRepository, readRefusal, readWalked, repositoryShell } from './repository.ts';
import type { Action, BackupTool, Checkable } from './tool.ts';

type Of = Checkable<SubjectOf<'borg'>>;

/** Times come without a zone, in that of whoever asks. */
const opening = String.raw`
need borg
TZ=UTC0; BORG_CACHE_DIR=$scratch/cache; BORG_SECURITY_DIR=$scratch/security; BORG_RELOCATED_REPO_ACCESS_IS_OK=yes; BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK=yes
export TZ BORG_CACHE_DIR BORG_SECURITY_DIR BORG_RELOCATED_REPO_ACCESS_IS_OK BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK
say version "$(borg --version 2>/dev/null)"
[ -z "$log" ] || [ ! -r "$log" ] || say log "$(tail -c 2000 "$log" | tr '\r' '\n' | tail -n 2)"
if [ -n "$archive" ]; then set -- --glob-archives "$(printf %s "$archive" | sed 's/[][*?]/[&]/g')"
elif [ -n "$archives" ]; then set -- --glob-archives "$archives"
else set --
fi
attempt borg --bypass-lock list --last 1 "$@" --json --format '{id}{start}{end}{hostname}' "$repository"
tell "$scratch/err"
[ "$status" = 0 ] || finish
say_json archives "$scratch/out"
name=$(sed -n 's/^ *"archive": "\(.*\)",$/\1/p' "$scratch/out" | head -n 1)
# JSON spells some names in its own way.
case $name in *\\*) name=$(borg --bypass-lock list --last 1 "$@" --format '{archive}{NL}' "$repository" 2>/dev/null </dev/null) ;; esac
[ -n "$name" ] || finish
`;

const verifying = `
attempt borg --bypass-lock list --format '{type} {size} {path}{NL}' "$repository::$name"
tell "$scratch/err"
say files "$(grep -c '^-' "$scratch/out")"
say size "$(awk '{ bytes += $2 } END { printf "%.0f", bytes }' "$scratch/out")"
if [ -n "$wanted" ]; then sed 's/^[^ ]* [0-9]* //' "$scratch/out" >"$scratch/names"; holds_paths "$scratch/names"; fi
bytes=$(awk '{ bytes += $2 } END { printf "%.0f", bytes }' "$scratch/out")
# Borg's check writes to the repository it checks (its nonce, its config): so it is given one of its own, around the same segments.
# Over a network there is no such way: there all of the archive is fetched, opened and thrown away, which writes nothing.
case $repository in
  /*)
    mkdir "$scratch/around"
    for part in "$repository"/*; do
      case $part in */data) ln -s "$part" "$scratch/around/data" ;; */lock*) ;; *) cp -p "$part" "$scratch/around/" ;; esac
    done
    attempt borg check --verify-data "$scratch/around::$name" ;;
  *) ( cd "$scratch" && attempt borg --bypass-lock extract --dry-run "$repository::$name" ) ;;
esac
tell "$scratch/out" "$scratch/err"
`;

const restoring = `
room "$bytes"
mkdir "$scratch/restored"
( cd "$scratch/restored" && borg --bypass-lock extract "$repository::$name" ) >"$scratch/out" 2>"$scratch/err" </dev/null
say status $? extract
tell "$scratch/out" "$scratch/err"
survey "$scratch/restored" back
`;

const bodies: Readonly<Record<Exclude<Action, 'checksum'>, readonly string[]>> = {
  look: [],
  verify: [verifying],
  restore: [verifying, restoring],
};

export const borg: BackupTool<'borg'> = {
  name: 'borg',
  title: 'Borg',
  secrets: () => ['BORG_PASSPHRASE'],
  offers: () => ['look', 'verify', 'restore'],
  parts: (action, { subject, expects, known }) => {
    const values = {
      repository: subject.repository,
      archive: subject.archive ?? known?.archive,
      archives: subject.archives,
      environment_file: subject.environmentFile,
      log: subject.log,
      scratch_base: subject.scratch,
      wanted: expects.contains?.join('\n'),
    };
    const body = action === 'checksum' ? [] : bodies[action];
    return [{ on: subject.on, script: toScript(`borg ${action}`, values, repositoryShell, opening, ...body) }];
  },
  read: (action, of, [output]) => read(action, of, output),
};

const listSchema = z.object({
  archives: z
    .array(
      z.object({
        archive: z.string().min(1).max(300),
        id: z.string().regex(/^[0-9a-f]{64}$/),
        start: z.string().max(40),
        end: z.string().max(40),
        hostname: z.string().max(300),
      }),
    )
    .max(1),
  encryption: z.object({ mode: z.string().max(100) }),
});

function read(action: Action, of: Of, output: ScriptOutput | undefined): Reading {
  const { subject } = of;
  const answer = findRepository(output, `borg ${action}`, subject);
  if ('level' in answer) return answer;
  const list = parseJson(listSchema, answer.one('archives'));
  if (list === undefined) return readRefusal('Borg', subject, answer);
  const [archive] = list.archives;
  if (archive === undefined) return toRefuted('present', 'none', [toGone(of)]);
  const { mode } = list.encryption;
  const known = {
    content: { snapshot: archive.id, archive: archive.archive, ...optional('sizeBytes', answer.number('size')) },
    ...optional('startedAtMs', parseInstant(archive.start)),
    ...optional('finishedAtMs', parseInstant(archive.end)),
    ...optional('version', answer.one('version')),
    ...optional('percent', toPercent(answer.all('log'))),
    encryption: mode === 'none' ? 'none' : `Borg (${mode})`,
    notes: [`Archive ${archive.archive}, made on ${archive.hostname}.`],
  } satisfies Partial<Reading>;
  const complete = toProven('complete', known);
  if (action === 'look') return complete;
  // One status each: list, the list of its files, check, extract.
  const isDone = (n: number) => answer.all('status')[n]?.split(' ')[0] === '0';
  return readWalked(action, of, answer, complete, {
    listed: isDone(1) ? answer.number('files') : undefined,
    isSound: isDone(2),
    checker: 'borg check',
    isExtracted: isDone(3),
  });
}

function parseInstant(text: string): number | undefined {
  const atMs = Date.parse(/[Z+]/.test(text) ? text : `${text}Z`);
  return Number.isNaN(atMs) ? undefined : atMs;
}

function toGone({ subject, known }: Of): string {
  const wanted = subject.archive ?? known?.archive;
  if (wanted !== undefined) return `The archive ${wanted} is not in the repository: it was deleted or rotated away.`;
  return `There is no archive${subject.archives === undefined ? '' : ` that matches ${subject.archives}`} in the repository.`;
}
