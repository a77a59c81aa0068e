/** A maintenance whose lead was passed on is only read here: the one guard of every request that writes about it. */
import { z } from 'zod';
import type { RequestName } from '../../../contract/requests.ts';
import { maintenanceIdSchema } from '../../../core/ids.ts';
import { whyOnlyRead } from '../../../core/lead/relay.ts';
import type { Failure } from '../../../core/result.ts';
import type { Caller } from '../desk.ts';
import type { DeskParts } from '../parts.ts';

/**
 * What stays possible: fetching it by whom it was passed to, and leaving. Writing a bundle changes nothing here, closing the door is about
 * no maintenance, and taking the lead back names a file.
 */
const staysPossible: ReadonlySet<RequestName> = new Set(['lead.fetch', 'share.leave']);

const namedSchema = z.object({ maintenance: maintenanceIdSchema });

/**
 * Why a request that writes is refused. Two consoles that write about one maintenance would tell two stories of it: its documents (report,
 * announcement, turns at them) as much as its journal, which core guards too. It is judged before the rest of the input is looked at.
 */
export function refuseOnPassed(
  { ledger }: Pick<DeskParts, 'ledger'>,
  { share }: Caller,
  request: RequestName,
  input: unknown,
): Failure<'not-now'> | undefined {
  if (staysPossible.has(request)) return undefined;
  const id = share?.maintenance ?? namedSchema.safeParse(input).data?.maintenance;
  const state = id === undefined ? undefined : ledger.state(id);
  const because = state === undefined ? undefined : whyOnlyRead(state);
  return because === undefined ? undefined : { kind: 'not-now', message: because, advice: 'Look at it there.' };
}
