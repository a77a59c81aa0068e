/** Says what was said of the backups. */
import type { backupEventSchemas } from '../events/backup-events.ts';
import { because, type TextsOf } from './phrases.ts';

export const backupTexts: TextsOf<keyof typeof backupEventSchemas> = {
  'backup-recorded': ({ actor, data: { backup } }) =>
    `${actor.name} says that the backup of ${backup.what} is at ${backup.percent} %, in ${backup.place}.`,
  'backup-removed': ({ actor, data }, names) =>
    `${actor.name} took the ${names.part('backup', data.backup)} off the list.`,
  'backups-declared-needless': ({ actor, data }) =>
    `${actor.name} says that no backup is needed${because(data.reason)}.`,
};
