/** In the header of every tab: that it is an emergency, and the clock that runs until those who have to know do (`POL-18`). */
import { Siren } from 'lucide-react';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { isOver } from '../../../core/maintenance/tasks.ts';
import type { Policy } from '../../../core/policy/policy.ts';
import { toEmergencyDebts } from '../../../core/policy/rules/emergency.ts';
import { toHash } from '../../frame/route.ts';
import { useNowMs } from '../../parts/time/now.ts';
import { toClockText } from '../../parts/time/times.ts';
import classes from './emergency-fact.module.css';
import { usePolicy } from './use-readiness.ts';

export function EmergencyFact({ state }: { readonly state: MaintenanceState }) {
  const { emergency } = state.schedule;
  return emergency === undefined ? null : <Declared state={state} declaredAtMs={emergency.declaredAtMs} />;
}

function Declared({ state, declaredAtMs }: { readonly state: MaintenanceState; readonly declaredAtMs: number }) {
  const { policy } = usePolicy(state);
  const debt = policy === undefined || isOver(state) ? undefined : toDebtWords(policy, state);
  return (
    <a
      className={classes['fact']}
      data-tone="bad"
      data-open={debt !== undefined || undefined}
      href={toHash({ room: 'maintenance', id: state.id, tab: 'readiness' })}
    >
      <Siren size={13} aria-hidden="true" /> Emergency
      {debt === undefined ? null : (
        <>
          : {debt} <Elapsed sinceMs={declaredAtMs} />
        </>
      )}
    </a>
  );
}

/** A CES is engaged at the earliest opportunity: that is asked for once the EM knows. */
function toDebtWords(policy: Policy, state: MaintenanceState): string | undefined {
  const { tellsApprover, engagesCommunication } = toEmergencyDebts(policy, state);
  const { approver, communication } = policy.roles;
  if (tellsApprover) return `${approver} not told for`;
  return engagesCommunication ? `no ${communication} engaged for` : undefined;
}

function Elapsed({ sinceMs }: { readonly sinceMs: number }) {
  return <span role="timer">{toClockText(useNowMs() - sinceMs)}</span>;
}
