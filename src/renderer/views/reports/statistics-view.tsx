/** What the reports that pass add up to: figures first, then how they spread over time, services, causes and improvements. */
import type { Statistics } from '../../../core/postmortem/statistics.ts';
import { BarChart } from '../../parts/charts/bar-chart.tsx';
import { ColumnChart } from '../../parts/charts/column-chart.tsx';
import { toSpanText } from '../../parts/time/times.ts';
import { causeNames, itemKindNames } from '../postmortem/report-words.ts';
import classes from './reports.module.css';

const minuteMs = 60_000;

const windows = [
  { name: 'Kept', colour: 'var(--good)' },
  { name: 'Overrun', colour: 'var(--bad)' },
] as const;

/** Axes count whole minutes: a quarter's outage in milliseconds is no number anybody reads. */
const toMinutes = (spanMs: number) => Math.round(spanMs / minuteMs);
const toMinuteWords = (minutes: number) => (minutes === 0 ? '0' : toSpanText(minutes * minuteMs));

export function StatisticsView({ statistics }: { readonly statistics: Statistics }) {
  const { runs, perfect, overruns, overrunMs, totalOutageMs, visibleOutageMs, preventable, openItems, overdueItems } =
    statistics;
  const share = (part: number) => (runs === 0 ? '' : `${Math.round((part / runs) * 100)} %`);
  return (
    <div className={classes['statistics']}>
      <dl className={classes['figures']}>
        <Figure
          name="Maintenances run"
          value={String(runs)}
          says={`${perfect} perfect${runs === 0 ? '' : `, ${share(perfect)}`}`}
        />
        <Figure
          name="Overruns"
          value={String(overruns)}
          says={overruns === 0 ? 'every window was kept' : `${toSpanText(overrunMs)} over in all, ${share(overruns)}`}
        />
        <Figure
          name="Total outage"
          value={totalOutageMs === 0 ? 'none' : toSpanText(totalOutageMs)}
          says={`from down to up; ${visibleOutageMs === 0 ? 'none' : toSpanText(visibleOutageMs)} of it visible`}
        />
        <Figure name="Preventable" value={String(preventable)} says="incidents, by their reports" />
        <Figure
          name="Open action items"
          value={String(openItems)}
          says={overdueItems === 0 ? 'none overdue' : `${overdueItems} overdue`}
        />
      </dl>
      <div className={classes['charts']}>
        <ColumnChart
          title="Windows kept and overrun"
          rowName="Month"
          series={windows}
          rows={statistics.months.map(({ month, kept, overrun }) => ({ label: month, values: [kept, overrun] }))}
          empty="Nothing was run in this time."
        />
        <ColumnChart
          title="Outage minutes"
          rowName="Month"
          series={[
            { name: 'Visible: down', colour: 'var(--bad)' },
            { name: 'Back in part', colour: 'var(--warn)' },
          ]}
          rows={statistics.months.map(({ month, visibleOutageMs: visible, partialOutageMs: partial }) => ({
            label: month,
            values: [toMinutes(visible), toMinutes(partial)],
          }))}
          counts="minutes"
          toText={toMinuteWords}
          empty="No outage in this time."
        />
        <BarChart
          title="Outage by service"
          rowName="Service"
          series={[{ name: 'Outage', colour: 'var(--bad)' }]}
          rows={statistics.services
            .filter(({ outageMs }) => outageMs > 0)
            .map(({ service, outageMs }) => ({ label: service, values: [outageMs] }))}
          toText={toSpanText}
          empty="No service was marked as out in this time."
        />
        <BarChart
          title="Maintenances by service"
          rowName="Service"
          series={windows}
          rows={statistics.services.map(({ service, runs: all, overruns: over }) => ({
            label: service,
            values: [all - over, over],
          }))}
          empty="The maintenances of this time name no service, and none was marked."
        />
        <BarChart
          title="Incidents by basic cause"
          rowName="Cause"
          series={[{ name: 'Incidents', colour: 'var(--odd)' }]}
          rows={statistics.causes.map(({ cause, incidents }) => ({
            label: cause === 'unknown' ? 'Not known yet' : causeNames[cause],
            values: [incidents],
          }))}
          empty="There is no IncidentReport in this time."
        />
        <BarChart
          title="Action items by kind"
          rowName="Kind"
          series={[
            { name: 'Open', colour: 'var(--warn)' },
            { name: 'Done', colour: 'var(--good)' },
            { name: 'Dropped', colour: 'var(--neutral)' },
          ]}
          rows={statistics.items.map(({ kind, open, done, dropped }) => ({
            label: itemKindNames[kind],
            values: [open, done, dropped],
          }))}
          empty="No report of this time has action items."
        />
      </div>
    </div>
  );
}

interface FigureProps {
  readonly name: string;
  readonly value: string;
  readonly says: string;
}

function Figure({ name, value, says }: FigureProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
      <dd className={classes['says']}>{says}</dd>
    </div>
  );
}
