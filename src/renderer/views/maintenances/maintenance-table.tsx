/** The list itself: one line a maintenance, its title the link, with status, progress, trouble and time in columns that stand still. */
import { FlaskConical, TriangleAlert } from 'lucide-react';
import type { MaintenanceSummary } from '../../../contract/shapes.ts';
import { isBeforeStart } from '../../../core/maintenance/tasks.ts';
import { toHash } from '../../frame/route.ts';
import tables from '../../parts/layout/table.module.css';
import { EnvironmentMark } from '../../parts/marks/environment-mark.tsx';
import { Mark, StatusMark } from '../../parts/marks/state-mark.tsx';
import { Instant } from '../../parts/time/instant.tsx';
import { useNowMs } from '../../parts/time/now.ts';
import { toSpanText, toUtcText, toWindowText } from '../../parts/time/times.ts';
import { heldLook } from '../../theme/tones.ts';
import { DueLink } from '../notices/due-count.tsx';
import { lastTouchedAtMs, toGroups } from './maintenance-order.ts';
import classes from './maintenance-table.module.css';

export function MaintenanceTable({ maintenances }: { readonly maintenances: readonly MaintenanceSummary[] }) {
  return (
    <table className={tables['table']}>
      <thead>
        <tr>
          <th scope="col">Maintenance</th>
          <th scope="col">Environment</th>
          <th scope="col">Window</th>
          <th scope="col">Status</th>
          <th scope="col">Notices</th>
          <th scope="col">Progress</th>
          <th scope="col">Leader</th>
          <th scope="col" className={tables['end']}>
            Lasted
          </th>
        </tr>
      </thead>
      {toGroups(maintenances).map(({ group, maintenances: inGroup }) => (
        <tbody key={group}>
          <tr>
            <th scope="rowgroup" colSpan={8} className={tables['group']}>
              {group} <span className={tables['count']}>{inGroup.length}</span>
            </th>
          </tr>
          {inGroup.map((summary) => (
            <MaintenanceRow key={summary.id} summary={summary} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

function MaintenanceRow({ summary }: { readonly summary: MaintenanceSummary }) {
  const tab = isBeforeStart(summary) ? 'brief' : 'console';
  return (
    <tr className={tables['row']}>
      <td>
        <a className={tables['link']} href={toHash({ room: 'maintenance', id: summary.id, tab })}>
          {summary.title}
        </a>
        {summary.isPractice ? (
          <span className={classes['practice']}>
            <FlaskConical size={12} aria-hidden="true" /> practice
          </span>
        ) : null}
      </td>
      <td>
        {summary.environment === undefined ? (
          <span className={tables['none']}>not said</span>
        ) : (
          <EnvironmentMark environment={summary.environment} />
        )}
      </td>
      <td className={tables['still']}>
        <When summary={summary} />
      </td>
      <td>
        {summary.isHeld ? <Mark look={heldLook} /> : <StatusMark status={summary.status} />}
        {summary.troubled > 0 ? (
          <span className={classes['trouble']} data-tone="bad">
            <TriangleAlert size={13} aria-hidden="true" /> {summary.troubled} in trouble
          </span>
        ) : null}
      </td>
      <td className={tables['still']}>
        <DueLink id={summary.id} count={summary.notices} />
      </td>
      <td>
        <ProgressBar summary={summary} />
      </td>
      <td className={tables['still']}>{summary.leader ?? <span className={tables['none']}>none yet</span>}</td>
      <td className={tables['end']}>
        <Lasted summary={summary} />
      </td>
    </tr>
  );
}

/** The window; where there is none, when it ran or was made. */
function When({ summary }: { readonly summary: MaintenanceSummary }) {
  const { window } = summary;
  if (window !== undefined) {
    return <time title={`${toUtcText(window.startMs)} – ${toUtcText(window.endMs)}`}>{toWindowText(window)}</time>;
  }
  return (
    <span className={tables['none']}>
      {summary.startedAtMs === undefined ? 'none yet; made ' : 'none; '}
      <Instant atMs={lastTouchedAtMs(summary)} />
    </span>
  );
}

function ProgressBar({ summary }: { readonly summary: MaintenanceSummary }) {
  const { settled, steps, troubled } = summary;
  return (
    <span className={classes['progress']} data-tone={troubled > 0 ? 'bad' : settled === steps ? 'good' : 'busy'}>
      <progress className={classes['bar']} value={settled} max={Math.max(1, steps)} aria-label="Steps settled" />
      {settled} of {steps}
    </span>
  );
}

function Lasted({ summary }: { readonly summary: MaintenanceSummary }) {
  const nowMs = useNowMs();
  if (summary.startedAtMs === undefined) return <span className={tables['none']}>not started</span>;
  return toSpanText((summary.endedAtMs ?? nowMs) - summary.startedAtMs);
}
