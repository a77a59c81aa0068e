/** The recurring window of an environment: on which days, at what local time, for how long (`REL-3`). */
import { z } from 'zod';
import { zoneSchema } from '../schedule/window.ts';

export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export const weekdaySchema = z.enum(weekdays);
export type Weekday = z.infer<typeof weekdaySchema>;

/** Which weeks: every so many from a first date on, or the nth of its kind in the month (-1: the last). */
const rhythmSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('weekly'),
    everyWeeks: z.int().min(1).max(52).default(1),
    /** A date in the first of those weeks, which begin on Monday; needed where it is not every week. */
    from: z.iso.date().optional(),
  }),
  z.strictObject({
    kind: z.literal('monthly'),
    nth: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5), z.literal(-1)]),
  }),
]);

export const windowRuleSchema = z
  .strictObject({
    weekdays: z.array(weekdaySchema).min(1).max(7),
    rhythm: rhythmSchema.default({ kind: 'weekly', everyWeeks: 1 }),
    /** What the clocks of the zone show when it begins: `02:30`. */
    at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day is written as 02:30'),
    zone: zoneSchema,
    lengthMinutes: z.int().min(5).max(10_080),
    /** Due migrations run in it by themselves, if the console is running and every `must` holds. */
    isAutomatic: z.boolean().default(false),
  })
  .refine(({ weekdays: days }) => new Set(days).size === days.length, {
    path: ['weekdays'],
    error: 'a weekday is named twice',
  })
  .refine(({ rhythm }) => rhythm.kind !== 'weekly' || rhythm.everyWeeks === 1 || rhythm.from !== undefined, {
    path: ['rhythm', 'from'],
    error: 'say from which week it counts',
  });
export type WindowRule = z.infer<typeof windowRuleSchema>;

const nthWords: Readonly<Record<string, string>> = { 1: '1st', 2: '2nd', 3: '3rd', 4: '4th', 5: '5th', '-1': 'last' };

/** `Every Sunday at 02:30 Europe/Berlin, for 120 minutes`. */
export function toWindowRuleText({ weekdays: days, rhythm, at, zone, lengthMinutes }: WindowRule): string {
  const named = weekdays.filter((day) => days.includes(day)).map((day) => `${day[0]?.toUpperCase()}${day.slice(1)}`);
  const list = named.length === 1 ? named[0] : `${named.slice(0, -1).join(', ')} and ${named.at(-1)}`;
  const when =
    rhythm.kind === 'monthly'
      ? `The ${nthWords[rhythm.nth]} ${list} of the month`
      : rhythm.everyWeeks === 1
        ? `Every ${list}`
        : `Every ${rhythm.everyWeeks} weeks on ${list}`;
  return `${when} at ${at} ${zone}, for ${lengthMinutes} minutes`;
}
