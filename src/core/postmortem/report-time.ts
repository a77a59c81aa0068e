/** How instants stand in a report: to the minute, by the clocks of its zone, with their offset. */
import { toLocalTimeText } from '../schedule/local-time.ts';

/** `2026-10-25 02:30+02:00` */
export function toMinuteText(atMs: number, zone: string): string {
  return toLocalTimeText(Math.floor(atMs / 60_000) * 60_000, zone);
}
