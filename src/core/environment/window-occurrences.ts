/** When a recurring window takes place (`REL-3`): the days by the calendar of its zone, the instants by what its clocks show then. */
import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import type { Window } from '../schedule/window.ts';
import type { WindowRule } from './window-rule.ts';

const dayMs = 24 * 3_600_000;
/** Far more than any rule has between its first week and now. */
const periodLimit = 20_000;
const candidateLimit = 500_000;

export interface Occurrence extends Window {
  /** What the clocks did to its start, where they did something; decided as RFC 5545 does. */
  readonly clocks?: 'skipped' | 'twice';
}

/**
 * The first `count` occurrences that end after `afterMs`: the one that goes on is the first of them.
 *
 * A local start that never comes, because the clocks are set forward over it, is as much later as they skip (02:30 becomes 03:30). One
 * that comes twice is the first of the two. Its length is real time: two hours stay two hours, whatever the clocks do meanwhile.
 */
export function toNextOccurrences(rule: WindowRule, afterMs: number, count: number): readonly Occurrence[] {
  const lengthMs = rule.lengthMinutes * 60_000;
  const { rhythm } = rule;
  const spanDays = rhythm.kind === 'weekly' ? (count + 2) * rhythm.everyWeeks * 7 : (count + 2) * 124;
  const firstMs = rhythm.kind === 'weekly' && rhythm.from !== undefined ? Date.parse(rhythm.from) - 7 * dayMs : 0;
  const fromMs = Math.max(firstMs, afterMs - lengthMs - 3 * dayMs);
  return toWalls(rule, fromMs, fromMs + spanDays * dayMs)
    .map((wall) => toOccurrence(rule, wall, lengthMs))
    .filter(({ endMs }) => endMs > afterMs)
    .slice(0, count);
}

/** What the clocks of the zone show at each start, reckoned as if in UTC: the zone comes in when each is made an instant. */
function toWalls(rule: WindowRule, fromMs: number, toMs: number): readonly Temporal.PlainDateTime[] {
  const days = rule.weekdays.map((day) => day.slice(0, 2).toUpperCase());
  const { rhythm } = rule;
  const start = toFirstDay(rule, fromMs).toPlainDateTime(Temporal.PlainTime.from(rule.at));
  const frequency =
    rhythm.kind === 'weekly'
      ? `FREQ=WEEKLY;INTERVAL=${rhythm.everyWeeks};WKST=MO;BYDAY=${days.join(',')}`
      : `FREQ=MONTHLY;BYDAY=${days.map((day) => `${rhythm.nth}${day}`).join(',')}`;
  const found = new RRuleTemporal({
    rruleString: `RRULE:${frequency}`,
    dtstart: start.toZonedDateTime('UTC'),
    tzid: 'UTC',
    temporal: Temporal,
    maxIterations: periodLimit,
    maxCandidateEvaluations: candidateLimit,
  });
  return found.between(new Date(fromMs), new Date(toMs), true).map((one) => one.toPlainDateTime());
}

/** The Monday of its first week; a rule without one has been there for ever, and is reckoned from shortly before. */
function toFirstDay({ rhythm, zone }: WindowRule, fromMs: number): Temporal.PlainDate {
  const near = Temporal.Instant.fromEpochMilliseconds(Math.max(0, fromMs)).toZonedDateTimeISO(zone).toPlainDate();
  if (rhythm.kind === 'monthly') return near.with({ day: 1 }).subtract({ months: 1 });
  const day = rhythm.from === undefined ? near.subtract({ weeks: 1 }) : Temporal.PlainDate.from(rhythm.from);
  return day.subtract({ days: day.dayOfWeek - 1 });
}

function toOccurrence({ zone }: WindowRule, wall: Temporal.PlainDateTime, lengthMs: number): Occurrence {
  const earlier = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
  const later = wall.toZonedDateTime(zone, { disambiguation: 'later' });
  const isOnce = earlier.epochMilliseconds === later.epochMilliseconds;
  const isSkipped = !isOnce && !later.toPlainDateTime().equals(wall);
  const startMs = (isSkipped ? later : earlier).epochMilliseconds;
  const clocks = isOnce ? {} : { clocks: isSkipped ? ('skipped' as const) : ('twice' as const) };
  return { startMs, endMs: startMs + lengthMs, zone, ...clocks };
}
