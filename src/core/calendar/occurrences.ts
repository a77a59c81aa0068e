/** When an event of a calendar takes place: its recurrences resolved near a span, and every open question about its times. */
import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { type Failure, fail, type Result, succeed } from '../result.ts';
import type { Span } from '../roster/coverage.ts';
import { type LocalTimeReading, parseLocalTime } from '../schedule/local-time.ts';
import { isKnownZone } from '../schedule/window.ts';
import type { CalendarEvent, WrittenTime } from './parse-calendar.ts';

export interface TimeQuestion {
  readonly about: 'zone' | 'floating' | 'time';
  readonly key: string;
  readonly says: string;
  readonly readings?: readonly LocalTimeReading[];
}

/** What a person has said of the file. */
export interface TimeAnswers {
  /** By the file's own name in lower case; `floating` for none. */
  readonly zones: ReadonlyMap<string, string>;
  readonly times: ReadonlyMap<string, number>;
}

export interface Occurrences {
  readonly spans: readonly Span[];
  readonly questions: readonly TimeQuestion[];
}

/** More of one event near one window is a rule gone wild. */
const occurrenceLimit = 1_000;
const periodLimit = 20_000;
const candidateLimit = 200_000;
const dayMs = 24 * 3_600_000;

/** @param instead the events that stand for single occurrences of this one */
export function toOccurrences(
  event: CalendarEvent,
  instead: readonly CalendarEvent[],
  near: Span,
  answers: TimeAnswers,
): Result<Occurrences, Failure<'bad-event'>> {
  const questions = new Map<string, TimeQuestion>();
  const { start } = event;
  if (start === undefined) return fail('bad-event', 'it has no DTSTART');
  const zone = zoneOf(start, answers, questions);
  if (zone === undefined) return succeed({ spans: [], questions: [...questions.values()] });
  const lengthMs = lengthOf(event, start);
  if (lengthMs === undefined) return fail('bad-event', 'it has no end, or ends before it starts');

  const walls = toWalls(event, start, zone, near, lengthMs);
  if (!walls.ok) return walls;
  const excluded = new Set<number>();
  for (const time of [...event.except, ...instead.flatMap(({ insteadOf }) => insteadOf ?? [])]) {
    // A whole day written as the exception takes away what starts on it.
    if (time.isDay && !start.isDay)
      for (const wall of walls.value) if (wall.startsWith(time.wall.slice(0, 10))) excluded.add(wallMs(wall));
    const atMs = wallIn(time, zone, answers, questions);
    if (atMs !== undefined) excluded.add(atMs);
  }
  const spans: Span[] = [];
  for (const wall of walls.value) {
    if (excluded.has(wallMs(wall)) || !isNear(wall, lengthMs, near)) continue;
    const fromMs = toInstant(wall, zone, answers, questions);
    // The end is what the clock on the wall shows then: a night shift to six ends at six, whatever the clocks do.
    const endWall = wallText(wallMs(wall) + lengthMs);
    const toMs =
      event.end === undefined && event.durationMs !== undefined
        ? fromMs === undefined
          ? undefined
          : fromMs + lengthMs
        : toInstant(endWall, zone, answers, questions);
    if (fromMs === undefined || toMs === undefined || toMs <= fromMs) continue;
    if (toMs > near.fromMs && fromMs < near.toMs) spans.push({ fromMs, toMs });
  }
  return succeed({ spans: spans.sort((a, b) => a.fromMs - b.fromMs), questions: [...questions.values()] });
}

