/** The rules about where backups lie: not on a host that is worked on, and with a copy somewhere else (`POL-13`, `POL-14`). */
import type { BackupSet, KnownBackup } from '../../backup/backup.ts';
import { toStorageHost } from '../../backup/backup.ts';
import { isAtLeast } from '../../backup/level.ts';
import { compareHosts, type Nearness, toNearness } from '../../backup/nearness.ts';
import { type CopyStanding, toCopyStandings } from '../../backup/standing.ts';
import type { HostName } from '../../ids.ts';
import { isScripted } from '../../plan/plan.ts';
import type { FindingEvidence } from '../finding.ts';
import { type Outcome, type RuleInput, satisfied, violated } from '../rule.ts';
import { record, toNames, toToolText, whereNoneIsNeeded } from './backup-words.ts';

export function areElsewhere({ facts }: RuleInput): Outcome {
  const none = whereNoneIsNeeded(facts.backups);
  if (none !== undefined) return none;
  const targets = [...new Set<HostName>(facts.plan.steps.filter(isScripted).flatMap(({ hosts }) => hosts))];
  const judged = facts.backups.backups.map((backup) => ({
    what: backup.what,
    nearness: toNearness(backup, targets, facts.backups.whereabouts ?? []),
  }));
  const evidence = judged.map(({ what, nearness }) => ({ text: `${what} ${toNearnessText(nearness)}` }));
  const on = judged.filter(({ nearness }) => nearness.verdict === 'on-target');
  const move = { label: 'Move the backup to another host', place: 'readiness' } as const;
  if (on.length > 0) return violated(`${toNames(on)} lies on a host that the maintenance works on.`, move, evidence);
  const unsure = judged.filter(({ nearness }) => nearness.verdict === 'unknown' && nearness.target !== undefined);
  if (unsure.length > 0)
    return violated(`${toNames(unsure)} may lie on a host that the maintenance works on.`, move, evidence);
  return satisfied('No backup lies on a host that a step works on.', evidence);
}

function toNearnessText({ reason, isMeasured, verdict }: Nearness): string {
  return verdict === 'elsewhere' && !isMeasured
    ? `${reason} (names alone were compared: the machines were not asked)`
    : reason;
}

export function areCopied({ facts }: RuleInput): Outcome {
  const none = whereNoneIsNeeded(facts.backups);
  if (none !== undefined) return none;
  const { backups } = facts.backups;
  if (backups.length === 0) return violated('No backup is recorded.', record);
  const judged = backups.map((backup) => ({
    what: backup.what,
    copies: toCopyStandings(backup).map((copy) => ({ copy, but: toObjection(backup, copy, facts.backups) })),
  }));
  const evidence = judged.flatMap(({ what, copies }) => copies.map(({ copy, but }) => toEvidence(what, copy, but)));
  const alone = judged.filter(({ copies }) => copies.every(({ but }) => but !== undefined));
  if (alone.length === 0) return satisfied('Each backup has a copy somewhere else.', evidence);
  const but = alone.flatMap(({ copies }) => copies.flatMap((one) => one.but ?? []))[0];
  return violated(
    `${toNames(alone)} has no copy somewhere else${but === undefined ? '' : ` that counts: ${but}`}.`,
    { label: 'Copy it elsewhere, and record where and by whom', place: 'readiness' },
    evidence,
  );
}

/** Why a copy does not count; `undefined` where it does. */
function toObjection(
  backup: KnownBackup,
  { copy, level, trouble, word }: CopyStanding,
  set: BackupSet,
): string | undefined {
  if (trouble !== undefined) return `${copy.where}: ${trouble.says[0]?.replace(/\.$/, '') ?? 'it is not good'}`;
  const [here, there] = [
    toStorageHost(backup),
    copy.subject === undefined ? undefined : toStorageHost({ subject: copy.subject }),
  ];
  if (here !== undefined && there !== undefined && compareHosts(here, there, set.whereabouts ?? []).is === 'same')
    return `${copy.where} is on the machine of the backup itself`;
  if (isAtLeast(level, 'complete') || word !== undefined) return undefined;
  return `${copy.where} can be looked at, and was not found complete`;
}

function toEvidence(what: string, { copy, level, by, word }: CopyStanding, but: string | undefined): FindingEvidence {
  const { where } = copy;
  if (but !== undefined) return { text: `${what}: ${but}` };
  if (by !== undefined && isAtLeast(level, 'complete'))
    return { text: `${what}: a copy in ${where}, ${level}, read by ${toToolText(by)}`, fromMs: by.atMs };
  const how = word?.how === undefined ? '' : `: ${word.how}`;
  return { text: `${what}: a copy in ${where}, by ${word?.by ?? copy.by}’s word${how}` };
}
