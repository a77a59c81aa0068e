/** The last few things that happened, in the journal's own sentences; each leads to its place in the log. */
import { useMemo } from 'react';
import { toEventTone } from '../../../core/maintenance/event-face.ts';
import { toEventText } from '../../../core/maintenance/event-text.ts';
import type { EventType, JournalEvent } from '../../../core/maintenance/events.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { toHash } from '../../frame/route.ts';
import { useMaintenanceModels, useModel } from '../../model/react.tsx';
import { Instant } from '../../parts/time/instant.tsx';
import { useNowMs } from '../../parts/time/now.ts';
import classes from './front-view.module.css';

const shownEvents = 8;

/** How a step got under way is told by its outcome, and who comes and goes is no news of the maintenance; the log has it all. */
const leftOut: ReadonlySet<EventType> = new Set<EventType>([
  'attempt-intended',
  'attempt-dispatched',
  'attempt-started',
  'attempt-found',
  'invite-made',
  'invite-revoked',
  'follower-joined',
  'follower-admitted',
  'follower-refused',
  'follower-left',
  'marked-seen',
]);

export function LatestEvents({ state }: { readonly state: MaintenanceState }) {
  const { maintenance } = useMaintenanceModels(state.id);
  const events = useModel(maintenance, (view) => view.events);
  const names = useModel(maintenance, (view) => view.names);
  const nowMs = useNowMs();
  const latest = useMemo(() => toLatest(events), [events]);
  const isDated = latest.some(({ atMs }) => !isToday(atMs, nowMs));
  return (
    <ol className={classes['list']} data-dated={isDated || undefined}>
      {latest.map((event) => (
        <li key={event.seq}>
          <a
            className={classes['event']}
            data-tone={toEventTone(event)}
            href={toHash({
              room: 'maintenance',
              id: state.id,
              tab: 'console',
              spot: { kind: 'event', at: event.seq },
            })}
          >
            <Instant atMs={event.atMs} isTimeOnly={!isDated} />
            <span>{toEventText(event, names.at(event.seq))}</span>
          </a>
        </li>
      ))}
    </ol>
  );
}

/** As the reader’s own clock says. */
function isToday(atMs: number, nowMs: number): boolean {
  return new Date(atMs).toDateString() === new Date(nowMs).toDateString();
}

/** Newest first. */
function toLatest(events: readonly JournalEvent[]): readonly JournalEvent[] {
  const latest: JournalEvent[] = [];
  for (let at = events.length - 1; at >= 0 && latest.length < shownEvents; at -= 1) {
    const event = events[at];
    if (event !== undefined && !leftOut.has(event.type)) latest.push(event);
  }
  return latest;
}
