/** Outside help as the console's side panel shows it: each that was asked for, how far it is in its order, and the one thing to do next (`POL-9`). */
import { Button } from '@mantine/core';
import { CircleCheck, CircleDashed } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Support } from '../../../core/approval/approval.ts';
import { findUnaware, toNextStep, toSigners } from '../../../core/approval/support.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { isOver } from '../../../core/maintenance/tasks.ts';
import { toName, toNames } from '../../../core/roster/roster.ts';
import { useSeat } from '../../model/react.tsx';
import { Instant } from '../../parts/time/instant.tsx';
import { useNowMs } from '../../parts/time/now.ts';
import { useSitting } from '../people/who-am-i.tsx';
import { type SupportDeed, SupportDeedOf } from './support-dialogs.tsx';
import classes from './support-section.module.css';

export function SupportSection({ state }: { readonly state: MaintenanceState }) {
  const [deed, begin] = useState<SupportDeed>();
  const isClosed = isOver(state);
  const seat = useSeat(state);
  const { support } = state.consent;
  return (
    <div className={classes['section']}>
      {support.length === 0 ? <p className={classes['soft']}>Nobody has asked for any.</p> : null}
      <ul className={classes['list']}>
        {support.map((one) => (
          <OneSupport key={one.id} state={state} support={one} isClosed={isClosed} onDeed={begin} />
        ))}
      </ul>
      {isClosed || !seat.may('support.ask') ? null : (
        <div>
          <Button size="compact-xs" variant="default" onClick={() => begin({ kind: 'ask' })}>
            Ask for outside help…
          </Button>
        </div>
      )}
      {deed === undefined ? null : <SupportDeedOf state={state} deed={deed} onClose={() => begin(undefined)} />}
    </div>
  );
}

interface OneSupportProps {
  readonly state: MaintenanceState;
  readonly support: Support;
  readonly isClosed: boolean;
  readonly onDeed: (deed: SupportDeed) => void;
}

function OneSupport({ state, support, isClosed, onDeed }: OneSupportProps) {
  const seat = useSeat(state);
  const { provider, why, askedBy, askedAtMs, withdrawn } = support;
  const isOpen = support.raised === undefined && withdrawn === undefined;
  return (
    <li className={classes['one']} aria-label={`Outside help by ${provider}`}>
      <p>
        <strong>{provider}</strong>
        <span className={classes['soft']}>: {why}</span>
      </p>
      <p className={classes['soft']}>
        Asked for by {askedBy.name}, <Instant atMs={askedAtMs} isTimeOnly />
      </p>
      {withdrawn === undefined ? (
        <Steps state={state} support={support} isClosed={isClosed} onDeed={onDeed} />
      ) : (
        <p className={classes['soft']}>
          Withdrawn by {withdrawn.by.name}: {withdrawn.reason}
        </p>
      )}
      {isOpen && !isClosed && seat.may('support.withdraw') ? (
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          className={classes['withdraw'] ?? ''}
          onClick={() => onDeed({ kind: 'withdraw', support })}
        >
          Withdraw…
        </Button>
      ) : null}
    </li>
  );
}

/** Its order, each step done or open; only what comes next has a button. */
function Steps({ state, support, isClosed, onDeed }: OneSupportProps) {
  const { signedOff, acknowledged, raised } = support;
  const { roster } = state;
  const seat = useSeat(state);
  const me = useSitting(state).person;
  const nowMs = useNowMs();
  const next = toNextStep(roster, support, nowMs);
  const unaware = findUnaware(roster, support, nowMs);
  const signers = toSigners(state);
  const mayAcknowledge = signedOff !== undefined && unaware.some((person) => seat.speaksFor(person));
  const requests = {
    'sign-off': 'support.signOff',
    acknowledge: 'support.acknowledge',
    raise: 'support.raise',
  } as const;
  const button = (label: string, kind: keyof typeof requests, isOffered: boolean) =>
    isClosed || !isOffered || !seat.may(requests[kind]) ? null : (
      <Button size="compact-xs" variant="default" onClick={() => onDeed({ kind, support })}>
        {label}
      </Button>
    );
  return (
    <ol className={classes['steps']}>
      <Step isDone={signedOff !== undefined}>
        {signedOff === undefined ? (
          <>
            <span>
              {signers.length === 0
                ? 'Nobody leads: name a leader, who signs off its urgency'
                : `${toNames(roster, signers)} signs off its urgency`}
            </span>
            {button('Sign off…', 'sign-off', me !== undefined && signers.includes(me.id))}
          </>
        ) : (
          <span>
            Urgency signed off by {signedOff.by.name}, <Instant atMs={signedOff.atMs} isTimeOnly />
          </span>
        )}
      </Step>
      <Step isDone={signedOff !== undefined && unaware.length === 0}>
        <span>
          {unaware.length === 0
            ? 'Everybody involved understands why'
            : `Not yet said to understand why: ${toNames(roster, unaware)}`}
          {acknowledged.map(({ person, by, atMs }) => (
            <span key={person} className={classes['word']}>
              {toName(roster, person)}, <Instant atMs={atMs} isTimeOnly />
              {by.person === person ? '' : `, recorded by ${by.name}`}
            </span>
          ))}
        </span>
        {button('Acknowledge…', 'acknowledge', mayAcknowledge)}
      </Step>
      <Step isDone={raised !== undefined}>
        {raised === undefined ? (
          <>
            <span>Then it is raised</span>
            {button('Raise it…', 'raise', next === 'raise')}
          </>
        ) : (
          <span>
            Raised by {raised.by.name}, <Instant atMs={raised.atMs} isTimeOnly />: {raised.reference}
          </span>
        )}
      </Step>
    </ol>
  );
}

function Step({ isDone, children }: { readonly isDone: boolean; readonly children: ReactNode }) {
  const Icon = isDone ? CircleCheck : CircleDashed;
  return (
    <li data-tone={isDone ? 'good' : 'neutral'}>
      <Icon size={14} role="img" aria-label={isDone ? 'Done' : 'Open'} />
      <div className={classes['step']}>{children}</div>
    </li>
  );
}
