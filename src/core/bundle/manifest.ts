/** The manifest of a bundle: of which maintenance it is, as of when, and the hash of everything else in it. */
import { z } from 'zod';
import { maintenanceIdSchema, maintenanceTitleSchema } from '../ids.ts';
import { instantMs, sha256 } from '../maintenance/events/fields.ts';
import { personIdSchema } from '../roster/names.ts';
import { bundleLimits } from './layout.ts';

const count = z.int().min(0);

export const manifestSchema = z.strictObject({
  form: z.literal('drydock-bundle'),
  version: z.literal(1),
  maintenance: z.strictObject({ id: maintenanceIdSchema, title: maintenanceTitleSchema }),
  /** As it was then: `completed`, `running` … */
  status: z.string().min(1).max(40),
  /** Whether nothing more will run in it. A bundle of one that goes on has all of it until then. */
  isFinished: z.boolean(),
  madeAtMs: instantMs,
  madeBy: z.strictObject({ name: z.string().min(1).max(200), person: personIdSchema.optional() }),
  /** The version of Drydock that wrote it. */
  program: z.string().min(1).max(100),
  journal: z.strictObject({ events: count, lastHash: sha256 }),
  output: z.strictObject({
    rows: count,
    lastHash: sha256,
    /** In order, without a gap. `lastHash` is that of its last row in the chain of rows. */
    parts: z
      .array(z.strictObject({ name: z.string().max(40), row0: count, rows: z.int().min(1), lastHash: sha256 }))
      .max(bundleLimits.entries),
  }),
  /** Everything in the archive but for this one, in the order it lies there. */
  files: z
    .array(z.strictObject({ name: z.string().max(64), sizeBytes: count, sha256 }))
    .min(1)
    .max(bundleLimits.entries),
});
export type Manifest = z.infer<typeof manifestSchema>;
