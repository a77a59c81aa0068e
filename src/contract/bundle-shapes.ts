/** What is known of a bundle that is read: of what it is, as of when, and who vouches for it. */
import { z } from 'zod';
import { signerSchema } from './signed-file-shapes.ts';

export const bundleFactsSchema = z.strictObject({
  /** Its name, without its folder. */
  file: z.string(),
  madeAtMs: z.int(),
  madeBy: z.string(),
  /** `false`: the maintenance went on when it was written. */
  isFinished: z.boolean(),
  /** What is beyond is the reader’s own. */
  events: z.int(),
  rows: z.int(),
  signer: signerSchema,
  /** How many events of the reader’s own are in the file they saved last. */
  saved: z.int(),
});
export type BundleFacts = z.output<typeof bundleFactsSchema>;
