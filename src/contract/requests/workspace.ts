/** What may be asked of the workspace as a whole. */
import { z } from 'zod';
import { nothing, type RequestShape } from '../request-shape.ts';
import { hostContactSchema, promptSchema } from '../shapes.ts';

export const workspaceRequests = {
  'workspace.show': {
    does: 'Says which workspace this is, who writes to it, and how it fares.',
    right: 'read',
    input: nothing,
    output: z.strictObject({
      path: z.string(),
      version: z.string(),
      user: z.string(),
      isReadOnly: z.boolean(),
      /** Why it is read-only: another console holds it, the file is damaged, … in words, with what to do. */
      readOnlyBecause: z.string().optional(),
      holder: z.strictObject({ name: z.string(), pid: z.int(), sinceMs: z.int() }).optional(),
      lastWriteAtMs: z.int().optional(),
      sizeBytes: z.int(),
      contacts: z.array(hostContactSchema),
      prompts: z.array(promptSchema),
      isPracticeOffered: z.boolean(),
    }),
  },
  'workspace.check': {
    does: 'Looks through the whole workspace for damage: the file, and the chain of every journal.',
    right: 'read',
    input: nothing,
    output: z.discriminatedUnion('isSound', [
      z.strictObject({ isSound: z.literal(true), journals: z.int() }),
      z.strictObject({ isSound: z.literal(false), message: z.string(), advice: z.string() }),
    ]),
  },
  'workspace.backup': {
    does: 'Writes a copy of the whole workspace to a new file; refuses to overwrite.',
    right: 'lead',
    writes: false,
    input: z.strictObject({ file: z.string().min(1).max(4_096) }),
    output: z.strictObject({ file: z.string(), sizeBytes: z.int() }),
  },
} as const satisfies Record<string, RequestShape>;
