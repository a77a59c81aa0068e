/** Who is not available, and what follows: postponing before the start (`POL-16`), a decision of those who are left after it (`POL-15`). */
import { Button } from '@mantine/core';
import { UserX } from 'lucide-react';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { isBeforeStart } from '../../../core/maintenance/tasks.ts';
import type { PersonId } from '../../../core/roster/names.ts';
import { findMember } from '../../../core/roster/roster.ts';
import { Instant } from '../../parts/instant.tsx';
import classes from './roster.module.css';
import type { RosterDeed } from './roster-deeds.ts';

interface DropOutsProps {
  readonly state: MaintenanceState;
  readonly isClosed: boolean;
  readonly onDeed: (deed: RosterDeed) => void;
}

export function DropOuts({ state, isClosed, onDeed }: DropOutsProps) {
  const { absences, continuations } = state.roster;
  if (absences.length === 0) return null;
  const before = isBeforeStart(state);
  const nameOf = (person: PersonId) => findMember(state.roster, person)?.name ?? person;
  return (
    <section className={classes['section']} aria-label="Not available">
      <h2>Not available</h2>
      <ul className={classes['list']}>
        {absences.map(({ person, fromMs, reason }) => {
          const decided = continuations.findLast((one) => one.person === person);
          return (
            <li key={person}>
              <div>
                <UserX size={14} aria-hidden="true" /> <strong>{nameOf(person)}</strong>, from <Instant atMs={fromMs} />
                : {reason}
                {decided === undefined ? null : (
                  <p className={classes['soft']}>
                    {decided.goesOn ? 'It goes on' : 'It does not go on'}, said{' '}
                    {decided.deciders.map(nameOf).join(', ')}: {decided.reason}
                  </p>
                )}
              </div>
              {isClosed ? null : before ? (
                state.status === 'scheduled' ? (
                  <Button size="compact-sm" variant="default" onClick={() => onDeed({ kind: 'postpone', person })}>
                    Postpone…
                  </Button>
                ) : null
              ) : (
                <Button size="compact-sm" variant="default" onClick={() => onDeed({ kind: 'decide', person })}>
                  Decide whether to go on…
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
