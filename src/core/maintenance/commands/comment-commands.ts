/** What a person may say to the others of a maintenance, and mark as seen. */
import type { z } from 'zod';
import { commentEventSchemas } from '../events/comment-events.ts';

export const commentCommandSchemas = {
  /** Who is named in it is found in the text: `@` and an id of the roster. */
  comment: commentEventSchemas['comment-added'].omit({ mentions: true, task: true }),
  'mark-seen': commentEventSchemas['marked-seen'],
} as const satisfies Record<string, z.ZodType>;
