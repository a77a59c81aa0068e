/** How many rules are violated, on the tab of the Readiness: red where one of them stands in the way of a start. */
import type { MaintenanceState } from '../../core/maintenance/state.ts';
import { isOver } from '../../core/maintenance/tasks.ts';
import type { Finding } from '../../core/policy/finding.ts';
import type { Policy } from '../../core/policy/policy.ts';
import { CountBadge } from '../parts/marks/count-badge.tsx';
import { usePolicy, useReadiness } from '../views/readiness/use-readiness.ts';

interface ViolatedCountProps {
  readonly state: MaintenanceState;
}

export function ViolatedCount({ state }: ViolatedCountProps) {
  const { policy } = usePolicy(state);
  return policy === undefined || isOver(state) ? null : <CountOfViolated state={state} policy={policy} />;
}

function CountOfViolated({ state, policy }: ViolatedCountProps & { readonly policy: Policy }) {
  const { findings, problems } = useReadiness(state, policy);
  const isViolated = ({ status }: Finding) => status === 'violated';
  // The number of the verdict: advice that is not followed is counted where nothing else is violated.
  const musts = problems.filter(isViolated).length;
  const violated = musts > 0 ? musts : findings.filter(isViolated).length;
  if (violated === 0) return null;
  return <CountBadge count={violated} tone={musts > 0 ? 'bad' : 'warn'} words={`${violated} violated`} />;
}
