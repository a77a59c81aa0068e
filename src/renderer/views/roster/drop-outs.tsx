/** Who is not available, and what follows: postponing before the window (`POL-16`), a decision of those who are left from then on (`POL-15`). */
import { Button } from '@mantine/core';
import { UserX } from 'lucide-react';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { isBeforeStart } from '../../../core/maintenance/tasks.ts';
import type { Policy } from '../../../core/policy/policy.ts';
import { findDropOuts, findToPostpone, findUndecided, findUrgentRole } from '../../../core/policy/rules/drop-outs.ts';
import type { PersonId } from '../../../core/roster/names.ts';
import { type Absence, toName } from '../../../core/roster/roster.ts';
import { toDaysText } from '../../../core/schedule/days.ts';
import { Instant } from '../../parts/time/instant.tsx';
import classes from './roster.module.css';
import type { RosterDeed } from './roster-deeds.ts';

interface DropOutsProps {
  readonly state: MaintenanceState;
  readonly policy: Policy;
  readonly isClosed: boolean;
  readonly onDeed: (deed: RosterDeed) => void;
  readonly onAvailable: (person: PersonId) => void;
}

export function DropOuts({ state, policy, isClosed, onDeed, onAvailable }: DropOutsProps) {
  const { absences } = state.roster;
  if (absences.length === 0) return null;
  return (
    <section className={classes['section']} aria-label="Not available">
      <h2>Not available</h2>
      <ul className={classes['list']}>
        {absences.map((absence) => (
          <li key={absence.person}>
            <div>
              <UserX size={14} aria-hidden="true" /> <strong>{nameOf(state, absence.person)}</strong>, from{' '}
              <Instant atMs={absence.fromMs} />: {absence.reason}
              <Standing state={state} policy={policy} absence={absence} />
            </div>
            {isClosed ? null : (
              <div className={classes['buttons']}>
                {toWays(state, policy, absence).map(({ label, deed }) => (
                  <Button key={label} size="compact-sm" variant="default" onClick={() => onDeed(deed)}>
                    {label}
                  </Button>
                ))}
                <Button size="compact-sm" variant="subtle" onClick={() => onAvailable(absence.person)}>
                  Available again
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

interface StandingProps {
  readonly state: MaintenanceState;
  readonly policy: Policy;
  readonly absence: Absence;
}

/** What follows from it, and what has been done about it. */
function Standing({ state, policy, absence }: StandingProps) {
  const { person } = absence;
  const soft = (text: string) => <p className={classes['soft']}>{text}</p>;
  const open = (text: string) => (
    <p className={classes['warn']} data-tone="bad">
      {text}
    </p>
  );
  if (isAmong(findDropOuts(state, 'before'), person)) {
    if (state.schedule.frozen === undefined) return soft('It is not scheduled yet: plan it without them.');
    return isAmong(findToPostpone(policy, state), person)
      ? open(`It has to be postponed by at least ${toDaysText(policy.numbers.postponedDays)} (POL-16).`)
      : soft('It was postponed because of them.');
  }
  if (!isAmong(findDropOuts(state, 'during'), person)) return soft('They have no shift and no duty: nothing follows.');
  const urgent = findUrgentRole(policy, state, absence);
  if (urgent !== undefined) return open(`They are ${urgent}, which is urgent: it is handed over (POL-15).`);
  const decided = state.roster.continuations.findLast((one) => one.person === person);
  if (
    decided === undefined ||
    isAmong(
      findUndecided(policy, state).map((one) => one.absence),
      person,
    )
  )
    return open('Whoever is left decides whether to go on (POL-15).');
  const who = decided.deciders.map((one) => nameOf(state, one)).join(', ');
  return soft(`${decided.goesOn ? 'It goes on' : 'It does not go on'}, said ${who}: ${decided.reason}`);
}

function toWays(
  state: MaintenanceState,
  policy: Policy,
  absence: Absence,
): readonly { readonly label: string; readonly deed: RosterDeed }[] {
  const { person } = absence;
  const postpone = { label: 'Postpone…', deed: { kind: 'postpone', person } as const };
  const isScheduled = state.status === 'scheduled';
  if (isAmong(findDropOuts(state, 'before'), person))
    return isScheduled && isAmong(findToPostpone(policy, state), person) ? [postpone] : [];
  if (!isAmong(findDropOuts(state, 'during'), person)) return [];
  const way =
    findUrgentRole(policy, state, absence) === undefined
      ? { label: 'Decide whether to go on…', deed: { kind: 'decide', person } as const }
      : { label: 'Hand over…', deed: { kind: 'hand-over', person } as const };
  return isBeforeStart(state) && isScheduled ? [way, postpone] : [way];
}

function isAmong(absences: readonly Absence[], person: PersonId): boolean {
  return absences.some((absence) => absence.person === person);
}

function nameOf({ roster }: MaintenanceState, person: PersonId): string {
  return toName(roster, person);
}
