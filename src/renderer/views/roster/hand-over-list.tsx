/** What is offered to be handed over, until it is accepted or declined. */
import { Button } from '@mantine/core';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { isOver } from '../../../core/maintenance/tasks.ts';
import { type HandOver, toName } from '../../../core/roster/roster.ts';
import { useSeat } from '../../model/react.tsx';
import type { Asking } from '../../parts/asking/asking.ts';
import { Instant } from '../../parts/time/instant.tsx';
import { toInstantText } from '../../parts/time/times.ts';
import classes from './roster.module.css';
import type { RosterDeed } from './roster-deeds.ts';

interface HandOverListProps {
  readonly state: MaintenanceState;
  readonly asking: Asking;
  readonly onDeed: (deed: RosterDeed) => void;
}

export function HandOverList({ state, asking, onDeed }: HandOverListProps) {
  const seat = useSeat(state);
  const mayAnswer = seat.may('roster.acceptHandOver') && !isOver(state);
  const { handOvers } = state.roster;
  const nameOf = (person: HandOver['from']) => toName(state.roster, person);
  return (
    <section className={classes['section']} aria-label="Hand-overs">
      <h2>Hand-overs</h2>
      {handOvers.length === 0 ? <p className={classes['soft']}>Nothing is offered.</p> : null}
      <ul className={classes['list']}>
        {handOvers.map((handOver) => (
          <li key={handOver.id}>
            <div>
              <strong>{nameOf(handOver.from)}</strong> offers {toWhat(state, handOver)} to{' '}
              <strong>{nameOf(handOver.to)}</strong>
              {handOver.note === undefined ? null : <p>{handOver.note}</p>}
              <p className={classes['soft']}>
                <Instant atMs={handOver.offeredAtMs} />
              </p>
            </div>
            {mayAnswer && seat.speaksFor(handOver.to) ? (
              <span className={classes['buttons']}>
                {seat.visitor !== undefined && handOver.what.kind === 'lead' ? (
                  <span className={classes['soft']}>The lead is taken over at a console of your own.</span>
                ) : (
                  <Button
                    size="compact-xs"
                    onClick={() =>
                      void asking.ask('roster.acceptHandOver', { maintenance: state.id, handOver: handOver.id })
                    }
                  >
                    Accept
                  </Button>
                )}
                <Button
                  size="compact-xs"
                  variant="default"
                  onClick={() => onDeed({ kind: 'decline', handOver: handOver.id })}
                >
                  Decline…
                </Button>
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function toWhat({ roster, schedule }: MaintenanceState, { what }: HandOver): string {
  if (what.kind === 'lead') return what.service === undefined ? 'the lead' : `the lead of ${what.service}`;
  const shift = roster.shifts.find(({ id }) => id === what.shift);
  return shift === undefined
    ? 'a shift'
    : `the shift as ${shift.role} from ${toInstantText(shift.fromMs, schedule.window?.zone)}`;
}
