/** Who is on shift now, and what each is doing. */
import { TimerOff, UserCheck } from 'lucide-react';
import { useMemo } from 'react';
import type { MaintenanceState } from '../../../../core/maintenance/state.ts';
import { findRivals } from '../../../../core/roster/claims.ts';
import { type Present, toPresent } from '../../../../core/roster/presence.ts';
import { type Claim, type Roster, toNames } from '../../../../core/roster/roster.ts';
import { toHash } from '../../../frame/route.ts';
import { useNowMs } from '../../../parts/time/now.ts';
import { toSpanText } from '../../../parts/time/times.ts';
import classes from './on-shift.module.css';

/** Whoever stands beyond is in the roster. */
const shownPeople = 30;

export function OnShift({ state }: { readonly state: MaintenanceState }) {
  const nowMs = useNowMs();
  const { roster } = state;
  const present = useMemo(() => toPresent(roster, nowMs), [roster, nowMs]);
  const link = <a href={toHash({ room: 'maintenance', id: state.id, tab: 'roster' })}>Roster</a>;
  if (present.length === 0)
    return (
      <p className={classes['soft']}>
        {roster.shifts.length === 0 ? 'No shift is set.' : 'Nobody is on shift now.'} {link}
      </p>
    );
  return (
    <>
      <ul className={classes['people']}>
        {present.slice(0, shownPeople).map((one) => (
          <OnePresent key={one.member.id} present={one} nowMs={nowMs} roster={roster} />
        ))}
      </ul>
      <p className={classes['soft']}>
        {present.length > shownPeople ? `and ${present.length - shownPeople} more. ` : ''}
        {link}
      </p>
    </>
  );
}

interface OnePresentProps {
  readonly present: Present;
  readonly nowMs: number;
  readonly roster: Roster;
}

function OnePresent({ present: { member, shifts, checkedInAtMs, claims }, nowMs, roster }: OnePresentProps) {
  return (
    <li>
      <p>
        <strong>{member.name}</strong>{' '}
        <span className={classes['soft']}>{[...new Set(shifts.map(({ role }) => role))].join(', ')}</span>
        {checkedInAtMs === undefined ? (
          <span className={classes['soft']}>, not checked in</span>
        ) : (
          <UserCheck size={13} role="img" aria-label="checked in" className={classes['here']} />
        )}
      </p>
      {claims.length === 0 ? <p className={classes['soft']}>has not said what they work on</p> : null}
      {claims.map((claim) => {
        const rivals = findRivals(roster, claim);
        return (
          <p key={claim.id}>
            {claim.goal} <ClaimTime claim={claim} nowMs={nowMs} />
            {rivals.length === 0 ? null : (
              <span className={classes['mark']} data-tone="bad">
                {' '}
                and so does {toNames(roster, rivals)}
              </span>
            )}
          </p>
        );
      })}
    </li>
  );
}

function ClaimTime({ claim: { sinceMs, allottedMs }, nowMs }: { readonly claim: Claim; readonly nowMs: number }) {
  const spentMs = nowMs - sinceMs;
  if (allottedMs === undefined) return <span className={classes['soft']}>{toSpanText(spentMs)}</span>;
  if (spentMs <= allottedMs)
    return (
      <span className={classes['soft']}>
        {toSpanText(spentMs)} of {toSpanText(allottedMs)}
      </span>
    );
  return (
    <span className={classes['mark']} data-tone="warn">
      <TimerOff size={12} aria-hidden="true" /> {toSpanText(spentMs - allottedMs)} over its time
    </span>
  );
}
