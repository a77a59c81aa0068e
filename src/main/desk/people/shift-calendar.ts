/** The shifts of a maintenance as an iCalendar file, which `roster.importShifts` takes back. */
import { ICalCalendar } from 'ical-generator';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { toName } from '../../../core/roster/roster.ts';

/** @param nowMs when it is written */
export function toShiftCalendar({ id, title, roster }: MaintenanceState, nowMs: number): string {
  const calendar = new ICalCalendar({ name: title, prodId: '//Drydock//Shifts//EN' });
  for (const shift of roster.shifts) {
    const name = toName(roster, shift.person);
    calendar.createEvent({
      id: `${shift.id}@${id}.drydock`,
      stamp: new Date(nowMs),
      start: new Date(shift.fromMs),
      end: new Date(shift.toMs),
      summary: `${name} (${shift.role})`,
      // By these it comes back as it was, whoever else is called so.
      x: [
        { key: 'X-DRYDOCK-PERSON', value: shift.person },
        { key: 'X-DRYDOCK-ROLE', value: shift.role },
      ],
    });
  }
  return calendar.toString();
}
