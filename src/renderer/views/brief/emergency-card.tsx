/** An emergency (`POL-18`): declared with its justification, and a clock until the engineering manager knows. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { isBeforeStart } from '../../../core/maintenance/tasks.ts';
import { toName } from '../../../core/roster/roster.ts';
import type { Emergency } from '../../../core/schedule/schedule.ts';
import { useIsReadOnly } from '../../model/react.tsx';
import { Instant } from '../../parts/instant.tsx';
import { useNowMs } from '../../parts/now.ts';
import { toClockText } from '../../parts/times.ts';
import { DeclareEmergencyDialog, TellDialog } from '../readiness/emergency.tsx';
import classes from './brief-view.module.css';

type Told = 'emNotified' | 'cesEngaged';

export function EmergencyCard({ state }: { readonly state: MaintenanceState }) {
  const [open, setOpen] = useState<'declare' | 'tell'>();
  const isReadOnly = useIsReadOnly();
  const { emergency } = state.schedule;
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
          <Telling
            state={state}
            emergency={emergency}
            told="emNotified"
            isReadOnly={isReadOnly}
            onTell={() => setOpen('tell')}
          />
          <Telling
            state={state}
            emergency={emergency}
            told="cesEngaged"
            isReadOnly={isReadOnly}
            onTell={() => setOpen('tell')}
          />
        </div>
      )}
      {open === 'declare' ? <DeclareEmergencyDialog state={state} onClose={close} /> : null}
      {open === 'tell' ? <TellDialog state={state} onClose={close} /> : null}
    </>
  );
}

const words = {
  emNotified: { who: 'Engineering manager', done: 'knows', open: 'does not know yet', deed: 'Was told…' },
  cesEngaged: { who: 'Community specialist', done: 'is engaged', open: 'not engaged yet', deed: 'Was engaged…' },
} as const;

interface TellingProps {
  readonly state: MaintenanceState;
  readonly emergency: Emergency;
  readonly told: Told;
  readonly isReadOnly: boolean;
  readonly onTell: () => void;
}

function Telling({ state, emergency, told, isReadOnly, onTell }: TellingProps) {
  const nowMs = useNowMs();
  const said = emergency[told];
  const { who, done, open, deed } = words[told];
  if (said !== undefined) {
    return (
      <p>
        {who} {done}: {toName(state.roster, said.person)}, {said.how}, <Instant atMs={said.atMs} />
      </p>
    );
  }
  return (
    <p className={classes['telling']}>
      <span>
        {who} {open}, for <strong>{toClockText(nowMs - emergency.declaredAtMs)}</strong>
      </span>
      {isReadOnly ? null : (
        <Button size="compact-xs" variant="default" onClick={onTell}>
          {deed}
        </Button>
      )}
    </p>
  );
}
