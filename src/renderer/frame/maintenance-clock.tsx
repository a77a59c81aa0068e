/** The clock of a maintenance: its window running down, or where it has none the time since the start; planned and projected end under it. */

import { restEstimateMs } from '../../core/maintenance/projection.ts';
import type { MaintenanceState } from '../../core/maintenance/state.ts';
import type { Window } from '../../core/schedule/window.ts';
import { Instant } from '../parts/time/instant.tsx';
import { useNowMs } from '../parts/time/now.ts';
import { toClockText, toMinuteText, toSpanText, toUtcText, toWindowText } from '../parts/time/times.ts';
import classes from './maintenance-clock.module.css';
import { toWindowClock, type WindowClock } from './window-clock.ts';

export function MaintenanceClock({ state }: { readonly state: MaintenanceState }) {
  const nowMs = useNowMs();
  const clock = toWindowClock(state, nowMs);
  const { window } = state.schedule;
  if (clock === undefined || window === undefined) return <RunClock state={state} nowMs={nowMs} />;
  return (
    <div className={classes['clock']} role="timer" aria-label="Window" title={toWindowText(window)}>
      <span>
        <span className={classes['figure']} data-tone={clock.tone}>
          {clock.figure}
        </span>{' '}
        <span className={classes['word']}>{clock.word}</span>
      </span>
      <span className={classes['more']}>
        {nowMs < window.startMs ? (
          <time title={toUtcText(window.startMs)}>{toWindowText(window)}</time>
        ) : (
          <>
            planned end <ZoneTime atMs={window.endMs} window={window} />
          </>
        )}
        <ProjectedEnd clock={clock} window={window} />
        {nowMs < window.startMs ? '' : ` ${window.zone}`}
      </span>
    </div>
  );
}

function ProjectedEnd({ clock, window }: { readonly clock: WindowClock; readonly window: Window }) {
  if (clock.projectedEndMs === undefined) return null;
  return (
    <>
      {' · '}
      <span className={classes['projected']} data-tone={clock.isProjectedLate ? 'bad' : undefined}>
        projected {clock.isProjectedLate ? 'late, ' : 'end '}
        <ZoneTime atMs={clock.projectedEndMs} window={window} />
      </span>
    </>
  );
}

/** In the window's zone, as everything about a window is; in UTC on hover. */
function ZoneTime({ atMs, window }: { readonly atMs: number; readonly window: Window }) {
  return (
    <time dateTime={new Date(atMs).toISOString()} title={toUtcText(atMs)}>
      {toMinuteText(atMs, window.zone)}
    </time>
  );
}

/** Time since the start, and when the steps still to come would end by their estimates. */
function RunClock({ state, nowMs }: { readonly state: MaintenanceState; readonly nowMs: number }) {
  const restMs = restEstimateMs(state, nowMs);
  const { window } = state.schedule;
  if (state.startedAtMs === undefined) {
    return (
      <div className={classes['clock']}>
        <span className={classes['word']}>{state.status === 'cancelled' ? 'Called off' : 'Not started'}</span>
        <span className={classes['more']}>
          {window === undefined
            ? restMs > 0 && `no window yet · estimated ${toSpanText(restMs)}`
            : `was to be ${toWindowText(window)}`}
        </span>
      </div>
    );
  }
  return (
    <div className={classes['clock']} role="timer" aria-label="Time since the start">
      <span className={classes['figure']}>{toClockText((state.endedAtMs ?? nowMs) - state.startedAtMs)}</span>
      <span className={classes['more']}>
        started <Instant atMs={state.startedAtMs} isTimeOnly />
        {state.endedAtMs === undefined ? (
          restMs > 0 && (
            <>
              {' · projected end '}
              <Instant atMs={nowMs + restMs} isTimeOnly />
            </>
          )
        ) : (
          <>
            {' · ended '}
            <Instant atMs={state.endedAtMs} isTimeOnly />
          </>
        )}
        {window === undefined ? null : (
          <>
            {' · planned end '}
            <ZoneTime atMs={window.endMs} window={window} /> {window.zone}
          </>
        )}
      </span>
    </div>
  );
}
