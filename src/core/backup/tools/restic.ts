/**
 * A snapshot of restic. Its repository is asked from a host, without a lock and without a cache of the host's.
 * Complete: the snapshot is there; restic writes it last. Readable: `restic check` with all of the data read. Restored: into a scratch
 * folder, verified by restic, as many files as the snapshot lists.
 */
import { z } from 'zod';
import type { Reading } from '../reading.ts';
import { toProven, toRefuted } from '../reading.ts';
import type { SubjectOf } from '../subject.ts';
import { type Answer, parseJson, type ScriptOutput } from './answer.ts';
import { optional, toPercent } from './findings.ts';
import { toScript } from './preamble.ts';
import { findRepository, readRefusal, readWalked, repositoryShell } from './repository.ts';
import type { Action, BackupTool, Checkable } from './tool.ts';

type Of = Checkable<SubjectOf<'restic'>>;

const opening = String.raw`
need restic
[ -n "$RESTIC_PASSWORD$RESTIC_PASSWORD_FILE$RESTIC_PASSWORD_COMMAND" ] || { say no-secret RESTIC_PASSWORD; finish; }
RESTIC_REPOSITORY=$repository; RESTIC_CACHE_DIR=$scratch/cache; export RESTIC_REPOSITORY RESTIC_CACHE_DIR
unset RESTIC_REPOSITORY_FILE
say version "$(restic version 2>/dev/null | cut -d ' ' -f 1-2)"
[ -z "$log" ] || [ ! -r "$log" ] || say log "$(tail -c 2000 "$log" | tr '\r' '\n' | tail -n 2)"
set -- latest
[ -z "$of_host" ] || set -- "$@" --host "$of_host"
[ -z "$of_path" ] || set -- "$@" --path "$of_path"
[ -z "$snapshot" ] || set -- "$snapshot"
attempt restic --no-lock --json snapshots "$@"
tell "$scratch/err"
[ "$status" = 0 ] || finish
say_json snapshots "$scratch/out"
id=$(sed -n 's/.*"id":"\([0-9a-f]\{64\}\)".*/\1/p' "$scratch/out")
[ -n "$id" ] || finish
`;

/** Walking through a snapshot is cheap where its repository lies on the host itself. */
const look = `
case $repository in
  /*) attempt restic --no-lock --json stats --mode restore-size "$id"
    if [ "$status" = 0 ]; then say_json size "$scratch/out"; else tell "$scratch/err"; fi ;;
esac
`;

const verifying = String.raw`
attempt restic --no-lock --json ls "$id"
[ "$status" = 0 ] || { tell "$scratch/err"; finish; }
bytes=$(sed -n 's/.*"size":\([0-9]*\).*/\1/p' "$scratch/out" | awk '{ bytes += $1 } END { printf "%.0f", bytes }')
say bytes "$bytes"
say files "$(grep -c '"type":"file"' "$scratch/out")"
if [ -n "$wanted" ]; then sed -n 's/.*"path":"\/\([^"]*\)".*/\1/p' "$scratch/out" >"$scratch/names"; holds_paths "$scratch/names"; fi
# Without the data first: a pack that is gone is asked for again and again while its data are read.
attempt restic --no-lock check --with-cache
[ "$status" = 0 ] || { tell "$scratch/out" "$scratch/err"; finish; }
attempt restic --no-lock check --with-cache "--read-data-subset=$subset"
tell "$scratch/out" "$scratch/err"
grep -q '^no errors were found' "$scratch/out" && say sound yes
`;

const restoring = `
room "$bytes"
mkdir "$scratch/restored"
attempt restic --no-lock restore "$id" --target "$scratch/restored" --verify
tell "$scratch/out" "$scratch/err"
survey "$scratch/restored" back
`;

const bodies: Readonly<Record<Exclude<Action, 'checksum'>, readonly string[]>> = {
  look: [look],
  verify: [verifying],
  restore: [verifying, restoring],
};

