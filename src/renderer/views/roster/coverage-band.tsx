/** How many qualified people are there at each instant of the window, and each gap with from and to, in words too. */
import { CircleCheck, CircleX } from 'lucide-react';
import type { Coverage, Wanted } from '../../../core/roster/coverage.ts';
import { toLocalSpanText } from '../../../core/schedule/days.ts';
import classes from './roster.module.css';
import { type TimeScale, toHourText, toPercent } from './time-scale.ts';

/** A gap beyond these is counted, not listed. */
const shownGaps = 50;

interface CoverageBandProps {
  readonly coverage: Coverage;
  readonly wanted: Wanted;
  readonly scale: TimeScale;
}

export function CoverageBand({ coverage, wanted, scale }: CoverageBandProps) {
  return (
    <div className={classes['row']} data-band>
      <div className={classes['who']}>
        <span className={classes['bandName']}>{toWho(wanted)}</span>
        <span className={classes['roles']}>at least {wanted.people} at every instant</span>
      </div>
      <div className={classes['lane']}>
        {coverage.bands.map(({ fromMs, toMs, people }) => {
          const left = toPercent(scale, fromMs);
          return (
            <span
              key={fromMs}
              className={classes['band']}
              data-tone={people.length < wanted.people ? 'bad' : 'good'}
              style={{ left: `${left}%`, width: `${toPercent(scale, toMs) - left}%` }}
              title={`${people.length} from ${toHourText(fromMs, scale.zone)} to ${toHourText(toMs, scale.zone)}`}
            >
              {people.length}
            </span>
          );
        })}
      </div>
    </div>
  );
}

interface GapsProps {
  readonly gaps: Coverage['gaps'];
  readonly wanted: Wanted;
  readonly zone: string;
}

export function Gaps({ gaps, wanted, zone }: GapsProps) {
  if (gaps.length === 0)
    return (
      <div className={classes['gaps']} data-tone="good" role="status">
        <p>
          <CircleCheck size={15} aria-hidden="true" /> Enough {toWho(wanted)} throughout the window.
        </p>
      </div>
    );
  return (
    <div className={classes['gaps']} data-tone="bad" role="status">
      <p>
        <CircleX size={15} aria-hidden="true" /> {gaps.length === 1 ? 'One gap' : `${gaps.length} gaps`} in the
        coverage:
      </p>
      <ul>
        {gaps.slice(0, shownGaps).map(({ fromMs, toMs, people }) => (
          <li key={fromMs}>
            {people.length} of {wanted.people} from {toLocalSpanText(fromMs, toMs, zone)}
          </li>
        ))}
        {gaps.length > shownGaps ? <li>and {gaps.length - shownGaps} more</li> : null}
      </ul>
    </div>
  );
}

function toWho({ role, qualification }: Wanted): string {
  return `${role} with ${qualification} access`;
}
