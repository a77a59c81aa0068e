/** Ids of what somebody adds to a maintenance's planning on a screen: unique without asking anybody. */
import type { PartId } from '../../../core/roster/names.ts';

export function newPartId(): PartId {
  return crypto.randomUUID();
}
