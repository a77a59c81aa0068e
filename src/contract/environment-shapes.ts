/** Shapes of environments as they are shown. */
import { z } from 'zod';
import { environmentSchema } from '../core/environment/environment.ts';

/** An environment, with the version of the document that a change is made from. */
export const environmentRecordSchema = z.strictObject({
  environment: environmentSchema,
  version: z.int().min(1),
  savedAtMs: z.int(),
  savedBy: z.string(),
});
export type EnvironmentRecord = z.infer<typeof environmentRecordSchema>;
