/** The shifts of a maintenance after its window has moved: everybody is there at the same hours of it as before. */
import type { Window } from '../schedule/window.ts';
import type { Shift } from './roster.ts';

/** As much later or earlier as the start. One that would then begin before any calendar stays where it is. */
export function toMovedShifts(
  shifts: readonly Shift[],
  from: Pick<Window, 'startMs'>,
  to: Pick<Window, 'startMs'>,
): Shift[] {
  const byMs = to.startMs - from.startMs;
  return shifts.map((shift) =>
    shift.fromMs + byMs < 0 ? shift : { ...shift, fromMs: shift.fromMs + byMs, toMs: shift.toMs + byMs },
  );
}
