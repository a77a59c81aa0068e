/** What people may say to each other in a maintenance, and mark as seen. */
import { z } from 'zod';
import { fileLimitCharacters } from '../../core/approval/files.ts';
import { commentLimits, subjectSchema } from '../../core/comment/comment.ts';
import { maintenanceIdSchema } from '../../core/ids.ts';
import { personIdSchema } from '../../core/roster/names.ts';
import { command, type RequestShape } from '../request-shape.ts';

const content = z.string().min(1).max(fileLimitCharacters);

export const commentRequests = {
  'comment.add': command(
    'Says something to the others: about a line, an event, a step or a notice, or in answer to a comment. `@id` of somebody on the roster tells them.',
    'comment',
  ),
  'comment.seen': command('Marks lines, events, steps, notices or comments as seen by whoever asks.', 'mark-seen'),
  'comment.onBundle': {
    does: 'Says something on a bundle, or marks of it as seen, where its maintenance is not: answers the file, signed with this console’s key, that carries it back. Changes nothing here.',
    right: 'lead',
    writes: false,
    input: z.strictObject({
      /** The bundle’s whole path. It has to be whole, and as it was signed. */
      bundle: z.string().min(1).max(4_096),
      /** The file this goes on with, as this console signed it. */
      remarks: content.optional(),
      /** What is said; without it, `about` is marked as seen. */
      text: z.string().trim().min(1).max(commentLimits.characters).optional(),
      about: subjectSchema.optional(),
    }),
    output: z.strictObject({ file: z.string(), content: z.string(), remarks: z.int() }),
  },
  'comment.import': {
    does: 'Takes what somebody said on a bundle into the journal, in its order and as theirs, once its signature is that of a key trusted for exactly that person. What came before is passed over.',
    right: 'lead',
    input: z.strictObject({ content }),
    output: z.strictObject({
      seq: z.int(),
      maintenance: maintenanceIdSchema,
      person: personIdSchema,
      /** Of that person, in the address book here. */
      name: z.string(),
      /** Comments and marks that were new. */
      merged: z.int(),
    }),
  },
} as const satisfies Record<string, RequestShape>;
