/** What a person may say to the others of a maintenance, and mark as seen. */
import { z } from 'zod';
import { remarkSchema, remarksLimit } from '../../comment/remarks.ts';
import { commentEventSchemas } from '../events/comment-events.ts';

export const commentCommandSchemas = {
  /** Who is named in it is found in the text: `@` and an id of the roster. */
  comment: commentEventSchemas['comment-added'].omit({ mentions: true, task: true, elsewhere: true }),
  'mark-seen': commentEventSchemas['marked-seen'].omit({ elsewhere: true }),
  /** What its person said on a bundle, once its signature was proved. What is known already is passed over. */
  'merge-remarks': z.strictObject({
    remarks: z.array(remarkSchema).min(1).max(remarksLimit),
    fingerprint: z.string().max(100),
  }),
} as const satisfies Record<string, z.ZodType>;
