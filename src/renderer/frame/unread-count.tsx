/** How many comments of others wait to be seen, in the label of the tab where they stand. */
import { findUnread, mentions } from '../../core/comment/reading.ts';
import type { MaintenanceState } from '../../core/maintenance/state.ts';
import { useSeat } from '../model/react.tsx';
import { useMe } from '../parts/asking/use-me.ts';
import { CountBadge } from '../parts/marks/count-badge.tsx';

/** Nothing where nothing is new, or nobody here could mark it as seen. */
export function UnreadCount({ state }: { readonly state: MaintenanceState }) {
  const me = useMe(state);
  const maySee = useSeat(state).may('comment.seen');
  const unread = me === undefined || !maySee ? [] : findUnread(state.talk, me);
  if (me === undefined || unread.length === 0) return null;
  const isForMe = unread.some((comment) => mentions(comment, me));
  return (
    <CountBadge
      count={unread.length}
      tone={isForMe ? 'warn' : 'neutral'}
      words={`${unread.length} unread${isForMe ? ', some for you' : ''}`}
    />
  );
}
