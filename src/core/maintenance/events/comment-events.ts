/** What people say to each other in a maintenance, and what they have seen. */
import { z } from 'zod';
import { commentLimits, mentionsSchema, subjectSchema } from '../../comment/comment.ts';
import { elsewhereSchema } from '../../comment/remarks.ts';
import { taskIdSchema } from '../../ids.ts';
import { partIdSchema } from '../../roster/names.ts';

export const commentEventSchemas = {
  'comment-added': z.strictObject({
    comment: partIdSchema,
    text: z.string().trim().min(1).max(commentLimits.characters),
    /** None: the maintenance as a whole. */
    about: subjectSchema.optional(),
    /** The people of the roster it names: what it notifies. */
    mentions: mentionsSchema,
    /** The task it is about, where it is: so the log’s filter finds it. */
    task: taskIdSchema.optional(),
    /** It was said on a bundle, and came back in a signed file. */
    elsewhere: elsewhereSchema.optional(),
  }),
  'marked-seen': z.strictObject({
    about: z.array(subjectSchema).min(1).max(commentLimits.seenAtOnce),
    elsewhere: elsewhereSchema.optional(),
  }),
} as const;
