/** A maintenance release: which migrations of an environment a maintenance carries out, each bound to its content (`REL-1`). */
import { z } from 'zod';
import { environmentNameSchema, iacVersionSchema } from '../environment/environment.ts';
import { maintenanceIdSchema, stepIdSchema } from '../ids.ts';

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
  /** What they say of it, all together; absent in one of before that was kept. */
  downtime: z.strictObject({ partialMinutes: z.int(), fullMinutes: z.int(), unknown: z.int() }).optional(),
  /** Whom to contact when it has failed, as the environment had it when it was made. */
  contact: z.string().max(1_000).optional(),
  /** The console made it for the recurring window, or to tell what is pending; it takes it back once something else is due. */
  isMadeByItself: z.boolean().optional(),
  /** The environment it is a rehearsal for (`REL-10`). */
  isRehearsalOf: environmentNameSchema.optional(),
});
export type Release = z.infer<typeof releaseSchema>;

/** The rehearsal of a release on the staging twin, as it was linked to it (`REL-10`). */
export const rehearsalLinkSchema = z.strictObject({
  maintenance: maintenanceIdSchema,
  title: z.string().min(1).max(500),
  environment: environmentNameSchema,
  endedAtMs: z.int().min(0),
  /** Over the contents of its migrations in their order: the same as the release’s own, or it counts no more. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});
export type RehearsalLink = z.infer<typeof rehearsalLinkSchema>;
