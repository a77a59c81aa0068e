/** What the journal says and nobody types: the times that matter, each step against its estimate, who was there, what was waived and told. */
import type { ReactNode } from 'react';
import type { ReportFacts } from '../../../core/postmortem/report.ts';
import tables from '../../parts/layout/table.module.css';
import { TableHead } from '../../parts/layout/table-head.tsx';
import facts from '../../parts/marks/facts.module.css';
import { Instant } from '../../parts/time/instant.tsx';
import { toSpanText, toWindowText } from '../../parts/time/times.ts';
import classes from './postmortem.module.css';

export function FactsSection({ facts: known }: { readonly facts: ReportFacts }) {
  const { times, steps, onShift, waivers, notices, backups, rollback } = known;
  return (
    <section className={classes['card']} aria-label="From the journal">
      <h2>From the journal</h2>
      <dl className={facts['facts']}>
        <Fact name="Window">{times.plannedWindow === undefined ? 'none' : toWindowText(times.plannedWindow)}</Fact>
        <When name="Started" atMs={times.startedAtMs} />
        <When name="First failure" atMs={times.firstFailureAtMs} />
        <When name="First acted on" atMs={times.detectedAtMs} />
        <When name="Rollback decided" atMs={times.rollbackAtMs} />
        <When name="Ended" atMs={times.endedAtMs} />
        {times.overrunMs === undefined ? null : (
          <Fact name="Overrun">
            <strong data-tone="bad" className={classes['toned']}>
              {toSpanText(times.overrunMs)}
            </strong>
          </Fact>
        )}
        {rollback === undefined ? null : (
          <Fact name="Rolled back">
            {rollback.reason} <span className={classes['soft']}>by {rollback.by}</span>
            {rollback.criterion === undefined ? null : (
              <div className={classes['soft']}>Criterion: {rollback.criterion}</div>
            )}
          </Fact>
        )}
      </dl>
      <More title="Steps" count={steps.length}>
        <table className={tables['table']}>
          <TableHead columns={['Step', 'State', 'Estimate', 'Took', 'Attempts']} />
          <tbody>
            {steps.map((step) => (
              <tr key={step.task}>
                <td>
                  {step.title}
                  {step.host === undefined ? null : <span className={classes['soft']}> on {step.host}</span>}
                </td>
                <td className={tables['still']}>{step.state}</td>
                <td className={tables['still']}>{step.estimateMs === undefined ? '' : toSpanText(step.estimateMs)}</td>
                <td
                  className={tables['still']}
                  data-tone={isOver(step) ? 'warn' : undefined}
                  title={isOver(step) ? 'Longer than estimated' : undefined}
                >
                  {step.actualMs === undefined ? '' : toSpanText(step.actualMs)}
                  {isOver(step) ? ' ▲' : ''}
                </td>
                <td>{step.attempts}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </More>
      <More title="On shift" count={onShift.length}>
        <ul>
          {onShift.map((one) => (
            <li key={`${one.name} ${one.fromMs} ${one.roles.join()}`}>
              {one.name}, {one.roles.join(', ')}: <Instant atMs={one.fromMs} /> – <Instant atMs={one.toMs} />
            </li>
          ))}
        </ul>
      </More>
      <More title="Waivers" count={waivers.length}>
        <ul>
          {waivers.map((one) => (
            <li key={`${one.rule} ${one.atMs}`}>
              {one.rule} by {one.by}: {one.reason}
            </li>
          ))}
        </ul>
      </More>
      <More title="Notices" count={notices.length}>
        <ul>
          {notices.map((one) => (
            <li key={`${one.title} ${one.dueAtMs ?? ''} ${one.sentAtMs ?? ''}`}>
              {one.title}: {one.sentAtMs === undefined ? 'not sent' : <Instant atMs={one.sentAtMs} />}
            </li>
          ))}
        </ul>
      </More>
      <More title="Backups relied on" count={backups.length}>
        <ul>
          {backups.map((one) => (
            <li key={one.name}>
              {one.name}: {one.level}
            </li>
          ))}
        </ul>
      </More>
    </section>
  );
}

const isOver = ({ estimateMs, actualMs }: ReportFacts['steps'][number]): boolean =>
  estimateMs !== undefined && actualMs !== undefined && actualMs > estimateMs;

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function When({ name, atMs }: { readonly name: string; readonly atMs: number | undefined }) {
  return atMs === undefined ? null : (
    <Fact name={name}>
      <Instant atMs={atMs} />
    </Fact>
  );
}

function More({
  title,
  count,
  children,
}: {
  readonly title: string;
  readonly count: number;
  readonly children: ReactNode;
}) {
  if (count === 0) return null;
  return (
    <details className={classes['more']}>
      <summary>
        {title} <span className={tables['count']}>{count}</span>
      </summary>
      {children}
    </details>
  );
}
