/** Decisions about what is said of the backups, by people and by their tools. */
import { isSameSubject } from '../../backup/subject.ts';
import { assertNever, type Result, succeed } from '../../result.ts';
import type { Actor } from '../actor.ts';
import { type backupCommandSchemas, backupLimit } from '../commands/backup-commands.ts';
import type { verificationCommandSchemas } from '../commands/verification-commands.ts';
import type { CommandOf } from '../commands.ts';
import type { NewEvent } from '../events.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { MaintenanceState } from '../state.ts';
import { isOver } from '../tasks.ts';

type Decision = Result<readonly NewEvent[], Refusal>;

export function decideOnBackup(
  state: MaintenanceState,
  command: CommandOf<keyof typeof backupCommandSchemas>,
  actor: Actor,
): Decision {
  if (isOver(state)) return refuse('not-now', 'The maintenance is over.');
  const { backups } = state.backups;
  switch (command.type) {
    case 'record-backup': {
      const isNew = !backups.some(({ id }) => id === command.backup.id);
      if (isNew && backups.length >= backupLimit) return refuse('not-now', `There are ${backupLimit} backups already.`);
      return succeed([{ type: 'backup-recorded', data: { backup: command.backup }, actor }]);
    }
    case 'take-over-backups': {
      const more = command.backups.filter(({ id }) => !backups.some((known) => known.id === id));
      if (more.length === 0) return refuse('not-now', 'All of them are on the list already.');
      if (backups.length + more.length > backupLimit)
        return refuse('not-now', `More than ${backupLimit} backups would be on the list.`);
      return succeed(more.map((backup) => ({ type: 'backup-recorded', data: { backup }, actor })));
    }
    case 'remove-backup':
      if (!backups.some(({ id }) => id === command.backup)) return refuse('not-now', absent);
      return succeed([{ type: 'backup-removed', data: { backup: command.backup }, actor }]);
    case 'confirm-backup-copy': {
      const { type: _, ...data } = command;
      const backup = backups.find(({ id }) => id === data.backup);
      if (backup === undefined) return refuse('not-now', absent);
      if (!backup.copies.some(({ id }) => id === data.copy)) return refuse('not-now', 'There is no such copy of it.');
      if (actor.kind !== 'person') return refuse('not-ready', 'Only a person gives their word for a copy.');
      return succeed([{ type: 'backup-copy-confirmed', data, actor }]);
    }
    case 'renew-backup': {
      const { type: _, ...data } = command;
      const backup = backups.find(({ id }) => id === data.backup);
      if (backup === undefined) return refuse('not-now', absent);
      if (!(backup.checks ?? []).some(({ copy }) => copy === data.copy))
        return refuse('not-now', 'Nothing was found of it yet that could be of another one.');
      return succeed([{ type: 'backup-renewed', data, actor }]);
    }
    case 'declare-backups-needless':
      if (backups.length > 0) return refuse('not-now', 'There are backups on the list.', 'Take them off first.');
      return succeed([{ type: 'backups-declared-needless', data: { reason: command.reason }, actor }]);
    default:
      return assertNever(command);
  }
}

const absent = 'There is no such backup on the list.';

/** What a check found is taken only for what it looked at. */
export function decideOnVerification(
  state: MaintenanceState,
  command: CommandOf<keyof typeof verificationCommandSchemas>,
  actor: Actor,
): Decision {
  if (isOver(state)) return refuse('not-now', 'The maintenance is over.');
  switch (command.type) {
    case 'report-backup-check': {
      const { type: _, subject, ...data } = command;
      const backup = state.backups.backups.find(({ id }) => id === data.backup);
      const checked = data.copy === undefined ? backup : backup?.copies.find(({ id }) => id === data.copy);
      if (checked === undefined) return refuse('too-late', 'What was checked is not on the list any more.');
      if (!isSameSubject(checked.subject, subject))
        return refuse('too-late', 'It was recorded anew since this check began.', 'Check it again.');
      const { tool, on } = subject;
      return succeed([{ type: 'backup-checked', data: { ...data, tool, on }, actor }]);
    }
    case 'report-whereabouts': {
      const { type: _, ...data } = command;
      return succeed([{ type: 'whereabouts-read', data, actor }]);
    }
    default:
      return assertNever(command);
  }
}
