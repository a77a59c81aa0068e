/** What a person may do to one step of a run. */
import { z } from 'zod';
import { taskIdSchema } from '../../ids.ts';
import { personIdSchema } from '../../roster/names.ts';
import { reason, sha256 } from '../events/fields.ts';

const task = taskIdSchema;

export const stepCommandSchemas = {
  confirm: z.strictObject({ task, typed: z.string().max(500) }),
  /**
   * The second person’s word on exactly this command (`PREP-3`). At the leader’s console somebody of the roster says it there, by
   * name: `person`, with their name typed. Whoever came by an invite gives their own word, and names nobody.
   */
  countersign: z.strictObject({
    task,
    /** The hash of what was read. */
    command: sha256,
    person: personIdSchema.optional(),
    typed: z.string().max(500).optional(),
  }),
  /** The leader’s, once the second person’s word is there; with the host’s name typed where the step asks for that. */
  'go-on': z.strictObject({ task, typed: z.string().max(500).optional() }),
  done: z.strictObject({ task, note: z.string().max(10_000).optional() }),
  'not-done': z.strictObject({ task, reason }),
  skip: z.strictObject({ task, reason }),
  retry: z.strictObject({ task, reason: z.string().max(10_000).optional() }),
  mark: z.strictObject({ task, word: z.enum(['ran', 'did-not-run', 'new-attempt']), reason }),
  cancel: z.strictObject({ task }),
} as const;
