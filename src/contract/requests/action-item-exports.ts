/** What may be asked of action items to take them to where a team tracks its work: addresses to follow, and issues made by an API. */
import { z } from 'zod';
import { trackerPlaceSchema } from '../../core/postmortem/tracker-place.ts';
import { partIdSchema } from '../../core/roster/names.ts';
import { maintenance, type RequestShape } from '../request-shape.ts';

/** Without any: those that are open and not tracked elsewhere yet. */
const items = z.array(partIdSchema).min(1).max(50).optional();
const sent = z.strictObject({
  maintenance,
  items,
  tracker: trackerPlaceSchema,
  /** Used for this alone, and kept nowhere. */
  token: z.string().min(1).max(2_000),
});

export const actionItemExportRequests = {
  'actionItem.links': {
    does: 'Writes action items as issues: title and text, and an address that opens the tracker with them filled in.',
    right: 'read',
    input: z.strictObject({ maintenance, items, tracker: trackerPlaceSchema }),
    output: z.array(z.strictObject({ item: partIdSchema, title: z.string(), body: z.string(), url: z.string() })),
  },
  'actionItem.send': {
    does: 'Makes issues of action items through the tracker’s API, each at most once, and notes in the report where they are.',
    right: 'lead',
    input: sent,
    output: z.array(
      z.strictObject({
        item: partIdSchema,
        outcome: z.enum(['made', 'was-there', 'refused', 'failed', 'unknown']),
        url: z.string().optional(),
        problem: z.string().optional(),
        /** The report says where it is. */
        isNoted: z.boolean(),
      }),
    ),
  },
  'actionItem.look': {
    does: 'Asks the tracker’s API how the issues of action items stand, those whose link leads to it. Changes nothing.',
    right: 'lead',
    writes: false,
    input: sent,
    output: z.array(
      z.strictObject({
        item: partIdSchema,
        url: z.string(),
        state: z.enum(['open', 'closed']).optional(),
        problem: z.string().optional(),
      }),
    ),
  },
} as const satisfies Record<string, RequestShape>;
