/** What may be asked of the log of a maintenance: rows, positions, searches. */
import { z } from 'zod';
import { maintenance, nothing, type RequestShape } from '../request-shape.ts';
import { logFilterSchema, logRowSchema, searchQuerySchema } from '../shapes.ts';

export const logRequests = {
  'log.window': {
    does: 'Reads rows of the log under a filter. A negative `from` counts from the end.',
    right: 'read',
    input: z.strictObject({
      maintenance,
      filter: logFilterSchema.default({}),
      from: z.int(),
      count: z.int().min(0).max(2_000),
    }),
    /** `total` rows stand under the filter now; `head` is how far the output is, as the notice of that name tells it. */
    output: z.strictObject({ total: z.int(), rows: z.array(logRowSchema), head: z.int() }),
  },
  'log.locate': {
    does: 'Finds the position, under a filter, of a row or an event (or of the next one after it that the filter lets through).',
    right: 'read',
    input: z.strictObject({
      maintenance,
      filter: logFilterSchema.default({}),
      kind: z.enum(['output', 'event']),
      at: z.int().min(0),
    }),
    output: z.strictObject({ position: z.int() }),
  },
  'log.search': {
    does: 'Starts a search from the newest row back; hits come as notices. One search a connection: a new one ends the last.',
    right: 'read',
    input: z.strictObject({
      maintenance,
      search: z.string().max(64),
      query: searchQuerySchema,
      filter: logFilterSchema.default({}),
      limit: z.int().min(1).max(10_000).default(1_000),
    }),
    output: nothing,
  },
  'log.stopSearch': {
    does: 'Ends a search.',
    right: 'read',
    input: z.strictObject({ search: z.string().max(64) }),
    output: nothing,
  },
} as const satisfies Record<string, RequestShape>;
