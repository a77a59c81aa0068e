/** The rules about backups: begun in time, complete, stored elsewhere, with a copy (`POL-11` … `POL-14`). */
import type { Backup } from '../../backup/backup.ts';
import type { HostName } from '../../ids.ts';
import { isScripted } from '../../plan/plan.ts';
import { addDays, toDaysText, toLocalText } from '../../schedule/days.ts';
import type { FindingAction, FindingEvidence } from '../finding.ts';
import { notApplicable, type Outcome, type RuleInput, satisfied, violated } from '../rule.ts';
import { missing, noWindow } from './before.ts';

const record: FindingAction = { label: 'Record the backups, or say why none is needed', place: 'readiness' };

export function areBegunInTime({ policy, facts, nowMs }: RuleInput): Outcome {
  const none = whereNoneIsNeeded(facts.backups);
  if (none !== undefined) return none;
  const { window } = facts.schedule;
  if (window === undefined) return noWindow();
  const days = policy.numbers.backupsDaysAhead;
  const dueAtMs = addDays(window.startMs, -days, window.zone);
  const by = `${toLocalText(dueAtMs, window.zone)}, ${toDaysText(days)} before the window`;
  const due = { dueAtMs, isLate: nowMs > dueAtMs };
  const { backups } = facts.backups;
  if (backups.length === 0) return missing(`No backup is recorded. Each has to begin by ${by}.`, due, record);
  const late = backups.filter(({ startedAtMs }) => startedAtMs !== undefined && startedAtMs > dueAtMs);
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
  const waiting = backups.filter(({ startedAtMs }) => startedAtMs === undefined);
  if (waiting.length === 0) return satisfied(`Every backup began by ${by}.`, evidence);
  const begin: FindingAction = { label: 'Begin the backups, and record it', place: 'readiness' };
  return missing(`${toNames(waiting)} has not begun. It has to by ${by}.`, due, begin, evidence);
}

export function areComplete({ facts, nowMs }: RuleInput): Outcome {
  const none = whereNoneIsNeeded(facts.backups);
  if (none !== undefined) return none;
  const { backups } = facts.backups;
  const { window } = facts.schedule;
  const dueAtMs = window?.startMs ?? nowMs;
  // Second 0 of the window is not before it.
  const due = { dueAtMs, isLate: nowMs >= dueAtMs };
  if (backups.length === 0) return missing('No backup is recorded.', due, record);
  const evidence = backups.map(({ what, percent }) => ({ text: `${what}: ${percent} %` }));
  const open = backups.filter(({ percent }) => percent < 100);
  if (open.length === 0) return satisfied('Every backup is at 100 %.', evidence);
  const action: FindingAction = {
    label: 'Wait for the backups, and record when they are complete',
    place: 'readiness',
  };
  return missing(`${toNames(open)} is not complete.`, due, action, evidence);
}

export function areElsewhere({ facts }: RuleInput): Outcome {
  const none = whereNoneIsNeeded(facts.backups);
  if (none !== undefined) return none;
  const targets = new Set<HostName>(facts.plan.steps.filter(isScripted).flatMap(({ hosts }) => hosts));
  const near = facts.backups.backups.filter(({ storedOn }) => storedOn !== undefined && targets.has(storedOn));
  if (near.length === 0) return satisfied('No backup lies on a host that a step works on.');
  return violated(
    `${toNames(near)} lies on a host that the maintenance works on.`,
    { label: 'Move the backup to another host', place: 'readiness' },
    near.map(({ what, storedOn }) => ({ text: `${what} is stored on ${storedOn}` })),
  );
}

export function areCopied({ facts }: RuleInput): Outcome {
  const none = whereNoneIsNeeded(facts.backups);
  if (none !== undefined) return none;
  const { backups } = facts.backups;
  if (backups.length === 0) return violated('No backup is recorded.', record);
  const alone = backups.filter(({ copies }) => copies.length === 0);
  const evidence = backups.flatMap(({ what, copies }) =>
    copies.map(({ where, by }): FindingEvidence => ({ text: `${what}: a copy in ${where}, by ${by}` })),
  );
  if (alone.length === 0) return satisfied('Each backup has a copy somewhere else.', evidence);
  return violated(
    `${toNames(alone)} has no copy somewhere else.`,
    { label: 'Copy it elsewhere, and record where and by whom', place: 'readiness' },
    evidence,
  );
}

function whereNoneIsNeeded({ none, backups }: RuleInput['facts']['backups']): Outcome | undefined {
  if (none === undefined || backups.length > 0) return undefined;
  return notApplicable(`${none.by.name} says that it depends on no backup: ${none.reason}`);
}

function toStartEvidence({ what, startedAtMs }: Backup, zone: string): FindingEvidence {
  if (startedAtMs === undefined) return { text: `${what} has not begun` };
  return { text: `${what} began at ${toLocalText(startedAtMs, zone)}`, fromMs: startedAtMs };
}

function toNames(backups: readonly Backup[]): string {
  return backups.map(({ what }) => `“${what}”`).join(', ');
}
