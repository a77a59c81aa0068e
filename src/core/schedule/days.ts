/** Days before and after an instant, as the calendar of a zone counts them: seven days before Sunday 10:00 is Sunday 10:00. */
import { Temporal } from 'temporal-polyfill';

const dayMs = 24 * 3_600_000;
/** What a calendar can still name, with room to count days in; whatever lies beyond is brought back to it. */
const limitMs = 8_600_000_000_000_000;

/**
 * Whole days are days of the calendar, so that a night in which the clocks change is one day; a fraction is hours of
 * 1/24 day. Where the clocks skip that local time, the instant is as much later as they skip.
 */
export function addDays(atMs: number, days: number, zone: string): number {
  const whole = Math.trunc(days);
  const local = toZoned(atMs, zone);
  return local.add({ days: whole }).epochMilliseconds + Math.round((days - whole) * dayMs);
}

/** `2026-11-20 16:00 Europe/Berlin`: an instant as somebody in that zone reads it. */
export function toLocalText(atMs: number, zone: string): string {
  const local = toZoned(atMs, zone);
  return `${local.toPlainDate().toString()} ${local.toPlainTime().toString({ smallestUnit: 'minute' })} ${zone}`;
}

/**
 * `2026-11-20 16:00 to 16:30 Europe/Berlin`. The end names its day where it is another one; a time the clocks show twice
 * has its offset, so that an hour of that night is not told as none.
 */
export function toLocalSpanText(fromMs: number, toMs: number, zone: string): string {
  const [from, to] = [toZoned(fromMs, zone), toZoned(toMs, zone)];
  const isOneDay = from.toPlainDate().equals(to.toPlainDate());
  return `${from.toPlainDate()} ${toTimeText(from)} to ${isOneDay ? '' : `${to.toPlainDate()} `}${toTimeText(to)} ${zone}`;
}

function toTimeText(at: Temporal.ZonedDateTime): string {
  const local = at.toPlainDateTime();
  const readings = (['earlier', 'later'] as const).map((disambiguation) =>
    local.toZonedDateTime(at.timeZoneId, { disambiguation }),
  );
  const isTwice =
    readings.every((reading) => reading.toPlainDateTime().equals(local)) && readings[0]?.offset !== readings[1]?.offset;
  return `${local.toPlainTime().toString({ smallestUnit: 'minute' })}${isTwice ? at.offset : ''}`;
}

/** `3 days`, `1 day`. */
export function toDaysText(days: number): string {
  return days === 1 ? '1 day' : `${days} days`;
}

/** An instant as the calendar and the clocks of a zone show it. */
export function toZoned(atMs: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(Math.min(atMs, limitMs)).toZonedDateTimeISO(zone);
}
