/** How a backup stands now: what is known of it, from which tool or from whose word, and what is wrong. */
import type { Actor } from '../maintenance/actor.ts';
import { toSizeText } from '../text/size.ts';
import type { Backup, Copy, CopyConfirmation, KnownBackup } from './backup.ts';
import type { Check } from './check.ts';
import { isAtLeast, type Level } from './level.ts';
import { type Projection, toProjection } from './projection.ts';
import { isOtherContent, type Proof, toProof } from './proof.ts';
import type { Content, Reading } from './reading.ts';

/** Who says so: a tool that was asked, or a person. */
export type Source =
  | { readonly kind: 'tool'; readonly check: Check }
  | { readonly kind: 'person'; readonly by: Actor; readonly atMs: number };

export interface Fact<T> {
  readonly value: T;
  readonly source: Source;
}

export interface BackupStanding extends Proof {
  readonly started?: Fact<number>;
  /** It began at this instant or before it: it was last changed then. Known where nothing says when it began. */
  readonly startedByMs?: number;
  readonly percent?: Fact<number>;
  readonly finished?: Fact<number>;
  readonly sizeBytes?: Fact<number>;
  readonly sha256?: Fact<string>;
  readonly encryption?: Fact<string>;
  /** Whether it is all there; absent: nobody knows. */
  readonly isComplete?: Fact<boolean>;
  /** What is wrong, and what could not be looked at: sentences for a person. */
  readonly problems: readonly string[];
  readonly projection?: Projection;
  readonly lastCheck?: Check;
}

/**
 * What tools say goes before what people say.
 * @param windowStartMs when it has to be complete, UTC milliseconds
 */
export function toBackupStanding(backup: KnownBackup, windowStartMs?: number): BackupStanding {
  const checks = checksOf(backup);
  const proof = toProof(checks);
  const current = checks.filter(({ reading }) => !isSilent(reading) && !isOtherContent(proof.content, reading.content));
  const fromTool = <T>(get: (reading: Reading) => T | undefined): Fact<T> | undefined => {
    const check = current.findLast(({ reading }) => get(reading) !== undefined);
    const value = check === undefined ? undefined : get(check.reading);
    return check === undefined || value === undefined ? undefined : { value, source: { kind: 'tool', check } };
  };
  const word = <T>(value: T | undefined): Fact<T> | undefined =>
    value === undefined ? undefined : { value, source: { kind: 'person', by: backup.saidBy, atMs: backup.saidAtMs } };

  const last = current.at(-1);
  const byTool = last === undefined ? undefined : toCompleteness(proof, last);
  const isComplete = byTool ?? word(backup.percent >= 100);
  const expectedBytes = backup.expects?.sizeBytes;
  const percent = toPercent(byTool, fromTool(toShare(expectedBytes))) ?? word(backup.percent);
  const projection = isComplete?.value === true ? undefined : toProjection(checks, expectedBytes);
  const { modifiedAtMs } = proof.content;
  const lastCheck = checks.at(-1);
  const standing = {
    ...proof,
    ...optional('started', fromTool(({ startedAtMs }) => startedAtMs) ?? word(backup.startedAtMs)),
    ...optional('startedByMs', fromTool(({ finishedAtMs }) => finishedAtMs)?.value ?? modifiedAtMs),
    ...optional('percent', percent),
    ...optional('finished', fromTool(({ finishedAtMs }) => finishedAtMs) ?? word(backup.finishedAtMs)),
    ...optional('sizeBytes', fromTool(({ content }) => content.sizeBytes) ?? word(backup.sizeBytes)),
    ...optional('sha256', fromTool(({ content }) => content.sha256) ?? word(backup.expects?.sha256)),
    ...optional('encryption', fromTool(({ encryption }) => encryption) ?? word(backup.encryption)),
    ...optional('isComplete', isComplete),
    ...optional('projection', projection),
    ...optional('lastCheck', lastCheck),
  };
  return { ...standing, problems: toProblems(backup, standing, windowStartMs) };
}

/** The checks of a backup itself, or of the copy of that id. */
export function checksOf({ checks = [] }: Pick<KnownBackup, 'checks'>, copy?: string): readonly Check[] {
  return checks.filter((check) => check.copy === copy);
}

/** It says nothing of the backup: it could not be made. */
function isSilent({ level, refutes }: Reading): boolean {
  return level === 'none' && refutes === undefined;
}

