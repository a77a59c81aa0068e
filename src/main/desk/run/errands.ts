/** Asking for what is done beside a plan. What becomes of it is followed in the journal, like a step. */
import { type ErrandOrder, errandTaskIdOf } from '../../../core/errand/errand.ts';
import type { HostName, MaintenanceId, StepId, TaskId } from '../../../core/ids.ts';
import type { Actor } from '../../../core/maintenance/actor.ts';
import { toStepId } from '../../../core/plan/step-id.ts';
import { type Result, succeed } from '../../../core/result.ts';
import { toTarget } from '../environment/hosts.ts';
import type { Handlers } from '../handlers.ts';
import { findState } from '../maintenance/maintenances.ts';
import type { DeskParts } from '../parts.ts';

type ErrandParts = Pick<DeskParts, 'store' | 'ledger'>;

export function errandHandlers(parts: ErrandParts): Handlers<'errand.ask'> {
  return {
    'errand.ask': ({ maintenance, ...wanted }, caller) => askErrand(parts, maintenance, wanted, caller.actor),
  };
}

/** What whoever asks says of it; its id is made from its title, and where its host is the workspace knows. */
export type ErrandWish = Omit<ErrandOrder, 'id' | 'host'> & { readonly host: HostName };

/** Asked for when this returns: on disk, and begun as soon as its turn comes. */
export function askErrand(
  parts: ErrandParts,
  maintenance: MaintenanceId,
  { host, ...wish }: ErrandWish,
  actor: Actor,
): Result<{ readonly errand: StepId; readonly task: TaskId; readonly seq: number }> {
  const found = findState(parts, maintenance);
  if (!found.ok) return found;
  const target = toTarget(parts.store, host);
  if (!target.ok) return target;
  const { name, address, port, user } = target.value;
  const id = toStepId(wish.title, new Set(found.value.errands.map((errand) => errand.id)));
  const errand: ErrandOrder = { ...wish, id, host: { name, address, port, user } };
  const asked = parts.ledger.submit(maintenance, { type: 'ask-errand', errand }, actor);
  return asked.ok ? succeed({ errand: id, task: errandTaskIdOf(errand), seq: asked.value.seq }) : asked;
}