export const restic: BackupTool<'restic'> = {
  name: 'restic',
  title: 'restic',
  secrets: () => [
    'RESTIC_PASSWORD',
    'AWS_ACCESS_KEY_ID',
    'AWS_SECRET_ACCESS_KEY',
    'RESTIC_REST_USERNAME',
    'RESTIC_REST_PASSWORD',
  ],
  offers: () => ['look', 'verify', 'restore'],
  parts: (action, { subject, expects, known }) => {
    const values = {
      repository: subject.repository,
      snapshot: subject.snapshot ?? known?.snapshot,
      of_host: subject.ofHost,
      of_path: subject.ofPath,
      environment_file: subject.environmentFile,
      log: subject.log,
      scratch_base: subject.scratch,
      subset: subject.readPercent === 100 ? '1/1' : `${subject.readPercent}%`,
      wanted: expects.contains?.join('\n'),
    };
    const body = action === 'checksum' ? [] : bodies[action];
    return [{ on: subject.on, script: toScript(`restic ${action}`, values, repositoryShell, opening, ...body) }];
  },
  read: (action, of, [output]) => read(action, of, output),
};

const snapshotsSchema = z
  .array(
    z.object({
      id: z.string().regex(/^[0-9a-f]{64}$/),
      time: z.iso.datetime({ offset: true }),
      hostname: z.string().max(300),
      paths: z.array(z.string()).max(10_000),
      summary: z
        .object({
          backup_end: z.iso.datetime({ offset: true }).optional(),
          total_bytes_processed: z.number().optional(),
        })
        .optional(),
    }),
  )
  .max(1)
  .nullable();

const sizeSchema = z.object({ total_size: z.number().min(0) });

function read(action: Action, of: Of, output: ScriptOutput | undefined): Reading {
  const { subject } = of;
  const answer = findRepository(output, `restic ${action}`, subject);
  if ('level' in answer) return answer;
  const snapshots = parseJson(snapshotsSchema, answer.one('snapshots'));
  if (snapshots === undefined) return readRefusal('restic', subject, answer);
  const [snapshot] = snapshots ?? [];
  if (snapshot === undefined) return toRefuted('present', 'none', [toGone(of)]);
  const stated = parseJson(sizeSchema, answer.one('size'))?.total_size;
  const size = answer.number('bytes') ?? stated ?? snapshot.summary?.total_bytes_processed;
  const finished = snapshot.summary?.backup_end;
  const known = {
    content: { snapshot: snapshot.id, ...optional('sizeBytes', size) },
    startedAtMs: Date.parse(snapshot.time),
    ...optional('finishedAtMs', finished === undefined ? undefined : Date.parse(finished)),
    ...optional('version', answer.one('version')),
    ...optional('percent', toPercent(answer.all('log'))),
    encryption: 'restic (AES-256)',
    notes: [
      `Snapshot ${snapshot.id.slice(0, 8)} of ${snapshot.paths.join(', ').slice(0, 400)} on ${snapshot.hostname}.`,
    ],
  } satisfies Partial<Reading>;
  if (size === 0) return toRefuted('complete', 'present', ['It is empty.'], known);
  const complete = toProven('complete', known);
  return action === 'look' ? complete : readChecked(action, of, answer, complete);
}

function toGone({ subject, known }: Of): string {
  const wanted = subject.snapshot ?? known?.snapshot;
  if (wanted !== undefined)
    return `The snapshot ${wanted.slice(0, 8)} is not in the repository: it was deleted or rotated away.`;
  const of = [subject.ofHost, subject.ofPath].filter((word) => word !== undefined).join(', ');
  return `There is no snapshot${of === '' ? '' : ` of ${of}`} in the repository.`;
}

function readChecked(action: Action, of: Of, answer: Answer, known: Reading): Reading {
  // One status each: snapshots, ls, check, check with the data, restore.
  const isDone = (n: number) => answer.all('status')[n]?.split(' ')[0] === '0';
  const sample = of.subject.readPercent;
  const walked = readWalked(action, of, answer, known, {
    listed: isDone(1) ? answer.number('files') : undefined,
    isSound: isDone(2) && isDone(3) && answer.one('sound') === 'yes',
    checker: 'restic check',
    isExtracted: isDone(4),
  });
  if (walked.refutes !== undefined) return walked;
  const read =
    sample === 100 ? 'All of the data was read.' : `A sample of ${sample} % of the data was read, and is sound.`;
  const level = walked.level === 'readable' && sample < 100 ? 'complete' : walked.level;
  return { ...walked, level, notes: [...walked.notes, read] };
}
