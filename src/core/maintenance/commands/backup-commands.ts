/** What a person may say of the backups. */
import { z } from 'zod';
import { backupSchema } from '../../backup/backup.ts';
import { backupEventSchemas } from '../events/backup-events.ts';

/** Backups one maintenance depends on. */
export const backupLimit = 200;

export const backupCommandSchemas = {
  'record-backup': backupEventSchemas['backup-recorded'],
  /** Those of another maintenance: all at once, or none. */
  'take-over-backups': z.strictObject({ backups: z.array(backupSchema).min(1).max(backupLimit) }),
  'remove-backup': backupEventSchemas['backup-removed'],
  'confirm-backup-copy': backupEventSchemas['backup-copy-confirmed'],
  'renew-backup': backupEventSchemas['backup-renewed'],
  'declare-backups-needless': backupEventSchemas['backups-declared-needless'],
} as const;
