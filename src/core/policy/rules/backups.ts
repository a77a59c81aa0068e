/** The rules about the backups themselves: begun in time, and complete with the proof the policy wants (`POL-11`, `POL-12`). */
import type { KnownBackup } from '../../backup/backup.ts';
import { isAtLeast, type Level, levelWords } from '../../backup/level.ts';
import { type BackupStanding, toBackupStanding } from '../../backup/standing.ts';
import { addDays, toDaysText, toLocalText } from '../../schedule/days.ts';
import type { FindingAction, FindingEvidence } from '../finding.ts';
import { type Outcome, type RuleInput, satisfied, violated } from '../rule.ts';
import { record, toNames, toSourceText, toToolText, whereNoneIsNeeded } from './backup-words.ts';
import { missing, noWindow } from './before.ts';

interface Judged {
  readonly what: string;
  readonly standing: BackupStanding;
}

export function areBegunInTime({ policy, facts, nowMs }: RuleInput): Outcome {
  const none = whereNoneIsNeeded(facts.backups);
  if (none !== undefined) return none;
  const { window } = facts.schedule;
  if (window === undefined) return noWindow();
  const days = policy.numbers.backupsDaysAhead;
  const dueAtMs = addDays(window.startMs, -days, window.zone);
  const by = `${toLocalText(dueAtMs, window.zone)}, ${toDaysText(days)} before the window`;
  const due = { dueAtMs, isLate: nowMs > dueAtMs };
  const backups = judge(facts.backups.backups, window.startMs);
  if (backups.length === 0) return missing(`No backup is recorded. Each has to begin by ${by}.`, due, record);
  const late = backups.filter(({ standing }) => (standing.started?.value ?? dueAtMs) > dueAtMs);
  const evidence = backups.map((backup) => toStartEvidence(backup, window.zone));
  if (late.length > 0)
    return {
      ...violated(
        `${toNames(late)} began too late: ${by} was the last moment.`,
        { label: 'Postpone it, or have the rule waived', place: 'brief' },
        evidence,
      ),
      dueSinceMs: dueAtMs,
    };
  // What was last changed before it was due had begun by then, whether or not anybody knows when.
  const isOpen = ({ started, startedByMs }: BackupStanding) =>
    started === undefined && (startedByMs === undefined || startedByMs > dueAtMs);
  const waiting = backups.filter(({ standing }) => isOpen(standing));
  if (waiting.length === 0) return satisfied(`Every backup began by ${by}.`, evidence);
  const begun = waiting.filter(({ standing }) => standing.startedByMs !== undefined);
  const begin: FindingAction = { label: 'Begin the backups, and record it', place: 'readiness' };
  if (begun.length === 0)
    return missing(`${toNames(waiting)} has not begun. It has to by ${by}.`, due, begin, evidence);
  const say: FindingAction = { label: 'Record when the backups began', place: 'readiness' };
  return missing(`When ${toNames(begun)} began is not known. It has to have by ${by}.`, due, say, evidence);
}

function toStartEvidence({ what, standing: { started, startedByMs } }: Judged, zone: string): FindingEvidence {
  if (started !== undefined) {
    const text = `${what} began at ${toLocalText(started.value, zone)}, ${toSourceText(started.source)}`;
    return { text, fromMs: started.value };
  }
  if (startedByMs === undefined) return { text: `${what} has not begun` };
  return {
    text: `${what} was last changed at ${toLocalText(startedByMs, zone)}, and began before that`,
    toMs: startedByMs,
  };
}

export function areComplete({ policy, facts, nowMs }: RuleInput): Outcome {
  const none = whereNoneIsNeeded(facts.backups);
  if (none !== undefined) return none;
  const { window } = facts.schedule;
  const dueAtMs = window?.startMs ?? nowMs;
  // Second 0 of the window is not before it.
  const due = { dueAtMs, isLate: nowMs >= dueAtMs };
  const backups = judge(facts.backups.backups, window?.startMs);
  if (backups.length === 0) return missing('No backup is recorded.', due, record);
  const evidence = backups.flatMap(toProofEvidence);
  const bad = backups.filter(isBad);
  if (bad.length > 0)
    return violated(
      `${toNames(bad)} is not good${bad.some(wasGood) ? ' any more' : ''}: ${bad[0]?.standing.trouble?.says[0] ?? ''}`,
      {
        label: 'See to the backup, and verify it again, or say that what is there now is the backup',
        place: 'readiness',
      },
      evidence,
    );
  const open = backups.filter(({ standing }) => standing.isComplete?.value !== true);
  if (open.length > 0) {
    const label = 'Wait for the backups, and record when they are complete';
    const late = open.flatMap(({ standing }) => toForecast(standing, dueAtMs));
    return missing(
      [`${toNames(open)} is not complete.`, ...late].join(' '),
      due,
      { label, place: 'readiness' },
      evidence,
    );
  }
  const wanted = policy.backupProof ?? 'none';
  const unproven = backups.filter(({ standing }) => !isAtLeast(standing.level, wanted));
  if (unproven.length > 0) {
    const says = `${toNames(unproven)} is not proven as far as the policy wants: ${toWantedText(wanted)}.`;
    return missing(says, due, { label: toProofLabel(wanted), place: 'readiness' }, evidence);
  }
  return satisfied('Every backup is at 100 %.', evidence);
}

/** What is not good, and was, or what a check that reads it found broken. That it is not there yet is no such thing. */
function isBad(judged: Judged): boolean {
  return wasGood(judged) || (judged.standing.trouble?.check.action ?? 'look') !== 'look';
}

function wasGood({ standing: { trouble } }: Judged): boolean {
  return trouble !== undefined && isAtLeast(trouble.before, 'complete');
}

/** That it will be late, as soon as its pace tells. */
function toForecast({ projection }: BackupStanding, dueAtMs: number): readonly string[] {
  if (projection === undefined) return [];
  if (projection.completeAtMs === undefined) return ['It stands still.'];
  return projection.completeAtMs >= dueAtMs ? ['At its pace it will not be complete in time.'] : [];
}

function toProofEvidence({ what, standing }: Judged): readonly FindingEvidence[] {
  const { percent, level, by, problems } = standing;
  const share = percent === undefined ? 'nobody knows how far' : `${percent.value} %, ${toSourceText(percent.source)}`;
  return [
    { text: `${what}: ${share}` },
    ...(by === undefined || level === 'none'
      ? []
      : [{ text: `${what} ${levelWords[level]}: ${by.action} by ${toToolText(by)}`, fromMs: by.atMs }]),
    ...problems.slice(0, 5).map((text) => ({ text: `${what}: ${text}` })),
  ];
}

function toWantedText(level: Level): string {
  return level === 'none' ? 'a person’s word' : `that it ${levelWords[level]}`;
}

function toProofLabel(wanted: Level): string {
  return wanted === 'restored' ? 'Make a restore test of the backups' : 'Verify the backups';
}

function judge(backups: readonly KnownBackup[], windowStartMs: number | undefined): readonly Judged[] {
  return backups.map((backup) => ({ what: backup.what, standing: toBackupStanding(backup, windowStartMs) }));
}