function toCompleteness(proof: Proof, last: Check): Fact<boolean> | undefined {
  if (isAtLeast(proof.level, 'complete')) return { value: true, source: { kind: 'tool', check: proof.by ?? last } };
  const broken = proof.trouble?.kind === 'broken' ? proof.trouble.check : undefined;
  const refuting = broken ?? (last.reading.refutes === undefined ? undefined : last);
  return refuting === undefined ? undefined : { value: false, source: { kind: 'tool', check: refuting } };
}

/** The tool's own percentage, or that of the size that is expected: which is never the whole of it. */
function toShare(expectedBytes: number | undefined) {
  return ({ percent, content: { sizeBytes } }: Reading): number | undefined => {
    if (percent !== undefined || expectedBytes === undefined || sizeBytes === undefined) return percent;
    return Math.min(99, Math.floor((sizeBytes / expectedBytes) * 100));
  };
}

function toPercent(isComplete: Fact<boolean> | undefined, share: Fact<number> | undefined): Fact<number> | undefined {
  if (isComplete?.value === true) return { value: 100, source: isComplete.source };
  if (isComplete === undefined || share === undefined) return share;
  // What is not complete is not at 100 %, whatever a log says.
  return share.value < 100 ? share : { ...share, value: 99.9 };
}

function toProblems(
  backup: Backup,
  standing: Omit<BackupStanding, 'problems'>,
  windowStartMs: number | undefined,
): readonly string[] {
  const { trouble, isComplete, percent, projection, lastCheck } = standing;
  const problems: string[] = [];
  if (trouble !== undefined) problems.push(...trouble.says);
  if (isComplete?.value === false && isComplete.source.kind === 'tool' && backup.percent >= 100)
    problems.push('It is said to be at 100 %, and its tool says that it is not complete.');
  if (isComplete?.value !== true && projection !== undefined) {
    if (projection.completeAtMs === undefined) problems.push('It has not grown since it was last looked at.');
    else if (windowStartMs !== undefined && projection.completeAtMs >= windowStartMs)
      problems.push('At the pace it has, it will not be complete when the window begins.');
  }
  if (lastCheck !== undefined && lastCheck !== trouble?.check) problems.push(...lastCheck.reading.problems);
  if (percent === undefined && backup.subject !== undefined) problems.push('How far it is is not known.');
  return [...new Set(problems)];
}

export interface CopyStanding {
  readonly copy: Copy;
  /** What checks prove of it; `none` where it is nobody's to look at. */
  readonly level: Level;
  readonly by?: Check;
  readonly trouble?: Proof['trouble'];
  /** A named person's word that it is there. */
  readonly word?: { readonly by: string; readonly atMs: number; readonly how?: string };
}

/** How each external copy stands (`POL-14`). Whoever recorded one that cannot be looked at has given their word. */
export function toCopyStandings(backup: KnownBackup): readonly CopyStanding[] {
  const { content } = toProof(checksOf(backup));
  return backup.copies.map((copy) => {
    const { level, by, trouble } = toProof(copy.id === undefined ? [] : checksOf(backup, copy.id));
    const confirmed = (backup.confirmations ?? []).findLast((one) => one.copy === copy.id);
    const word = toWord(backup, copy, confirmed);
    const other = by === undefined ? undefined : toOther(backup, copy, content, by);
    const found = trouble ?? other;
    return {
      copy,
      level,
      ...optional('by', by),
      ...optional('trouble', found),
      ...optional('word', word),
    };
  });
}

function toWord(backup: KnownBackup, copy: Copy, confirmed: CopyConfirmation | undefined): CopyStanding['word'] {
  if (confirmed !== undefined) return { by: confirmed.by.name, atMs: confirmed.atMs, how: confirmed.how };
  return copy.subject === undefined ? { by: copy.by, atMs: backup.saidAtMs } : undefined;
}

/** A copy of the same kind has the same SHA-256; a repository seals its own way. */
function toOther({ subject }: Backup, copy: Copy, content: Content, by: Check): Proof['trouble'] | undefined {
  const here = by.reading.content.sha256;
  const isAlike = subject !== undefined && copy.subject?.tool === subject.tool && 'path' in subject;
  if (!isAlike || content.sha256 === undefined || here === undefined || here === content.sha256) return undefined;
  const sizes = [by.reading.content.sizeBytes, content.sizeBytes].map((size) => toSizeText(size ?? Number.NaN));
  const says = [`It is not the same as the backup: another SHA-256, and ${sizes[0]} where the backup has ${sizes[1]}.`];
  return { kind: 'broken', check: by, before: by.reading.level, says };
}

function optional<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: V };
}
