/** How spans and instants are written, everywhere the same: spans by their two largest units, instants in the reader's zone with UTC beside. */
import type { Window } from '../../../core/schedule/window.ts';

const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
] as const;

/** A span in its two largest units: `2 h 5 m`, `40 s`, `350 ms`. A negative span is written as its size. */
export function toSpanText(spanMs: number): string {
  const sizeMs = Math.abs(Math.round(spanMs));
  if (sizeMs < 1_000) return `${sizeMs} ms`;
  const parts: string[] = [];
  let restMs = sizeMs;
  for (const [letter, unitMs] of units) {
    const count = Math.floor(restMs / unitMs);
    restMs -= count * unitMs;
    if (count > 0) parts.push(`${count} ${letter}`);
    else if (parts.length > 0) break;
    if (parts.length === 2) break;
  }
  return parts.join(' ');
}

/** A running clock: `04:09`, `1:04:09`, `2 d 01:04:09`. */
export function toClockText(spanMs: number): string {
  const seconds = Math.max(0, Math.floor(spanMs / 1_000));
  const two = (count: number) => String(count).padStart(2, '0');
  const days = Math.floor(seconds / 86_400);
  const hours = Math.floor((seconds % 86_400) / 3_600);
  const tail = `${two(Math.floor((seconds % 3_600) / 60))}:${two(seconds % 60)}`;
  if (days > 0) return `${days} d ${two(hours)}:${tail}`;
  return hours > 0 ? `${hours}:${tail}` : tail;
}

/** How long ago, as a status line says it: `now` under two seconds, else `12 s ago`, `3 m ago`. */
export function toAgeText(ageMs: number): string {
  if (ageMs < 2_000) return 'now';
  const unit = units.find(([, unitMs]) => ageMs >= unitMs) ?? units[3];
  return `${Math.floor(ageMs / unit[1])} ${unit[0]} ago`;
}

/** `14:05:09`, in the reader's zone or the one named. */
export function toTimeText(atMs: number, zone?: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', ...zoneOption(zone) }).format(atMs);
}

/** `20 Nov 2026, 14:05`, in the reader's zone or the one named. */
export function toInstantText(atMs: number, zone?: string): string {
  const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', ...zoneOption(zone) });
  return format.format(atMs);
}

/** `14:05`, in the zone named. */
export function toMinuteText(atMs: number, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: zone }).format(atMs);
}

/** `20 Nov 2026, 22:00–23:30 Europe/Berlin`: a window as its zone's clocks show it, the end's date only where it is another. */
export function toWindowText({ startMs, endMs, zone }: Window): string {
  const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: zone });
  const isOneDay = day.format(startMs) === day.format(endMs);
  const end = isOneDay ? `–${toMinuteText(endMs, zone)}` : ` – ${toInstantText(endMs, zone)}`;
  return `${toInstantText(startMs, zone)}${end} ${zone}`;
}

/** What a time shows on hover: the exact instant in UTC. */
export function toUtcText(atMs: number): string {
  return `${new Date(atMs).toISOString().replace('T', ' ').replace('Z', '')} UTC`;
}

function zoneOption(zone: string | undefined): Intl.DateTimeFormatOptions {
  return zone === undefined ? {} : { timeZone: zone };
}
