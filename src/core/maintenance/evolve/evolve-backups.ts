/** Folds what people said of the backups; judges nothing. */

import type { BackupSet } from '../../backup/backup.ts';
import { assertNever } from '../../result.ts';
import type { backupEventSchemas } from '../events/backup-events.ts';
import type { JournalEventOf } from '../events.ts';

export function evolveBackups(set: BackupSet, event: JournalEventOf<keyof typeof backupEventSchemas>): BackupSet {
  const { atMs, actor } = event;
  switch (event.type) {
    case 'backup-recorded': {
      const { backup } = event.data;
      const said = { ...backup, saidBy: actor, saidAtMs: atMs };
      const isKnown = set.backups.some(({ id }) => id === backup.id);
      // One that is needed after all takes back the word that none is.
      return {
        backups: isKnown ? set.backups.map((one) => (one.id === backup.id ? said : one)) : [...set.backups, said],
      };
    }
    case 'backup-removed':
      return { ...set, backups: set.backups.filter(({ id }) => id !== event.data.backup) };
    case 'backups-declared-needless':
      return { ...set, none: { reason: event.data.reason, by: actor, atMs } };
    default:
      return assertNever(event);
  }
}
