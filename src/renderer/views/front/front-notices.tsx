/** The notices of a maintenance for whoever has them in view: what is overdue or due, what comes next, and what left last. */
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { type DueNotice, toDueNotices } from '../../../core/notice/due.ts';
import { toHash } from '../../frame/route.ts';
import { Mark } from '../../parts/marks/state-mark.tsx';
import { Instant } from '../../parts/time/instant.tsx';
import { useNowMs } from '../../parts/time/now.ts';
import { audienceNames, kindNames, noticeLooks } from '../notices/notice-looks.ts';
import { toRelationText } from '../notices/span.ts';
import classes from './front-view.module.css';

/** Of those to come, and of those that left: the rest stands under Notices. */
const shownComing = 3;
const shownSent = 2;

export function FrontNotices({ state }: { readonly state: MaintenanceState }) {
  const all = toDueNotices(state, useNowMs());
  const of = (...wanted: readonly DueNotice['status'][]) => all.filter(({ status }) => wanted.includes(status));
  const shown = [
    ...of('overdue'),
    ...of('due'),
    ...of('upcoming').slice(0, shownComing),
    ...of('sent').slice(-shownSent).toReversed(),
  ];
  if (shown.length === 0) return <p className={classes['soft']}>None is planned.</p>;
  return (
    <ul className={classes['list']}>
      {shown.map((due) => (
        <li key={due.notice.id} className={classes['item']}>
          <div className={classes['itemWords']}>
            <a href={toHash({ room: 'maintenance', id: state.id, tab: 'notices', notice: due.notice.id })}>
              {kindNames[due.notice.kind]}
            </a>
            <p className={classes['soft']}>
              {audienceNames[due.notice.audience]}, <When due={due} />
            </p>
          </div>
          <Mark look={noticeLooks[due.status]} />
        </li>
      ))}
    </ul>
  );
}

function When({ due: { notice, sentAtMs, dueAtMs } }: { readonly due: DueNotice }) {
  const atMs = sentAtMs ?? dueAtMs;
  return atMs === undefined ? toRelationText(notice.due) : <Instant atMs={atMs} />;
}
