/** What the engine reports of its effects; never offered to a screen. The data are those of the event that follows. */
import { z } from 'zod';
import { hostNameSchema, taskIdSchema } from '../../ids.ts';
import { contactEventSchemas } from '../events/contact-events.ts';
import { recordEventSchemas } from '../events/record-events.ts';
import { stepEventSchemas } from '../events/step-events.ts';

export const engineCommandSchemas = {
  await: stepEventSchemas['step-awaited'],
  elapse: stepEventSchemas['wait-elapsed'],
  intend: z.strictObject({ task: taskIdSchema, bootId: z.string().optional() }),
  dispatch: stepEventSchemas['attempt-dispatched'],
  'report-started': stepEventSchemas['attempt-started'],
  'report-ended': stepEventSchemas['attempt-ended'].omit({ isSuccess: true }),
  'report-unknown': stepEventSchemas['attempt-became-unknown'],
  'report-found': stepEventSchemas['attempt-found'],
  'time-out': z.strictObject({ task: taskIdSchema, attempt: z.int().min(1) }),
  'report-contact': z.strictObject({
    host: hostNameSchema,
    isLost: z.boolean(),
    message: z.string(),
    afterMs: z.int().min(0),
  }),
  'report-trusted': contactEventSchemas['host-key-trusted'],
  'report-rehearsal': recordEventSchemas['rehearsal-linked'],
  'hold-recovered': z.strictObject({ reason: z.string() }),
} as const;
