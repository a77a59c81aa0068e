/** What can be said of the backups a maintenance depends on. */
import { z } from 'zod';
import { backupSchema } from '../../backup/backup.ts';
import { partIdSchema } from '../../roster/names.ts';
import { reason } from './fields.ts';

export const backupEventSchemas = {
  'backup-recorded': z.strictObject({ backup: backupSchema }),
  'backup-removed': z.strictObject({ backup: partIdSchema }),
  'backups-declared-needless': z.strictObject({ reason: reason }),
} as const;
