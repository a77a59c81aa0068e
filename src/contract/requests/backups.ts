/** What may be said of the backups a maintenance depends on. */
import { draftCommand, type RequestShape } from '../request-shape.ts';

export const backupRequests = {
  'backup.record': draftCommand('Records a backup or what has become of it, by a person’s word.', 'record-backup'),
  'backup.remove': draftCommand('Takes a backup off the list.', 'remove-backup'),
  'backup.confirm-copy': draftCommand(
    'Gives a person’s word that an external copy is there, and how they know.',
    'confirm-backup-copy',
  ),
  'backup.renew': draftCommand(
    'Says that what is there now is the backup: what was found of it before was of another one.',
    'renew-backup',
  ),
  'backup.needless': draftCommand(
    'Says that this maintenance depends on no backup, and why.',
    'declare-backups-needless',
  ),
} as const satisfies Record<string, RequestShape>;
