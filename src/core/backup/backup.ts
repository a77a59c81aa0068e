/** The backups one maintenance depends on, so far as people have said: when they began, how far they are, where they and their copies lie. */
import { z } from 'zod';
import { hostNameSchema } from '../ids.ts';
import type { Actor } from '../maintenance/actor.ts';
import { partIdSchema } from '../roster/names.ts';

const words = z.string().trim().max(1_000);

export const backupSchema = z.strictObject({
  id: partIdSchema,
  /** Which data. */
  what: words.min(1),
  /** The host it is stored on, where that is one of the workspace's. */
  storedOn: hostNameSchema.optional(),
  /** Where exactly, in words or as a path. */
  place: words.min(1),
  startedAtMs: z.int().min(0).optional(),
  percent: z.number().min(0).max(100),
  /** An external, redundant copy: where, and by whom (`POL-14`). */
  copies: z.array(z.strictObject({ where: words.min(1), by: words.min(1) })).max(20),
});
export type Backup = z.infer<typeof backupSchema>;

export interface BackupSet {
  /** Each with who said it last, and when. */
  readonly backups: readonly (Backup & { readonly saidBy: Actor; readonly saidAtMs: number })[];
  /** Why this maintenance depends on none. */
  readonly none?: { readonly reason: string; readonly by: Actor; readonly atMs: number };
}

export const noBackups: BackupSet = { backups: [] };
