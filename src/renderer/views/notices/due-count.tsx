/** How many notices of a maintenance are due and overdue now: in the tab's label, and as a fact of the header that leads there. */
import { BellRing } from 'lucide-react';
import type { MaintenanceId } from '../../../core/ids.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { countDue, toCountWords } from '../../../core/notice/due.ts';
import { toHash } from '../../frame/route.ts';
import { CountBadge } from '../../parts/marks/count-badge.tsx';
import { useNowMs } from '../../parts/time/now.ts';
import classes from './due-count.module.css';

/** Nothing where nothing is due. */
export function DueCount({ state }: { readonly state: MaintenanceState }) {
  const count = countDue(state, useNowMs());
  const words = toCountWords(count);
  if (words === '') return null;
  return <CountBadge count={count.due + count.overdue} tone={count.overdue > 0 ? 'bad' : 'warn'} words={words} />;
}

export function DueFact({ state }: { readonly state: MaintenanceState }) {
  return <DueLink id={state.id} count={countDue(state, useNowMs())} label="Notices: " />;
}

interface DueLinkProps {
  readonly id: MaintenanceId;
  readonly count: ReturnType<typeof countDue>;
  /** Where no heading says what is counted. */
  readonly label?: string;
}

export function DueLink({ id, count, label = '' }: DueLinkProps) {
  const words = toCountWords(count);
  if (words === '') return null;
  return (
    <a
      className={classes['fact']}
      data-tone={count.overdue > 0 ? 'bad' : 'warn'}
      href={toHash({ room: 'maintenance', id, tab: 'notices' })}
    >
      <BellRing size={13} aria-hidden="true" /> {label}
      {words}
    </a>
  );
}
