/** Every maintenance that was run: its report, how it went, and what it still waits for. */
import { FlaskConical, TriangleAlert } from 'lucide-react';
import type { ReportSummary } from '../../../contract/report-shapes.ts';
import { toHash } from '../../frame/route.ts';
import tables from '../../parts/layout/table.module.css';
import { TableHead } from '../../parts/layout/table-head.tsx';
import { Mark } from '../../parts/marks/state-mark.tsx';
import { Instant } from '../../parts/time/instant.tsx';
import { toSpanText } from '../../parts/time/times.ts';
import { causeNames, reportKindNames, reportStateLooks } from '../postmortem/report-words.ts';
import { isMissing } from './report-filter.ts';
import classes from './reports.module.css';

/** The rest is found by a filter. */
const shownRows = 200;

export function ReportTable({ rows }: { readonly rows: readonly ReportSummary[] }) {
  if (rows.length === 0) return <p className={classes['none']}>No report passes this filter.</p>;
  return (
    <div className={classes['scroll']}>
      <table className={tables['table']}>
        <TableHead
          columns={['Maintenance', 'Report', 'Ended', 'Services', 'Cause', 'Outage', 'Overrun', 'Action items']}
        />
        <tbody>
          {rows.slice(0, shownRows).map((row) => (
            <ReportRow key={row.maintenance} row={row} />
          ))}
        </tbody>
      </table>
      {rows.length > shownRows ? (
        <p className={classes['none']}>and {rows.length - shownRows} more: narrow them down.</p>
      ) : null}
    </div>
  );
}

function ReportRow({ row }: { readonly row: ReportSummary }) {
  const { maintenance, title, reportTitle, isPractice, endedAtMs, services, cause, outage, overrunMs, actionItems } =
    row;
  const open = actionItems.filter(({ state }) => state === 'open').length;
  const none = <span className={tables['none']}>none</span>;
  return (
    <tr className={tables['row']}>
      <td>
        <a className={tables['link']} href={toHash({ room: 'maintenance', id: maintenance, tab: 'post-mortem' })}>
          {title}
        </a>
        {isPractice ? (
          <span className={classes['practice']}>
            <FlaskConical size={12} aria-hidden="true" /> practice
          </span>
        ) : null}
        {reportTitle === undefined || reportTitle === title ? null : (
          <div className={classes['soft']}>{reportTitle}</div>
        )}
      </td>
      <td className={tables['still']}>
        <Mark look={reportStateLooks[row.state]} />
        <div className={classes['soft']}>
          {row.kind === undefined ? null : reportKindNames[row.kind]}
          {isMissing(row) && row.state === 'none' ? (
            <span data-tone={row.demand.kind === 'demanded' ? 'bad' : 'warn'} className={classes['toned']}>
              <TriangleAlert size={12} aria-hidden="true" /> {row.demand.kind}
            </span>
          ) : null}
          {row.state === 'none' && row.isPerfect ? 'went perfectly' : null}
        </div>
      </td>
      <td className={tables['still']}>
        {endedAtMs === undefined ? <span className={tables['none']}>still runs</span> : <Instant atMs={endedAtMs} />}
      </td>
      <td>{services.length === 0 ? none : services.join(', ')}</td>
      <td className={tables['still']}>
        {cause === undefined ? <span className={tables['none']}>not said</span> : causeNames[cause]}
      </td>
      <td className={tables['still']} title={outage === undefined ? undefined : 'total, from down to up'}>
        {outage === undefined || outage.totalMs === 0 ? none : toSpanText(outage.totalMs)}
      </td>
      <td className={tables['still']}>
        {overrunMs === undefined ? (
          none
        ) : (
          <span data-tone="bad" className={classes['toned']}>
            {toSpanText(overrunMs)}
          </span>
        )}
      </td>
      <td className={tables['still']}>{actionItems.length === 0 ? none : `${open} of ${actionItems.length} open`}</td>
    </tr>
  );
}
