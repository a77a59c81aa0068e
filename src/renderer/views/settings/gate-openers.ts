/** The choice of who unblocks a release gate, as a form keeps it: a list that was emptied by hand never comes to mean anybody (`REL-7`). */
import type { Policy } from '../../../core/policy/policy.ts';

type Roles = Policy['roles'];
export type GateOpeners = 'approver' | 'named' | 'anybody';

/** A role that is still to be named. The schema refuses it, so that a policy with it cannot be put in force. */
const unnamed = '';

export function toGateOpenersChoice({ gateOpenedBy }: Roles): GateOpeners {
  if (gateOpenedBy === undefined) return 'approver';
  return gateOpenedBy.length === 0 ? 'anybody' : 'named';
}

/** Named roles begin with the approver: nobody gains or loses anything by looking at the choice. */
export function toOpenersOf(roles: Roles, choice: GateOpeners): Roles {
  const { gateOpenedBy: _, ...others } = roles;
  switch (choice) {
    case 'approver':
      return others;
    case 'named':
      return { ...others, gateOpenedBy: [roles.approver] };
    case 'anybody':
      return { ...others, gateOpenedBy: [] };
  }
}

export function withNamedOpeners(roles: Roles, named: readonly string[]): Roles {
  return { ...roles, gateOpenedBy: named.length === 0 ? [unnamed] : [...named] };
}
