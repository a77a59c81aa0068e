/** Decisions about what is said of the backups. */
import { assertNever, type Result, succeed } from '../../result.ts';
import type { Actor } from '../actor.ts';
import type { backupCommandSchemas } from '../commands/backup-commands.ts';
import type { CommandOf } from '../commands.ts';
import type { NewEvent } from '../events.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { MaintenanceState } from '../state.ts';
import { isOver } from '../tasks.ts';

export function decideOnBackup(
  state: MaintenanceState,
  command: CommandOf<keyof typeof backupCommandSchemas>,
  actor: Actor,
): Result<readonly NewEvent[], Refusal> {
  if (isOver(state)) return refuse('not-now', 'The maintenance is over.');
  switch (command.type) {
    case 'record-backup':
      return succeed([{ type: 'backup-recorded', data: { backup: command.backup }, actor }]);
    case 'remove-backup':
      if (!state.backups.backups.some(({ id }) => id === command.backup))
        return refuse('not-now', 'There is no such backup on the list.');
      return succeed([{ type: 'backup-removed', data: { backup: command.backup }, actor }]);
    case 'declare-backups-needless':
      if (state.backups.backups.length > 0)
        return refuse('not-now', 'There are backups on the list.', 'Take them off first.');
      return succeed([{ type: 'backups-declared-needless', data: { reason: command.reason }, actor }]);
    default:
      return assertNever(command);
  }
}
