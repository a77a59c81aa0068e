/** Reads the team's policy: the default one until somebody has changed it. */
import { defaultPolicy } from '../../../core/policy/default-policy.ts';
import { type Policy, policySchema } from '../../../core/policy/policy.ts';
import type { Store } from '../../store/store.ts';

export function readTeamPolicy(store: Store): Policy {
  const found = store.documents.get('policy', 'team');
  return found === undefined ? defaultPolicy : policySchema.parse(found.body);
}
