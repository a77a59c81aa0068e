/** What became of an attempt, as far as its host or Drydock can say. */
import { z } from 'zod';
import { words } from './fields.ts';

/** How an attempt ended, by the word of its host. */
export const verdictSchema = z.discriminatedUnion('kind', [
  /** The script ended by itself: status 0–255. `unmet` lists the parts of the expectation that did not hold. */
  z.strictObject({ kind: z.literal('exited'), status: z.int().min(0).max(255), unmet: z.array(words).max(100) }),
  z.strictObject({ kind: z.literal('signalled'), signal: z.string().min(1).max(20) }),
  z.strictObject({ kind: z.literal('timed-out'), afterMs: z.int().min(1) }),
  z.strictObject({ kind: z.literal('cancelled') }),
  /** It provably never began: no connection, wrong key, claim refused. `failure` is the failure's kind. */
  z.strictObject({ kind: z.literal('not-started'), failure: z.string().min(1).max(100), message: words }),
]);
export type Verdict = z.infer<typeof verdictSchema>;

/** Why nobody knows, as far as it is known. */
export const uncertaintySchema = z.strictObject({
  kind: z.enum(['contact-lost', 'spool-gone', 'rebooted', 'process-gone', 'end-not-proven']),
  message: words,
});
export type Uncertainty = z.infer<typeof uncertaintySchema>;
