/** What may be asked of the key of this console, and of the keys that are believed to be people's. */
import { z } from 'zod';
import { publicKeySchema } from '../../core/approval/files.ts';
import { personIdSchema } from '../../core/roster/names.ts';
import { personKeySchema } from '../../core/roster/person.ts';
import { personRecordSchema } from '../people-shapes.ts';
import { nothing, type RequestShape } from '../request-shape.ts';

const fingerprint = personKeySchema.shape.fingerprint;

export const identityRequests = {
  'identity.show': {
    does: 'Shows this console’s public key and fingerprint, and the line to hand to whoever is to trust it.',
    right: 'read',
    input: nothing,
    output: z.strictObject({
      fingerprint,
      publicKey: publicKeySchema,
      /** One line: the key and whose it says it is. */
      text: z.string(),
      /** Who sits at this console, where that is known. */
      person: personIdSchema.optional(),
    }),
  },
  'person.trustKey': {
    does: 'Believes a console’s key to be a person’s. The fingerprint is typed, as that person read it out from their own console.',
    right: 'lead',
    input: z.strictObject({
      person: personIdSchema,
      fingerprint: z.string().trim().max(200),
      /** The public key in base 64, or the line that `identity.show` gives. */
      key: z.string().trim().min(1).max(2_000),
    }),
    output: personRecordSchema,
  },
  'person.untrustKey': {
    does: 'Believes a key no more. What was said with it before stays in the journals.',
    right: 'lead',
    input: z.strictObject({ person: personIdSchema, fingerprint }),
    output: personRecordSchema,
  },
} as const satisfies Record<string, RequestShape>;
