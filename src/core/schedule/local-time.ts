/**
 * Turns what a clock on a wall shows into an instant. Where the clocks are set back a time comes twice, and where they
 * are set forward it never comes: neither is guessed, both readings are named so that a person can choose.
 */
import { Temporal } from 'temporal-polyfill';
import { type Failure, fail, type Result, succeed } from '../result.ts';
import { isKnownZone } from './window.ts';

export interface LocalTimeReading {
  readonly atMs: number;
  /** With its offset, as `parseLocalTime` takes it: `2026-10-25 02:30+02:00`. */
  readonly text: string;
}

export type LocalTimeFailure =
  | Failure<'bad-local-time' | 'unknown-zone'>
  | (Failure<'ambiguous-local-time' | 'skipped-local-time'> & {
      /** What it may mean, the earlier first. */
      readonly readings: readonly LocalTimeReading[];
    });

const form = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(Z|[+-]\d\d:\d\d)?$/;

/**
 * @param text `2026-10-25 02:30` or with a `T`, seconds if need be; an offset behind it (`+02:00`, `Z`) says which of two
 * readings is meant, and must be one that the zone has then
 * @param zone an IANA zone
 * @returns UTC milliseconds
 */
export function parseLocalTime(text: string, zone: string): Result<number, LocalTimeFailure> {
  if (!isKnownZone(zone)) {
    return fail('unknown-zone', `There is no time zone “${zone}”.`, {
      advice: 'Name one such as Europe/Berlin, or UTC.',
    });
  }
  const [, date, time, offset] = form.exec(text.trim()) ?? [];
  const local = date === undefined || time === undefined ? undefined : toPlain(`${date}T${time}`);
  if (local === undefined) {
    return fail('bad-local-time', `“${text}” is not a date and a time.`, { advice: 'Write it as 2026-10-25 02:30.' });
  }
  const readings = readingsOf(local, zone);
  const [only, second] = readings;
  if (offset !== undefined) return chooseByOffset(text, local, offset, zone);
  if (only !== undefined && second === undefined) return succeed(only.atMs);
  const isSkipped = only === undefined;
  const named = isSkipped ? readingsAround(local, zone) : readings;
  const says = isSkipped ? 'does not exist' : 'comes twice';
  const why = isSkipped ? 'the clocks are set forward over it' : 'the clocks are set back';
  return {
    ok: false,
    failure: {
      kind: isSkipped ? 'skipped-local-time' : 'ambiguous-local-time',
      message: `${toText(local)} ${says} in ${zone}: ${why}.`,
      advice: `Say which is meant: ${named.map((reading) => reading.text).join(' or ')}.`,
      readings: named,
    },
  };
}

/** What the clocks of a zone show at an instant, with the offset: `2026-10-25 02:30+02:00`. */
export function toLocalTimeText(atMs: number, zone: string): string {
  const at = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone);
  return `${toText(at.toPlainDateTime())}${at.offset}`;
}

/** The same without the offset, unless it would then be another instant or none. */
export function toShortLocalTimeText(atMs: number, zone: string): string {
  const whole = toLocalTimeText(atMs, zone);
  const short = whole.slice(0, -'+02:00'.length);
  const parsed = parseLocalTime(short, zone);
  return parsed.ok && parsed.value === atMs ? short : whole;
}

function toPlain(text: string): Temporal.PlainDateTime | undefined {
  try {
    return Temporal.PlainDateTime.from(text, { overflow: 'reject' });
  } catch {
    return undefined;
  }
}

/** The instants at which the zone's clocks show it: none, one or two. */
function readingsOf(local: Temporal.PlainDateTime, zone: string): readonly LocalTimeReading[] {
  return readingsAround(local, zone).filter(({ atMs }) => isShown(local, atMs, zone));
}

function isShown(local: Temporal.PlainDateTime, atMs: number, zone: string): boolean {
  return Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone).toPlainDateTime().equals(local);
}

/** By the offset before and by that after a change of the clocks; one where nothing changes. */
function readingsAround(local: Temporal.PlainDateTime, zone: string): readonly LocalTimeReading[] {
  const earlier = local.toZonedDateTime(zone, { disambiguation: 'earlier' }).epochMilliseconds;
  const later = local.toZonedDateTime(zone, { disambiguation: 'later' }).epochMilliseconds;
  const instants = earlier === later ? [earlier] : [earlier, later];
  return instants.map((atMs) => ({ atMs, text: toLocalTimeText(atMs, zone) }));
}

function chooseByOffset(
  text: string,
  local: Temporal.PlainDateTime,
  offset: string,
  zone: string,
): Result<number, LocalTimeFailure> {
  const atMs = Date.parse(`${local.toString({ smallestUnit: 'second' })}${offset}`);
  if (offset === 'Z' || isShown(local, atMs, zone)) return succeed(atMs);
  const real = Number.isNaN(atMs) ? '' : ` At that instant its clocks show ${toLocalTimeText(atMs, zone)}.`;
  return fail('bad-local-time', `${zone} never has ${text.trim()}.${real}`, {
    advice: 'Leave the offset out, or give the one the zone has then.',
  });
}

function toText(local: Temporal.PlainDateTime): string {
  const smallestUnit = local.second === 0 ? 'minute' : 'second';
  return local.toString({ smallestUnit }).replace('T', ' ');
}
