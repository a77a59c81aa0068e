/** The notices a maintenance release has because its environment asks for them: which, to whom, through which channels (`REL-5`). */
import type { Environment, Occasion } from '../environment/environment.ts';
import type { Due, Notice, NoticeKind } from './notice.ts';

const hourMs = 3_600_000;
/** Sent when they are due, or something is in the way that a person should see soon. */
const graceMs = 10 * 60_000;
/** Where nobody said how long before the window its downtime is told. */
const usualHoursAhead = 24;

const kinds: Readonly<Record<Occasion, NoticeKind>> = {
  pending: 'pending-updates',
  downtime: 'downtime-ahead',
  start: 'start',
  success: 'completion',
  failure: 'failure',
};

/**
 * @param isNews whether it has migrations that nobody was told of: what is pending is told once
 * @param nowMs when the release is made, UTC milliseconds
 */
export function toEnvironmentNotices(
  { notifications }: Pick<Environment, 'notifications'>,
  isNews: boolean,
  nowMs: number,
): readonly Notice[] {
  return notifications
    .filter(({ on }) => on !== 'pending' || isNews)
    .map(({ on, audience, channels, hoursAhead }, index) => {
      const due = toDue(on, nowMs, hoursAhead ?? usualHoursAhead);
      return {
        id: `environment-${on}-${index + 1}`,
        kind: kinds[on],
        audience,
        channels,
        ...(due === undefined ? {} : { due }),
        graceMs,
        isAutomatic: true,
      };
    });
}

/** A failure is due when it happens: no point of the run is that. */
function toDue(on: Occasion, nowMs: number, hoursAhead: number): Due | undefined {
  switch (on) {
    case 'pending':
      return { kind: 'at', atMs: nowMs };
    case 'downtime':
      return { kind: 'relative', to: 'window-start', offsetMs: -Math.round(hoursAhead * hourMs) };
    case 'start':
      return { kind: 'relative', to: 'run-start', offsetMs: 0 };
    case 'success':
      return { kind: 'relative', to: 'run-end', offsetMs: 0 };
    case 'failure':
      return undefined;
  }
}
