/** Requests that have backups looked at on their hosts. What they found out is read by `backup-watch.ts` when it is there. */
import { randomBytes } from 'node:crypto';
import { toSaid } from '../../../core/backup/backup.ts';
import type { Action } from '../../../core/backup/tools/tool.ts';
import { offeredActions } from '../../../core/backup/tools.ts';
import {
  type ErrandWish,
  isEnded,
  toCancellable,
  toCheckErrands,
  toOpenChecks,
  toWhereaboutsErrands,
} from '../../../core/errand/verification.ts';
import type { MaintenanceId } from '../../../core/ids.ts';
import type { Actor } from '../../../core/maintenance/actor.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { type Failure, fail, type Result, succeed } from '../../../core/result.ts';
import { type PartId, partIdSchema } from '../../../core/roster/names.ts';
import type { Handlers } from '../handlers.ts';
import type { DeskParts } from '../parts.ts';
import { askErrand } from '../run/errands.ts';
import { findState } from './maintenances.ts';

type BackupRequest = 'backup.takeOver' | 'backup.check' | 'backup.checkAll' | 'backup.cancelCheck';
export type CheckParts = Pick<DeskParts, 'store' | 'ledger' | 'clock'>;

export function backupHandlers(parts: CheckParts): Handlers<BackupRequest> {
  return {
    'backup.takeOver': ({ maintenance, from }, caller) => {
      const source = findState(parts, from);
      if (!source.ok) return source;
      const { title, backups } = source.value;
      if (backups.backups.length === 0)
        return fail('no-such-backup', `No backup is on the list of “${title}”.`, {
          advice: 'Choose another maintenance, or add each backup here.',
        });
      const known = new Set(parts.ledger.state(maintenance)?.backups.backups.map(({ id }) => id));
      const said = backups.backups.map(toSaid);
      const taken = parts.ledger.submit(maintenance, { type: 'take-over-backups', backups: said }, caller.actor);
      if (!taken.ok) return taken;
      return succeed({ seq: taken.value.seq, backups: said.flatMap(({ id }) => (known.has(id) ? [] : id)) });
    },
    'backup.check': ({ maintenance, backup, copy, action }, caller) => {
      const asked = askCheck(
        parts,
        maintenance,
        { backup, action, ...(copy === undefined ? {} : { copy }) },
        caller.actor,
      );
      if (asked.ok) askWhereabouts(parts, maintenance, caller.actor);
      return asked;
    },
    'backup.checkAll': ({ maintenance, action }, caller) => {
      const found = findState(parts, maintenance);
      if (!found.ok) return found;
      const checks: PartId[] = [];
      const problems: string[] = [];
      for (const wish of toAllChecks(found.value, action)) {
        const asked = askCheck(parts, maintenance, wish, caller.actor);
        if (asked.ok) checks.push(asked.value.check);
        else problems.push(asked.failure.message);
      }
      if (checks.length > 0) askWhereabouts(parts, maintenance, caller.actor);
      return succeed({ checks, problems });
    },
    'backup.cancelCheck': ({ maintenance, check }, caller) => {
      const found = findState(parts, maintenance);
      if (!found.ok) return found;
      const open = toOpenChecks(found.value).find(({ id }) => id === check);
      const tasks = open === undefined ? [] : toCancellable(open);
      if (tasks.length === 0) return fail('not-now', 'This check does not go on any more.');
      for (const task of tasks) {
        const cancelled = parts.ledger.submit(maintenance, { type: 'cancel', task }, caller.actor);
        if (!cancelled.ok) return cancelled;
      }
      return succeed({ tasks: [...tasks] });
    },
  };
}

interface CheckWish {
  readonly backup: PartId;
  readonly copy?: PartId;
  readonly action: Action;
}

/** On disk when this returns, and begun as soon as its hosts are free. The same check is asked for once at a time. */
export function askCheck(
  parts: CheckParts,
  maintenance: MaintenanceId,
  { backup: id, copy, action }: CheckWish,
  actor: Actor,
): Result<{ readonly check: PartId }> {
  const found = findState(parts, maintenance);
  if (!found.ok) return found;
  const backup = found.value.backups.backups.find((one) => one.id === id);
  if (backup === undefined) return fail('no-such-backup', `There is no backup “${id}” on the list.`);
  const subject = copy === undefined ? backup.subject : backup.copies.find((one) => one.id === copy)?.subject;
  if (subject === undefined)
    return fail(
      'not-ready',
      `Nobody has said how ${copy === undefined ? `“${backup.what}”` : 'this copy'} is looked at.`,
      {
        advice: 'Say with which tool it was made, on which host and where, then check it.',
      },
    );
  if (!offeredActions(subject).includes(action))
    return fail('not-ready', `${subject.tool} has no way to do that: ${offeredActions(subject).join(', ')} it can.`);
  const same = toOpenChecks(found.value).find(
    (check) => check.backup === id && check.copy === copy && check.action === action && !isEnded(check),
  );
  if (same !== undefined) return succeed({ check: same.id });
  const check = partIdSchema.parse(`c-${randomBytes(8).toString('hex')}`);
  const wishes = toCheckErrands(backup, copy, action, check) ?? [];
  const asked = askAll(parts, maintenance, wishes, actor);
  return asked.ok ? succeed({ check }) : asked;
}

/** Each host that was not asked of late where it is; one that cannot be asked stops nothing. */
export function askWhereabouts(parts: CheckParts, maintenance: MaintenanceId, actor: Actor): void {
  const state = parts.ledger.state(maintenance);
  if (state === undefined) return;
  for (const wish of toWhereaboutsErrands(state, parts.clock.now())) askAll(parts, maintenance, [wish], actor);
}

function askAll(
  parts: CheckParts,
  maintenance: MaintenanceId,
  wishes: readonly ErrandWish[],
  actor: Actor,
): Result<undefined, Failure> {
  for (const wish of wishes) {
    const asked = askErrand(parts, maintenance, { ...wish, mode: 'durable' }, actor);
    if (!asked.ok) return asked;
  }
  return succeed(undefined);
}

/** Every backup and every copy that can be looked at so. What a tool does not offer is looked at as far as it offers. */
function toAllChecks({ backups }: MaintenanceState, action: Action): readonly CheckWish[] {
  return backups.backups.flatMap(({ id, subject, copies }) => [
    ...(subject === undefined ? [] : [{ backup: id, action: toOffered(offeredActions(subject), action) }]),
    ...copies.flatMap((copy) =>
      copy.id === undefined || copy.subject === undefined
        ? []
        : [{ backup: id, copy: copy.id, action: toOffered(offeredActions(copy.subject), action) }],
    ),
  ]);
}

function toOffered(offered: readonly Action[], action: Action): Action {
  if (offered.includes(action)) return action;
  return action === 'restore' && offered.includes('verify') ? 'verify' : 'look';
}
