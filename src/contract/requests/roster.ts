/** What may be asked of the roster of a maintenance. */
import { z } from 'zod';
import { personIdSchema, roleSchema } from '../../core/roster/names.ts';
import { shiftSchema } from '../../core/roster/roster.ts';
import { zoneSchema } from '../../core/schedule/window.ts';
import { calendarQuestionSchema, importedEventSchema } from '../people-shapes.ts';
import { bytesBase64, command, draftCommand, maintenance, type RequestShape } from '../request-shape.ts';

/** An attendee's address or name, a summary, or a zone, as the calendar file has it. */
const calendarWord = z.string().min(1).max(1_000);

export const rosterRequests = {
  'roster.involve': {
    does: 'Puts people of the address book on the roster, several at once, or refreshes what the roster knows of them.',
    right: 'draft',
    input: z.strictObject({ maintenance, people: z.array(personIdSchema).min(1).max(1_000) }),
    output: z.strictObject({ seq: z.int() }),
  },
  'roster.importShifts': {
    does: 'Reads shifts from an iCalendar file: near the window, recurrences resolved. Says of each event what was understood, and asks what it leaves open. Only a file without an open question is written, unless the rest is to be left out.',
    right: 'draft',
    input: z.strictObject({
      maintenance,
      file: z.string().max(1_000),
      content: bytesBase64,
      /** Who is meant by an attendee's address or name, or by a summary. Addresses and names of the address book are known. */
      people: z
        .array(z.strictObject({ key: calendarWord, person: personIdSchema }))
        .max(10_000)
        .default([]),
      /** Which role a summary or a category stands for. */
      roles: z
        .array(z.strictObject({ key: calendarWord, role: roleSchema }))
        .max(1_000)
        .default([]),
      /** The role of every event of which none is known. */
      role: roleSchema.optional(),
      /** Which zone a name of the file stands for; `floating` for times that name none. */
      zones: z
        .array(z.strictObject({ key: calendarWord, zone: zoneSchema }))
        .max(100)
        .default([]),
      /** Which instant a local time stands for that the clocks showed twice or never. */
      times: z
        .array(z.strictObject({ key: calendarWord, atMs: z.int().min(0) }))
        .max(1_000)
        .default([]),
      /** How far before and after the window events are taken from. */
      aroundMs: z
        .int()
        .min(0)
        .max(31 * 24 * 3_600_000)
        .default(24 * 3_600_000),
      /** `add` keeps the shifts there are; `replace` takes them away first. */
      mode: z.enum(['add', 'replace']).default('add'),
      /** Events that ask or are refused are left out, and the others are written. */
      leavesOutTheRest: z.boolean().default(false),
      isDryRun: z.boolean().default(false),
    }),
    output: z.strictObject({
      events: z.array(importedEventSchema),
      questions: z.array(calendarQuestionSchema),
      /** The shifts that were understood. */
      shifts: z.array(shiftSchema),
      /** Those who would be or were put on the roster with them. */
      involves: z.array(personIdSchema),
      /** What the roster would refuse, in words: overlapping shifts of one person. */
      problems: z.array(z.string()),
      isWritten: z.boolean(),
    }),
  },
  'roster.exportShifts': {
    does: 'Writes the shifts of a maintenance as an iCalendar file.',
    right: 'read',
    input: z.strictObject({ maintenance }),
    output: z.strictObject({ file: z.string(), calendar: z.string() }),
  },
  'roster.release': draftCommand('Takes somebody off the roster, with their shifts and duties.', 'release'),
  'roster.setShifts': draftCommand('Sets who is on duty when.', 'set-shifts'),
  'roster.assignDuties': draftCommand('Says who leads, who owns the notices and who the validation.', 'assign-duties'),
  'roster.checkIn': command('Says that somebody is there.', 'check-in'),
  'roster.unavailable': command(
    'Says that somebody is not available, from now or from an instant.',
    'report-unavailable',
  ),
  'roster.available': command('Says that somebody is available again.', 'report-available'),
  'roster.offerHandOver': command('Offers a shift or the lead to somebody else.', 'offer-hand-over'),
  'roster.acceptHandOver': command('Takes over what was offered.', 'accept-hand-over'),
  'roster.declineHandOver': command('Does not take over what was offered.', 'decline-hand-over'),
  'roster.claim': command('Says what somebody works on, with a goal and its allotted time.', 'claim'),
  'roster.endClaim': command('Says that somebody has ended what they worked on.', 'end-claim'),
  'roster.continue': command('Records what the remaining members decided after a drop-out.', 'decide-continuation'),
} as const satisfies Record<string, RequestShape>;
