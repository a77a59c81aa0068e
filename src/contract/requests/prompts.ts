/** How the questions of a connection are answered. */
import { z } from 'zod';
import { nothing, type RequestShape } from '../request-shape.ts';

export const promptRequests = {
  'prompt.answer': {
    does: 'Answers a question of a connection (a password, a passphrase, a host key). Answers are never stored.',
    right: 'lead',
    input: z.strictObject({ prompt: z.string(), answers: z.array(z.string().max(100_000)).max(20).optional() }),
    output: nothing,
  },
} as const satisfies Record<string, RequestShape>;
