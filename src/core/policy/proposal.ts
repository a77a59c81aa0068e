/** The earliest date that every rule about time allows, with each rule's say, and what all rules would then find (`POL-16`). */
import { toBackupStanding } from '../backup/standing.ts';
import type { Actor } from '../maintenance/actor.ts';
import { toMovedShifts } from '../roster/moved-shifts.ts';
import type { PersonId } from '../roster/names.ts';
import { toNames } from '../roster/roster.ts';
import { addDays, toDaysText, toLocalText, toZoned } from '../schedule/days.ts';
import { isSameWindow, type Window } from '../schedule/window.ts';
import { evaluate } from './evaluate.ts';
import type { Facts } from './facts.ts';
import type { Finding } from './finding.ts';
import { type BuiltInRule, type Policy, settingOf } from './policy.ts';
import { findAnnouncement } from './rules/announcement.ts';
import { findToPostpone } from './rules/drop-outs.ts';
import { findWaiver } from './waiver.ts';

export interface Proposal {
  /** Of the same length and the same time of day. Absent where the maintenance has no window to begin from. */
  readonly window?: Window;
  /** Whose drop-outs it would settle, all in one. */
  readonly people: readonly PersonId[];
  readonly why: readonly { readonly rule: string; readonly earliestMs: number; readonly text: string }[];
  /** What every rule would say now, were it postponed to that window. */
  readonly findings: readonly Finding[];
}

/** A local time that the clocks skip or show twice is passed over, for so many days at most. */
const daysToPassOver = 14;

export interface Postponement {
  /** Whose drop-outs make it. */
  readonly people: readonly PersonId[];
  /** The shifts move with the window. */
  readonly movesShifts: boolean;
}

/** @param people who dropped out; absent: whoever has before the window begins, as far as nothing has settled it yet */
export function toProposal(
  policy: Policy,
  facts: Facts,
  nowMs: number,
  { people = toDroppedOut(policy, facts), movesShifts = false }: Partial<Postponement> = {},
): Proposal {
  const { window } = facts.schedule;
  if (window === undefined) return { people, why: [], findings: [] };
  const why = toReasons(policy, facts, window, nowMs, people);
  const earliestMs = Math.max(window.startMs, ...why.map((one) => one.earliestMs));
  const proposed = toFirstDay(window, earliestMs, nowMs);
  const findings = evaluatePostponed(policy, facts, nowMs, proposed, { people, movesShifts });
  return { window: proposed, people, why, findings };
}

export function toDroppedOut(policy: Policy, facts: Facts): readonly PersonId[] {
  return [...new Set(findToPostpone(policy, facts).map(({ person }) => person))];
}

/** What every rule would say now, were it postponed to `to`: words given on another window no longer count then. */
export function evaluatePostponed(
  policy: Policy,
  facts: Facts,
  nowMs: number,
  to: Window,
  { people, movesShifts }: Postponement,
): readonly Finding[] {
  const { window: from, changes } = facts.schedule;
  if (from === undefined || isSameWindow(from, to)) return evaluate(policy, facts, nowMs);
  const because = people.length === 0 ? {} : { because: people };
  const change = { id: 'proposed', change: 'postponed' as const, from, to, reason: '', ...because, atMs: nowMs, by };
  const { roster } = facts;
  return evaluate(
    policy,
    {
      ...facts,
      schedule: { ...facts.schedule, window: to, changes: [...changes, change] },
      roster: movesShifts ? { ...roster, shifts: toMovedShifts(roster.shifts, from, to) } : roster,
    },
    nowMs,
  );
}

const by: Actor = { kind: 'console', name: 'Drydock' };

function toReasons(
  policy: Policy,
  facts: Facts,
  window: Window,
  nowMs: number,
  people: readonly PersonId[],
): Proposal['why'] {
  const { zone } = window;
  const { announcedDaysAhead, backupsDaysAhead, postponedDays } = policy.numbers;
  const counts = (rule: BuiltInRule) =>
    settingOf(policy, rule).severity !== 'off' && findWaiver(policy, facts, rule) === undefined;
  const why: Proposal['why'][number][] = [];
  if (people.length > 0 && counts('POL-16')) {
    const text = `${toNames(facts.roster, people)} dropped out: at least ${toDaysText(postponedDays)} later than ${toLocalText(window.startMs, zone)}.`;
    why.push({ rule: 'POL-16', earliestMs: addDays(window.startMs, postponedDays, zone), text });
  }
  if (facts.schedule.emergency === undefined && counts('POL-10')) {
    const announcedAtMs = findAnnouncement(facts);
    const from = announcedAtMs ?? nowMs;
    const how = announcedAtMs === undefined ? 'It is not announced: if it were now' : 'It was announced';
    const text = `${how}, ${toLocalText(from, zone)}, and that is at least ${toDaysText(announcedDaysAhead)} ahead.`;
    why.push({ rule: 'POL-10', earliestMs: addDays(from, announcedDaysAhead, zone), text });
  }
  const isBackedUp = facts.backups.none === undefined || facts.backups.backups.length > 0;
  if (isBackedUp && counts('POL-11')) {
    const begun = facts.backups.backups.map((backup) => {
      const { started, startedByMs } = toBackupStanding(backup);
      return started?.value ?? startedByMs ?? nowMs;
    });
    const from = begun.length === 0 ? nowMs : Math.max(...begun);
    const isWaiting = begun.length === 0 || facts.backups.backups.some(({ startedAtMs }) => startedAtMs === undefined);
    const how = isWaiting ? 'Not every backup has begun: if the last one did now' : 'The last backup began';
    const text = `${how}, ${toLocalText(from, zone)}, and that is at least ${toDaysText(backupsDaysAhead)} before.`;
    why.push({ rule: 'POL-11', earliestMs: addDays(from, backupsDaysAhead, zone), text });
  }
  return why;
}

/** The first day on which the window's own time of day is at or after `earliestMs`, and still ahead. */
function toFirstDay(window: Window, earliestMs: number, nowMs: number): Window {
  const { startMs, endMs, zone } = window;
  const first = toZoned(startMs, zone);
  const floorMs = Math.max(earliestMs, nowMs);
  const atLeastDays = Math.max(0, Math.floor((floorMs - startMs) / (24 * 3_600_000)) - 1);
  for (let days = atLeastDays; days <= atLeastDays + daysToPassOver; days++) {
    const local = first.toPlainDateTime().add({ days });
    const start = local.toZonedDateTime(zone).epochMilliseconds;
    const later = local.toZonedDateTime(zone, { disambiguation: 'later' }).epochMilliseconds;
    const earlier = local.toZonedDateTime(zone, { disambiguation: 'earlier' }).epochMilliseconds;
    const isPlain = earlier === later || days === 0;
    const atMs = days === 0 ? startMs : start;
    if (isPlain && atMs >= floorMs) return { startMs: atMs, endMs: atMs + (endMs - startMs), zone };
  }
  throw new Error(`no day in ${daysToPassOver} has ${first.toPlainTime().toString()} once in ${zone}`);
}