/** What the clocks show at each start: the rule's, those added, and the first itself. */
function toWalls(
  event: CalendarEvent,
  start: WrittenTime,
  zone: string,
  near: Span,
  lengthMs: number,
): Result<readonly string[], Failure<'bad-event'>> {
  const added = [start, ...event.extra].map(({ wall }) => wall);
  if (event.rule === undefined) return succeed([...new Set(added)]);
  if (/FREQ=(SECONDLY|MINUTELY)/i.test(event.rule))
    return fail('bad-event', 'its rule repeats it every minute or second');
  try {
    // Reckoned on the wall as if in UTC: the zone comes in when each is made an instant, so that no hour is guessed.
    const rule = new RRuleTemporal({
      rruleString: `RRULE:${withLocalEnd(event.rule, zone)}`,
      dtstart: Temporal.PlainDateTime.from(start.wall).toZonedDateTime('UTC'),
      tzid: 'UTC',
      temporal: Temporal,
      maxIterations: periodLimit,
      maxCandidateEvaluations: candidateLimit,
    });
    const found = rule.between(new Date(near.fromMs - lengthMs - 2 * dayMs), new Date(near.toMs + 2 * dayMs), true);
    if (found.length > occurrenceLimit)
      return fail('bad-event', `it takes place more than ${occurrenceLimit} times near the window`);
    return succeed([
      ...new Set([...added, ...found.map((one) => one.toPlainDateTime().toString({ smallestUnit: 'second' }))]),
    ]);
  } catch (cause) {
    return fail('bad-event', `its rule “${event.rule.slice(0, 200)}” cannot be resolved: ${(cause as Error).message}`, {
      cause,
    });
  }
}

/** `UNTIL` is in UTC where the start has a zone. */
function withLocalEnd(rule: string, zone: string): string {
  return rule.replace(/UNTIL=(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/i, (_, year, month, day, hour, minute, second) => {
    const at = Temporal.Instant.from(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
    const local = at.toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'second' });
    return `UNTIL=${local.replace(/[-:]/g, '')}Z`;
  });
}

function lengthOf({ end, durationMs }: CalendarEvent, start: WrittenTime): number | undefined {
  if (durationMs !== undefined) return durationMs;
  if (end === undefined) return start.isDay ? dayMs : undefined;
  const isSameZone = JSON.stringify(end.zone) === JSON.stringify(start.zone);
  const lengthMs = wallMs(end.wall) - wallMs(start.wall);
  return isSameZone && lengthMs > 0 ? lengthMs : undefined;
}

function zoneOf({ zone }: WrittenTime, answers: TimeAnswers, questions: Map<string, TimeQuestion>): string | undefined {
  if (zone.kind === 'utc') return 'UTC';
  const key = zone.kind === 'named' ? zone.name : 'floating';
  const answered = answers.zones.get(key.toLowerCase());
  if (answered !== undefined) return answered;
  if (zone.kind === 'named' && isKnownZone(zone.name)) return zone.name;
  questions.set(key, {
    about: zone.kind === 'floating' ? 'floating' : 'zone',
    key,
    says:
      zone.kind === 'floating'
        ? 'Its times name no time zone. Which is meant?'
        : `There is no time zone “${key}”. Which is meant?`,
  });
  return undefined;
}

/** What the event's own clocks show at a time that may be written otherwise, in UTC say. */
function wallIn(
  time: WrittenTime,
  zone: string,
  answers: TimeAnswers,
  questions: Map<string, TimeQuestion>,
): number | undefined {
  const own = zoneOf(time, answers, questions);
  if (own === undefined) return undefined;
  if (own === zone) return wallMs(time.wall);
  const atMs = toInstant(time.wall, own, answers, questions);
  if (atMs === undefined) return undefined;
  return wallMs(
    Temporal.Instant.fromEpochMilliseconds(atMs)
      .toZonedDateTimeISO(zone)
      .toPlainDateTime()
      .toString({ smallestUnit: 'second' }),
  );
}

function toInstant(
  wall: string,
  zone: string,
  answers: TimeAnswers,
  questions: Map<string, TimeQuestion>,
): number | undefined {
  const key = `${wall.replace('T', ' ')} ${zone}`;
  const answered = answers.times.get(key);
  if (answered !== undefined) return answered;
  const parsed = parseLocalTime(wall, zone);
  if (parsed.ok) return parsed.value;
  const { failure } = parsed;
  questions.set(key, {
    about: 'time',
    key,
    says: failure.message,
    ...('readings' in failure ? { readings: failure.readings } : {}),
  });
  return undefined;
}

function isNear(wall: string, lengthMs: number, { fromMs, toMs }: Span): boolean {
  const roughMs = wallMs(wall);
  return roughMs + lengthMs > fromMs - dayMs && roughMs < toMs + dayMs;
}

/** The wall's clock read as if it were UTC: only to compare and to add. */
function wallMs(wall: string): number {
  return Date.parse(`${wall}Z`);
}

function wallText(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19);
}
