/** Who answers for what: the lead, the notices, the validation. */
import { Button } from '@mantine/core';
import { Fragment } from 'react';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import type { PersonId } from '../../../core/roster/names.ts';
import { toName } from '../../../core/roster/roster.ts';
import facts from '../../parts/marks/facts.module.css';
import classes from './roster.module.css';
import type { RosterDeed } from './roster-deeds.ts';
import { dutyNames } from './shift-dialogs.tsx';

interface DutyListProps {
  readonly state: MaintenanceState;
  readonly isClosed: boolean;
  readonly onDeed: (deed: RosterDeed) => void;
}

export function DutyList({ state, isClosed, onDeed }: DutyListProps) {
  const { duties } = state.roster;
  const nameOf = (person: PersonId | undefined) => (person === undefined ? 'nobody yet' : toName(state.roster, person));
  const rows: readonly (readonly [string, string])[] = [
    ...(duties.leaders.length === 0 ? [['Leader', nameOf(undefined)] as const] : []),
    ...duties.leaders.map(
      ({ person, service }) => [service === undefined ? 'Leader' : `Leader of ${service}`, nameOf(person)] as const,
    ),
    ...dutyNames.map(([duty, label]) => [label, nameOf(duties[duty])] as const),
  ];
  return (
    <section className={classes['section']} aria-label="Duties">
      <div className={classes['head']}>
        <h2>Duties</h2>
        {isClosed ? null : (
          <Button size="compact-sm" variant="default" onClick={() => onDeed({ kind: 'duties' })}>
            Assign…
          </Button>
        )}
      </div>
      <dl className={facts['facts']}>
        {rows.map(([label, who]) => (
          <Fragment key={label}>
            <dt>{label}</dt>
            <dd>{who}</dd>
          </Fragment>
        ))}
      </dl>
    </section>
  );
}
