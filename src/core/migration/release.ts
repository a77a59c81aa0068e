/** A maintenance release: which migrations of an environment a maintenance carries out, each bound to its content (`REL-1`). */
import { z } from 'zod';
import { environmentNameSchema, iacVersionSchema } from '../environment/environment.ts';
import { stepIdSchema } from '../ids.ts';

export const migrationIdSchema = z.string().trim().min(1).max(300);

export const releaseSchema = z.strictObject({
  environment: environmentNameSchema,
  fromVersion: iacVersionSchema.optional(),
  toVersion: iacVersionSchema,
  /** In the order they are run. */
  migrations: z
    .array(
      z.strictObject({
        /** What the catalogue calls it. */
        id: migrationIdSchema,
        sequence: z.int().min(0),
        /** Of the script as the catalogue had it when the release was made. */
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
        /** Of what undoes it, where there is a script that does. */
        undoSha256: z
          .string()
          .regex(/^[0-9a-f]{64}$/)
          .optional(),
        step: stepIdSchema,
      }),
    )
    .max(2_000),
  /** The environment it is a rehearsal for (`REL-10`). */
  isRehearsalOf: environmentNameSchema.optional(),
});
export type Release = z.infer<typeof releaseSchema>;
