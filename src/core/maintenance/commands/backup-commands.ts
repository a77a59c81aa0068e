/** What a person may say of the backups. */
import { backupEventSchemas } from '../events/backup-events.ts';

export const backupCommandSchemas = {
  'record-backup': backupEventSchemas['backup-recorded'],
  'remove-backup': backupEventSchemas['backup-removed'],
  'confirm-backup-copy': backupEventSchemas['backup-copy-confirmed'],
  'renew-backup': backupEventSchemas['backup-renewed'],
  'declare-backups-needless': backupEventSchemas['backups-declared-needless'],
} as const;
