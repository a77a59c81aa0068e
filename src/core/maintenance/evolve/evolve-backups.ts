/** Folds what people, tools and machines said of the backups; judges nothing. */

import type { Backup, BackupSet, KnownBackup } from '../../backup/backup.ts';
import { withCheck } from '../../backup/check.ts';
import { isSameSubject } from '../../backup/subject.ts';
import { assertNever } from '../../result.ts';
import type { backupEventSchemas } from '../events/backup-events.ts';
import type { JournalEventOf } from '../events.ts';

export function evolveBackups(set: BackupSet, event: JournalEventOf<keyof typeof backupEventSchemas>): BackupSet {
  const { atMs, actor } = event;
  switch (event.type) {
    case 'backup-recorded': {
      const { backup } = event.data;
      const known = set.backups.find(({ id }) => id === backup.id);
      const said = { ...backup, ...toKept(known, backup), saidBy: actor, saidAtMs: atMs };
      // One that is needed after all takes back the word that none is.
      const { none: _, ...rest } = set;
      return {
        ...rest,
        backups: known === undefined ? [...set.backups, said] : set.backups.map((one) => (one === known ? said : one)),
      };
    }
    case 'backup-removed':
      return { ...set, backups: set.backups.filter(({ id }) => id !== event.data.backup) };
    case 'backup-checked': {
      const { backup, ...check } = event.data;
      return change(set, backup, (one) => ({ ...one, checks: withCheck(one.checks ?? [], { ...check, atMs }) }));
    }
    case 'backup-copy-confirmed': {
      const { backup, copy, how } = event.data;
      return change(set, backup, (one) => ({
        ...one,
        confirmations: [
          ...(one.confirmations ?? []).filter((other) => other.copy !== copy),
          { copy, how, by: actor, atMs },
        ],
      }));
    }
    case 'backup-renewed': {
      const { backup, copy } = event.data;
      return change(set, backup, (one) => ({
        ...one,
        checks: (one.checks ?? []).filter((check) => check.copy !== copy),
      }));
    }
    case 'whereabouts-read': {
      const others = (set.whereabouts ?? []).filter(({ host }) => host !== event.data.host);
      return { ...set, whereabouts: [...others, { ...event.data, atMs }] };
    }
    case 'backups-declared-needless':
      return { ...set, none: { reason: event.data.reason, by: actor, atMs } };
    default:
      return assertNever(event);
  }
}

function change(set: BackupSet, id: string, to: (backup: KnownBackup) => KnownBackup): BackupSet {
  return { ...set, backups: set.backups.map((one) => (one.id === id ? to(one) : one)) };
}

/** What was found is kept while it is looked at as before; found of something else it would prove nothing. */
function toKept(known: KnownBackup | undefined, said: Backup): Pick<KnownBackup, 'checks' | 'confirmations'> {
  if (known === undefined) return {};
  const isSame = (copy: string | undefined) => {
    if (copy === undefined) return isSameSubject(known.subject, said.subject);
    const [before, now] = [known, said].map(({ copies }) => copies.find(({ id }) => id === copy));
    return (
      before !== undefined &&
      now !== undefined &&
      isSameSubject(before.subject, now.subject) &&
      before.where === now.where
    );
  };
  const checks = (known.checks ?? []).filter(({ copy }) => isSame(copy));
  const confirmations = (known.confirmations ?? []).filter(({ copy }) => isSame(copy));
  return { ...(checks.length > 0 ? { checks } : {}), ...(confirmations.length > 0 ? { confirmations } : {}) };
}
