/** What can be said of the backups a maintenance depends on, and what their tools and machines say. */
import { z } from 'zod';
import { backupSchema } from '../../backup/backup.ts';
import { checkDataSchema } from '../../backup/check.ts';
import { whereaboutsDataSchema } from '../../backup/whereabouts.ts';
import { partIdSchema } from '../../roster/names.ts';
import { reason } from './fields.ts';

export const backupEventSchemas = {
  'backup-recorded': z.strictObject({ backup: backupSchema }),
  'backup-removed': z.strictObject({ backup: partIdSchema }),
  'backup-checked': checkDataSchema,
  'backup-copy-confirmed': z.strictObject({ backup: partIdSchema, copy: partIdSchema, how: reason }),
  'whereabouts-read': whereaboutsDataSchema,
  /** What was found of it, or of its copy, is of something that is gone: what is there now is the backup. */
  'backup-renewed': z.strictObject({ backup: partIdSchema, copy: partIdSchema.optional(), reason }),
  'backups-declared-needless': z.strictObject({ reason }),
} as const;
