/** What may be said of the backups a maintenance depends on, and asked of their tools. */
import { z } from 'zod';
import { actionSchema } from '../../core/backup/tools/tool.ts';
import { taskIdSchema } from '../../core/ids.ts';
import { partIdSchema } from '../../core/roster/names.ts';
import { draftCommand, maintenance, type RequestShape } from '../request-shape.ts';

export const backupRequests = {
  'backup.record': draftCommand('Records a backup or what has become of it, by a person’s word.', 'record-backup'),
  'backup.takeOver': {
    does: 'Puts the backups of another maintenance on the list. What was found of them is not taken over: their tools are asked again.',
    right: 'draft',
    input: z.strictObject({ maintenance, from: maintenance }),
    output: z.strictObject({ seq: z.int(), backups: z.array(partIdSchema) }),
  },
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
  'backup.check': {
    does: 'Has a backup, or a copy of one, looked at by its tool on its host. What that finds comes with the journal.',
    right: 'lead',
    input: z.strictObject({ maintenance, backup: partIdSchema, copy: partIdSchema.optional(), action: actionSchema }),
    output: z.strictObject({ check: partIdSchema }),
  },
  'backup.checkAll': {
    does: 'Has every backup and every copy that can be looked at checked, each as far as its tool offers.',
    right: 'lead',
    input: z.strictObject({ maintenance, action: actionSchema }),
    output: z.strictObject({ checks: z.array(partIdSchema), problems: z.array(z.string()) }),
  },
  'backup.cancelCheck': {
    does: 'Calls off a check that waits or runs.',
    right: 'lead',
    input: z.strictObject({ maintenance, check: partIdSchema }),
    output: z.strictObject({ tasks: z.array(taskIdSchema) }),
  },
} as const satisfies Record<string, RequestShape>;
