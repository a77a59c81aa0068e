/** Was it perfect? The console says what it thinks and why (`PM-4`). */
import { CircleCheck, CircleX } from 'lucide-react';
import type { ReportFacts } from '../../../core/postmortem/report.ts';
import overview from './overview.module.css';
import classes from './postmortem.module.css';

export function PerfectCard({ perfect: { isPerfect, reasons } }: Pick<ReportFacts, 'perfect'>) {
  const failing = reasons.filter(({ holds }) => !holds).length;
  return (
    <section className={classes['card']} aria-label="Was it perfect?">
      <div className={classes['cardHead']}>
        <h2>Was it perfect?</h2>
        <span className={overview['verdict']} data-tone={isPerfect ? 'good' : 'warn'}>
          {isPerfect ? 'Yes' : `No: ${failing} of ${reasons.length} did not hold`}
        </span>
      </div>
      <ul className={classes['reasons']}>
        {reasons.map(({ holds, says }) => {
          const Icon = holds ? CircleCheck : CircleX;
          return (
            <li key={says} data-tone={holds ? 'good' : 'bad'}>
              <Icon size={15} aria-label={holds ? 'Held' : 'Did not hold'} />
              <span>{says}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
