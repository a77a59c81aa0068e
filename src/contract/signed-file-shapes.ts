/** Shapes of the signed files that travel between consoles, and of what is known of a signer. */
import { z } from 'zod';
import { fileLimitCharacters } from '../core/approval/files.ts';
import { personIdSchema } from '../core/roster/names.ts';
import { personKeySchema } from '../core/roster/person.ts';

export const signedContent = z.string().min(1).max(fileLimitCharacters);
/** A file to be handed over: what it may be called, and the whole of its text. */
export const signedFile = z.strictObject({ file: z.string(), content: z.string() });

/** What is known of the key a file was signed with. */
export const signerSchema = z.strictObject({
  fingerprint: personKeySchema.shape.fingerprint,
  publicKey: z.string(),
  /** `own`: this very console's. `trusted`: a person's, by an earlier word. `unknown`: nobody has said whose it is. */
  standing: z.enum(['own', 'trusted', 'unknown']),
  /** Whose it is believed to be. */
  person: z.strictObject({ id: personIdSchema, name: z.string() }).optional(),
});
