/** The kinds of change a team knows, and the validations each typically brings (`CHG-3`). */
import { z } from 'zod';
import { hostNameSchema } from '../ids.ts';
import { expectationSchema, limits } from '../plan/plan.ts';
import { toStepId } from '../plan/step-id.ts';
import { partIdSchema } from '../roster/names.ts';

const text = z.string().trim().min(1).max(1_000);

export const presetItemSchema = z.strictObject({
  id: partIdSchema.max(32),
  text,
  /** A script that answers it: it becomes a check step of the plan's verify phase. */
  check: z
    .strictObject({
      script: z.string().min(1).max(limits.scriptBytes),
      hosts: z.array(hostNameSchema).max(limits.hostsPerStep),
      expectation: expectationSchema,
      timeoutMs: z.int().min(1).max(limits.durationMs).optional(),
    })
    .optional(),
});
export type PresetItem = z.infer<typeof presetItemSchema>;

/** A change category with its typical validations. */
export const presetSchema = z.strictObject({
  id: partIdSchema.max(31),
  name: z.string().trim().min(1).max(200),
  items: z
    .array(presetItemSchema)
    .max(100)
    .refine((items) => new Set(items.map(({ id }) => id)).size === items.length, 'two items have the same id'),
});
export type Preset = z.infer<typeof presetSchema>;

export const presetsSchema = z
  .array(presetSchema)
  .max(20)
  .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'two categories have the same id');

/** An id for a new category or validation, from what it is called: short enough that both together are an item's id. */
export function toPresetId(name: string, taken: ReadonlySet<string>): string {
  return toStepId(name.slice(0, 27), taken);
}
