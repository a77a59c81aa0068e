/** An emergency (`POL-18`): declared with its justification, and a clock until those who have to know do. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { isBeforeStart, isOver } from '../../../core/maintenance/tasks.ts';
import type { Policy } from '../../../core/policy/policy.ts';
import { findTold, toEmergencyDebts } from '../../../core/policy/rules/emergency.ts';
import { toName } from '../../../core/roster/roster.ts';
import type { Emergency } from '../../../core/schedule/schedule.ts';
import { useIsReadOnly, useSeat } from '../../model/react.tsx';
import { Instant } from '../../parts/time/instant.tsx';
import { useNowMs } from '../../parts/time/now.ts';
import { toClockText } from '../../parts/time/times.ts';
import { DeclareEmergencyDialog, mayTellOf, TellDialog, type Telling } from '../readiness/emergency.tsx';
import { usePolicy } from '../readiness/use-readiness.ts';
import classes from './brief-view.module.css';

export function EmergencyCard({ state }: { readonly state: MaintenanceState }) {
  const [open, setOpen] = useState<'declare' | Telling>();
  const isReadOnly = useIsReadOnly();
  const { policy } = usePolicy(state);
  const { emergency } = state.schedule;
  const seat = useSeat(state);
  const mayTell = policy !== undefined && mayTellOf(seat, policy) && !isOver(state);
  const close = () => setOpen(undefined);
  return (
    <>
      {emergency === undefined ? (
        isBeforeStart(state) &&
        !isReadOnly && (
          <Button
            size="compact-sm"
            variant="default"
            className={classes['danger'] ?? ''}
            onClick={() => setOpen('declare')}
          >
            Declare an emergency…
          </Button>
        )
      ) : (
        <div className={classes['emergency']} data-tone="bad">
          <strong>Emergency</strong>
          <p>{emergency.justification}</p>
          {policy === undefined ? null : (
            <Tellings state={state} policy={policy} emergency={emergency} {...(mayTell ? { onTell: setOpen } : {})} />
          )}
        </div>
      )}
      {open === 'declare' ? <DeclareEmergencyDialog state={state} onClose={close} /> : null}
      {open === undefined || open === 'declare' ? null : <TellDialog state={state} first={open} onClose={close} />}
    </>
  );
}

interface TellingsProps {
  readonly state: MaintenanceState;
  readonly policy: Policy;
  readonly emergency: Emergency;
  /** Absent where nothing can be recorded any more. */
  readonly onTell?: (what: Telling) => void;
}

function Tellings({ state, policy, emergency, onTell }: TellingsProps) {
  const { approver, communication } = policy.roles;
  const told = findTold(policy, state, emergency);
  const { tellsApprover } = toEmergencyDebts(policy, state);
  const { cesEngaged } = emergency;
  return (
    <>
      {told !== undefined ? (
        <p>
          {approver} knows: {told.text}, <Instant atMs={told.fromMs} />
        </p>
      ) : tellsApprover ? (
        <Owed
          says={`${approver} does not know yet`}
          emergency={emergency}
          {...(onTell === undefined ? {} : { deed: 'Was told…', onTell: () => onTell('schedule.emNotified') })}
        />
      ) : (
        <p>{approver} has approved it.</p>
      )}
      {cesEngaged === undefined ? (
        <Owed
          says={`No ${communication} engaged yet`}
          emergency={emergency}
          {...(onTell === undefined ? {} : { deed: 'Was engaged…', onTell: () => onTell('schedule.cesEngaged') })}
        />
      ) : (
        <p>
          {communication} is engaged: {toName(state.roster, cesEngaged.person)}, {cesEngaged.how},{' '}
          <Instant atMs={cesEngaged.atMs} />
        </p>
      )}
    </>
  );
}

interface OwedProps {
  readonly says: string;
  readonly emergency: Emergency;
  readonly deed?: string;
  readonly onTell?: () => void;
}

/** A clock that runs until it is done. */
function Owed({ says, emergency, deed, onTell }: OwedProps) {
  const nowMs = useNowMs();
  return (
    <p className={classes['telling']}>
      <span>
        {says}, for <strong>{toClockText(nowMs - emergency.declaredAtMs)}</strong>
      </span>
      {onTell === undefined ? null : (
        <Button size="compact-xs" variant="default" onClick={onTell}>
          {deed}
        </Button>
      )}
    </p>
  );
}
