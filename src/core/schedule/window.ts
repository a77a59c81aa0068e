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

export function isKnownZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    // Offsets such as “+02:00” are taken by Intl, but are no zone: they know no summer.
    return !/^[+-]/.test(zone);
  } catch {
    return false;
  }
}

/** Same instants; the zone only says how they are shown. */
export function isSameWindow(a: Pick<Window, 'startMs' | 'endMs'>, b: Pick<Window, 'startMs' | 'endMs'>): boolean {
  return a.startMs === b.startMs && a.endMs === b.endMs;
}
