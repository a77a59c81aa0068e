/** The recurring window of an environment: its rule in words, when it comes next, and what became of the last ones (`REL-3`). */
import type { EnvironmentDetails } from '../../../contract/environment-shapes.ts';
import { toWindowRuleText } from '../../../core/environment/window-rule.ts';
import { toHash } from '../../frame/route.ts';
import { toWindowText } from '../../parts/time/times.ts';
import classes from './environments.module.css';

type Past = EnvironmentDetails['occurrences'][number];

const outcomeWords: Readonly<Record<Past['outcome'], string>> = {
  starting: 'is being started',
  started: 'started by itself',
  'not-started': 'did not start',
  'nothing-due': 'nothing was due',
};

const clockWords = {
  skipped: 'moved: the clocks skip its usual start',
  twice: 'the first of two: the clocks show its start twice',
} as const;

const shownPast = 5;

export function WindowCard({ details }: { readonly details: EnvironmentDetails }) {
  const { windowRule } = details.record.environment;
  return (
    <section className={classes['card']} aria-label="Maintenance window">
      <div className={classes['heading']}>
        <h2>Recurring window</h2>
      </div>
      {windowRule === undefined ? (
        <p className={classes['small']}>None. Maintenance is run by hand.</p>
      ) : (
        <>
          <p>{toWindowRuleText(windowRule)}.</p>
          <p className={classes['small']}>
            {windowRule.isAutomatic
              ? 'Due migrations run in it by themselves, while this console is open and every “must” of the policy holds.'
              : 'Nothing starts in it by itself.'}
          </p>
          <ol className={classes['list']} aria-label="Next windows">
            {details.windows.map(({ startMs, endMs, zone, clocks }) => (
              <li key={startMs}>
                <time dateTime={new Date(startMs).toISOString()}>{toWindowText({ startMs, endMs, zone })}</time>
                {startMs <= details.atMs && details.atMs < endMs ? <strong> now</strong> : null}
                {clocks === undefined ? null : <span className={classes['small']}> ({clockWords[clocks]})</span>}
              </li>
            ))}
          </ol>
        </>
      )}
      {details.occurrences.length === 0 ? null : (
        <ul className={classes['list']} aria-label="Past windows">
          {details.occurrences.slice(0, shownPast).map((past) => (
            <PastWindow key={past.window.startMs} past={past} />
          ))}
        </ul>
      )}
    </section>
  );
}

function PastWindow({ past: { window, outcome, maintenance, why } }: { readonly past: Past }) {
  const isHeldUp = outcome === 'starting' && why.length > 0;
  const words = isHeldUp ? 'has not started yet' : outcomeWords[outcome];
  return (
    <li className={classes['small']}>
      {toWindowText(window)}:{' '}
      {maintenance === undefined ? (
        words
      ) : (
        <a href={toHash({ room: 'maintenance', id: maintenance, tab: 'console' })}>{words}</a>
      )}
      {why.length === 0 ? '' : `. ${why.join(' ')}`}
    </li>
  );
}
