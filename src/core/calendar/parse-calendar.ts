/** Reads the events of an iCalendar file (RFC 5545), with their times as they are written: what zone they mean is decided later. */
import { type Failure, fail, type Result, succeed } from '../result.ts';
import { type ContentLine, parseContentLines, toParts, toUnescaped } from '../text/content-lines.ts';

/** A time as the file has it. `wall` is `2026-10-25T02:30:00`; a whole day begins at midnight. */
export interface WrittenTime {
  readonly wall: string;
  readonly zone: { readonly kind: 'utc' | 'floating' } | { readonly kind: 'named'; readonly name: string };
  readonly isDay: boolean;
}

export interface CalendarEvent {
  readonly line: number;
  readonly uid: string;
  readonly summary: string;
  readonly categories: readonly string[];
  /** Addresses and names of each attendee who did not decline, the likeliest first. */
  readonly attendees: readonly (readonly string[])[];
  /** The id of a person, where Drydock wrote it. */
  readonly person?: string;
  readonly role?: string;
  readonly start?: WrittenTime;
  readonly end?: WrittenTime;
  readonly durationMs?: number;
  readonly rule?: string;
  readonly extra: readonly WrittenTime[];
  readonly except: readonly WrittenTime[];
  /** Which occurrence of the event of the same UID it stands for. */
  readonly insteadOf?: WrittenTime;
  readonly isCancelled: boolean;
  /** Why it cannot be read. */
  readonly problem?: string;
}

const eventLimit = 20_000;

export function parseCalendar(text: string): Result<readonly CalendarEvent[], Failure<'bad-file'>> {
  const { lines } = parseContentLines(text);
  if (!lines.some(({ name, value }) => name === 'BEGIN' && value.trim().toUpperCase() === 'VCALENDAR')) {
    return fail('bad-file', 'The file is no calendar: no line says BEGIN:VCALENDAR.');
  }
  const events: CalendarEvent[] = [];
  let open: { readonly line: number; readonly lines: ContentLine[] } | undefined;
  let depth = 0;
  for (const line of lines) {
    const what = line.value.trim().toUpperCase();
    if (open === undefined) {
      if (line.name === 'BEGIN' && what === 'VEVENT') open = { line: line.line, lines: [] };
    } else if (line.name === 'BEGIN') depth += 1;
    else if (line.name === 'END' && what === 'VEVENT') {
      events.push(toEvent(open.line, open.lines));
      open = undefined;
      depth = 0;
    } else if (line.name === 'END') depth -= 1;
    // What stands in an alarm is the alarm's.
    else if (depth === 0) open.lines.push(line);
  }
  if (open !== undefined) events.push({ ...toEvent(open.line, open.lines), problem: 'it has no END:VEVENT' });
  if (events.length > eventLimit)
    return fail('bad-file', `The file has ${events.length} events; at most ${eventLimit} are read.`);
  return succeed(events);
}

function toEvent(line: number, lines: readonly ContentLine[]): CalendarEvent {
  const all = (name: string) => lines.filter((one) => one.name === name);
  const text = (name: string) => {
    const [first] = all(name);
    return first === undefined ? undefined : toUnescaped(first.value).trim().slice(0, 1_000);
  };
  const unreadable: string[] = [];
  const times = (name: string) =>
    all(name).flatMap((one) =>
      one.value.split(',').flatMap((value) => {
        const time = toTime(value, one);
        if (time === undefined) unreadable.push(`${name} “${value.slice(0, 60)}” in line ${one.line}`);
        return time ?? [];
      }),
    );
  const [start] = times('DTSTART');
  const [end] = times('DTEND');
  const [insteadOf] = times('RECURRENCE-ID');
  const [rule, second] = all('RRULE');
  const duration = text('DURATION');
  const durationMs = duration === undefined ? undefined : toDurationMs(duration);
  if (duration !== undefined && durationMs === undefined) unreadable.push(`DURATION “${duration.slice(0, 60)}”`);
  if (second !== undefined) unreadable.push('a second RRULE');
  if (all('RECURRENCE-ID')[0]?.parameters.has('RANGE')) unreadable.push('RANGE of RECURRENCE-ID');
  const extra = times('RDATE');
  const except = times('EXDATE');
  const problem =
    unreadable.length > 0 ? `${unreadable[0]} cannot be read` : start === undefined ? 'it has no DTSTART' : undefined;
  const person = text('X-DRYDOCK-PERSON');
  const role = text('X-DRYDOCK-ROLE');
  return {
    line,
    uid: text('UID') ?? '',
    summary: text('SUMMARY') ?? '',
    categories: all('CATEGORIES').flatMap(({ value }) => toParts(value, ',')),
    attendees: all('ATTENDEE').flatMap(toAttendee),
    ...(person === undefined ? {} : { person }),
    ...(role === undefined ? {} : { role }),
    ...(start === undefined ? {} : { start }),
    ...(end === undefined ? {} : { end }),
    ...(durationMs === undefined ? {} : { durationMs }),
    ...(rule === undefined ? {} : { rule: rule.value.trim() }),
    extra,
    except,
    ...(insteadOf === undefined ? {} : { insteadOf }),
    isCancelled: text('STATUS')?.toUpperCase() === 'CANCELLED',
    ...(problem === undefined ? {} : { problem }),
  };
}

function toAttendee({ value, parameters }: ContentLine): readonly (readonly string[])[] {
  if (parameters.get('PARTSTAT')?.[0]?.toUpperCase() === 'DECLINED') return [];
  if (['ROOM', 'RESOURCE'].includes(parameters.get('CUTYPE')?.[0]?.toUpperCase() ?? '')) return [];
  const address = value.trim().replace(/^mailto:/i, '');
  return [[address, ...(parameters.get('CN') ?? [])].filter((word) => word !== '').map((word) => word.slice(0, 1_000))];
}

function toTime(value: string, { parameters }: ContentLine): WrittenTime | undefined {
  // An RDATE may be a period, of which the start counts; its own length is not read.
  const found = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?$/.exec(value.trim());
  if (found === null) return undefined;
  const [, year, month, day, hour, minute, second, utc] = found;
  const wall = `${year}-${month}-${day}T${hour ?? '00'}:${minute ?? '00'}:${second ?? '00'}`;
  const name = parameters.get('TZID')?.[0];
  const zone =
    utc === 'Z'
      ? { kind: 'utc' as const }
      : name === undefined
        ? { kind: 'floating' as const }
        : { kind: 'named' as const, name };
  return { wall, zone, isDay: hour === undefined };
}

/** `PT8H`, `P1D`, `P1W`; a day is 24 hours. */
function toDurationMs(text: string): number | undefined {
  const found = /^\+?P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,8})S)?)?$/.exec(
    text.toUpperCase(),
  );
  if (found === null) return undefined;
  const [weeks, days, hours, minutes, seconds] = found.slice(1).map((part) => Number(part ?? 0));
  const total = ((((weeks ?? 0) * 7 + (days ?? 0)) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0);
  return total === 0 ? undefined : total * 1_000;
}
