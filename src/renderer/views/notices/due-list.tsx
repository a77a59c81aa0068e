/** The notices of a maintenance that want to be sent now, as the console's side panel shows them; each leads to its words. */
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { type DueNotice, toDueNotices } from '../../../core/notice/due.ts';
import { toHash } from '../../frame/route.ts';
import { Mark } from '../../parts/marks/state-mark.tsx';
import { useNowMs } from '../../parts/time/now.ts';
import { toSpanText } from '../../parts/time/times.ts';
import classes from './due-list.module.css';
import { kindNames, noticeLooks } from './notice-looks.ts';

/** The rest is counted: the panel has the steps and hosts to show as well. */
const shownLimit = 5;

export function DueList({ state }: { readonly state: MaintenanceState }) {
  const nowMs = useNowMs();
  const all = toDueNotices(state, nowMs);
  const due = all.filter(({ status, troubled }) => status === 'due' || status === 'overdue' || troubled.length > 0);
  const next = all.find(({ status, dueAtMs }) => status === 'upcoming' && dueAtMs !== undefined);
  const href = toHash({ room: 'maintenance', id: state.id, tab: 'notices' });
  return (
    <>
      <ul className={classes['list']}>
        {due.slice(0, shownLimit).map((one) => (
          <DueRow key={one.notice.id} state={state} due={one} nowMs={nowMs} />
        ))}
      </ul>
      {due.length > shownLimit ? <a href={href}>{due.length - shownLimit} more</a> : null}
      {due.length > 0 ? null : (
        <p className={classes['soft']}>
          None is due.
          {next?.dueAtMs === undefined
            ? ''
            : ` Next: ${kindNames[next.notice.kind].toLowerCase()}, in ${toSpanText(next.dueAtMs - nowMs)}.`}
        </p>
      )}
    </>
  );
}

interface DueRowProps {
  readonly state: MaintenanceState;
  readonly due: DueNotice;
  readonly nowMs: number;
}

function DueRow({ state, due: { notice, status, dueAtMs, troubled }, nowMs }: DueRowProps) {
  return (
    <li className={classes['row']}>
      <a href={toHash({ room: 'maintenance', id: state.id, tab: 'notices', notice: notice.id })}>
        {kindNames[notice.kind]}
      </a>
      <Mark look={noticeLooks[status]} />
      <span className={classes['soft']}>
        {notice.audience}
        {dueAtMs === undefined || dueAtMs > nowMs ? '' : `, due ${toSpanText(nowMs - dueAtMs)} ago`}
        {troubled.length > 0 ? ', sending failed or unknown' : ''}
      </span>
    </li>
  );
}
