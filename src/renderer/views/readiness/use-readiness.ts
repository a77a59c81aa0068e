/** What the policy in force says of a maintenance now: evaluated anew as its facts and the time change. */
import { useMemo } from 'react';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { evaluate, toStartProblems } from '../../../core/policy/evaluate.ts';
import type { Finding } from '../../../core/policy/finding.ts';
import type { Policy } from '../../../core/policy/policy.ts';
import { type Asked, useAsked } from '../../parts/asking/asked.ts';
import { useNowMs } from '../../parts/time/now.ts';

/** The one frozen into it when it was scheduled, else the team’s; `undefined` until that has been read. */
export function usePolicy({ schedule }: Pick<MaintenanceState, 'schedule'>): {
  readonly policy: Policy | undefined;
  readonly asked: Pick<Asked<unknown>, 'failure' | 'again'>;
} {
  const asked = useAsked('policy.show', {}, 'policy');
  return { policy: schedule.frozen?.policy ?? asked.value?.policy, asked };
}

export interface Readiness {
  readonly findings: readonly Finding[];
  /** What stands in the way of a start. */
  readonly problems: readonly Finding[];
}

export function useReadiness(state: MaintenanceState, policy: Policy): Readiness {
  const nowMs = useNowMs();
  return useMemo(() => {
    const findings = evaluate(policy, state, nowMs);
    return { findings, problems: toStartProblems(findings) };
  }, [policy, state, nowMs]);
}
