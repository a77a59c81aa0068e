/** Who works on what, since when and for how long at most; collisions and time that has run out are marked (`POL-5`, `POL-7`). */
import { Button } from '@mantine/core';
import { TimerOff, TriangleAlert } from 'lucide-react';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { isOver } from '../../../core/maintenance/tasks.ts';
import { findCollisions, findExceeded, findRivals } from '../../../core/roster/claims.ts';
import { type Claim, toName, toNames } from '../../../core/roster/roster.ts';
import { useSeat } from '../../model/react.tsx';
import type { Asking } from '../../parts/asking/asking.ts';
import { useNowMs } from '../../parts/time/now.ts';
import { toSpanText } from '../../parts/time/times.ts';
import classes from './roster.module.css';

interface ClaimListProps {
  readonly state: MaintenanceState;
  readonly asking: Asking;
}

export function ClaimList({ state, asking }: ClaimListProps) {
  const seat = useSeat(state);
  const mayEnd = seat.may('roster.endClaim') && !isOver(state);
  const { claims } = state.roster;
  const nowMs = useNowMs();
  const over = new Map(findExceeded(state.roster, nowMs).map(({ claim, overMs }) => [claim.id, overMs]));
  const collisions = findCollisions(state.roster);
  return (
    <section className={classes['section']} aria-label="Working on">
      <h2>Working on</h2>
      {claims.length === 0 ? (
        <p className={classes['soft']}>
          Nobody has said what they work on.
          {seat.may('roster.claim')
            ? ` ${seat.visitor === undefined ? 'A press on a name above says it.' : 'A press on your name above says it.'}`
            : ''}
        </p>
      ) : null}
      <ul className={classes['list']}>
        {claims.map((claim) => (
          <li key={claim.id}>
            <div>
              <strong>{toName(state.roster, claim.person)}</strong>: {claim.goal}
              <ClaimTimes state={state} claim={claim} nowMs={nowMs} overMs={over.get(claim.id)} />
              {collisions
                .filter((collision) => collision.claims.some(({ id }) => id === claim.id))
                .map(({ on, name }) => (
                  <p key={`${on} ${name}`} className={classes['warn']} data-tone="bad">
                    <TriangleAlert size={13} aria-hidden="true" /> On the {on}{' '}
                    {on === 'step' ? (state.plan.steps.find(({ id }) => id === name)?.title ?? name) : name} too:{' '}
                    {toNames(state.roster, findRivals(state.roster, { person: claim.person, [on]: name }))}
                  </p>
                ))}
            </div>
            {mayEnd && seat.speaksFor(claim.person) ? (
              <Button
                size="compact-xs"
                variant="default"
                onClick={() => void asking.ask('roster.endClaim', { maintenance: state.id, claim: claim.id })}
              >
                Ended
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

interface ClaimTimesProps {
  readonly state: MaintenanceState;
  readonly claim: Claim;
  readonly nowMs: number;
  readonly overMs: number | undefined;
}

function ClaimTimes({ state, claim, nowMs, overMs }: ClaimTimesProps) {
  const { sinceMs, allottedMs, step, host } = claim;
  const title = state.plan.steps.find(({ id }) => id === step)?.title;
  const where = [title, host].filter((part) => part !== undefined).join(', on ');
  return (
    <>
      <p className={classes['soft']}>
        {where === '' ? '' : `${where}; `}
        for {toSpanText(nowMs - sinceMs)}
        {allottedMs === undefined ? '' : ` of ${toSpanText(allottedMs)}`}
      </p>
      {overMs === undefined ? null : (
        <p className={classes['warn']} data-tone="warn">
          <TimerOff size={13} aria-hidden="true" /> {toSpanText(overMs)} over its time
        </p>
      )}
    </>
  );
}
