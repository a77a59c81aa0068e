/** A window: start and end instant, and the time zone a person chose it in. */
import { z } from 'zod';

/** An IANA zone this machine knows, `Europe/Berlin`; `UTC` is one. */
export const zoneSchema = z
  .string()
  .max(100)
  .refine(isKnownZone, { error: ({ input }) => `there is no time zone “${String(input)}”` });

export const windowSchema = z
  .strictObject({ startMs: z.int().min(0), endMs: z.int().min(0), zone: zoneSchema })
  .refine(({ startMs, endMs }) => endMs > startMs, 'a window ends after it starts')
  .refine(({ startMs, endMs }) => endMs - startMs <= 31 * 24 * 3_600_000, 'a window is at most 31 days long');
export type Window = z.infer<typeof windowSchema>;

/** Asking Intl takes some 50 µs, which an address book of 10,000 people is not to wait for. There are about 600 zones. */
const knownZones = new Set<string>();
const knownZonesLimit = 2_000;

export function isKnownZone(zone: string): boolean {
  if (knownZones.has(zone)) return true;
  // Offsets such as “+02:00” are taken by Intl, but are no zone: they know no summer.
  if (/^[+-]/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    if (knownZones.size < knownZonesLimit) knownZones.add(zone);
    return true;
  } catch {
    return false;
  }
}

/** Where an instant lies outside a window, and how far; `undefined` within it. A window's end is its first instant outside. */
export function toOutside(
  { startMs, endMs }: Pick<Window, 'startMs' | 'endMs'>,
  atMs: number,
): { readonly side: 'before' | 'after'; readonly byMs: number } | undefined {
  if (atMs < startMs) return { side: 'before', byMs: startMs - atMs };
  return atMs < endMs ? undefined : { side: 'after', byMs: atMs - endMs };
}

/** Same instants; the zone only says how they are shown. */
export function isSameWindow(a: Pick<Window, 'startMs' | 'endMs'>, b: Pick<Window, 'startMs' | 'endMs'>): boolean {
  return a.startMs === b.startMs && a.endMs === b.endMs;
}
