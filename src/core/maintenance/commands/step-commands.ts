/** What a person may do to one step of a run. */
import { z } from 'zod';
import { taskIdSchema } from '../../ids.ts';
import { reason } from '../events/fields.ts';

const task = taskIdSchema;

export const stepCommandSchemas = {
  confirm: z.strictObject({ task, typed: z.string().max(500) }),
  done: z.strictObject({ task, note: z.string().max(10_000).optional() }),
  'not-done': z.strictObject({ task, reason }),
  skip: z.strictObject({ task, reason }),
  retry: z.strictObject({ task, reason: z.string().max(10_000).optional() }),
  mark: z.strictObject({ task, word: z.enum(['ran', 'did-not-run', 'new-attempt']), reason }),
  cancel: z.strictObject({ task }),
} as const;
