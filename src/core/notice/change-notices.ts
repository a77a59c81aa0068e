/** The notices a change of plan makes due at once: each change of schedule is told to EM and CES (`POL-17`), an emergency to the EM (`POL-18`). */
import type { Actor } from '../maintenance/actor.ts';
import type { NewEvent, NewEventOf } from '../maintenance/events.ts';
import { toProjectedEnd } from '../maintenance/projection.ts';
import type { MaintenanceState } from '../maintenance/state.ts';
import type { Notice } from './notice.ts';

const itself: Actor = { kind: 'console', name: 'Drydock' };
/** “At the earliest opportunity”: after this it is overdue. */
const atOnceMs = 15 * 60_000;

/**
 * What was decided, with the notices it makes due beside it in the same append: none can be missed, whatever becomes of the
 * console next. A maintenance that was never scheduled has told nobody, and a practice has nobody to tell.
 */
export function withChangeNotices(
  state: MaintenanceState,
  events: readonly NewEvent[],
  atMs: number,
): readonly NewEvent[] {
  if (state.isPractice) return events;
  const made = events.flatMap((event, index) => toNotices(state, event, state.seq + 1 + index, atMs));
  return [
    ...events,
    ...made.map(
      (notice): NewEventOf<'notice-planned'> => ({ type: 'notice-planned', data: { notice }, actor: itself }),
    ),
  ];
}

function toNotices(state: MaintenanceState, event: NewEvent, seq: number, atMs: number): readonly Notice[] {
  const due = { kind: 'at', atMs } as const;
  const internal = { audience: 'internal', channels: toChannels(state, 'internal'), due, graceMs: atOnceMs } as const;
  switch (event.type) {
    case 'maintenance-cancelled':
    case 'schedule-changed': {
      if (state.status === 'draft') return [];
      // As the fold names the change (evolve-schedule.ts).
      const about = `change-${seq}`;
      const kind = 'schedule-change';
      return [
        { ...internal, id: `tell-${about}`, kind, channels: [...internal.channels], about },
        {
          ...internal,
          id: `publish-${about}`,
          kind,
          audience: 'public',
          channels: [...toChannels(state, 'public')],
          about,
          graceMs: 4 * atOnceMs,
        },
      ];
    }
    case 'emergency-declared':
      return [{ ...internal, id: `em-notification-${seq}`, kind: 'em-notification', channels: [...internal.channels] }];
    default:
      return [];
  }
}

/** While the projected end is past the planned one: the notice that says so, drafted by itself, one for each planned end (`POL-17`, `PREP-1`). */
export function toExtensionNotice(state: MaintenanceState, nowMs: number): Notice | undefined {
  const { window } = state.schedule;
  const projectedMs = toProjectedEnd(state, nowMs);
  if (window === undefined || projectedMs === undefined || projectedMs <= window.endMs || state.isPractice)
    return undefined;
  return toExtension(state, window.endMs);
}

/** The extension notice of that id, whether or not the run is late at this instant: it may have been when somebody looked. */
export function findExtensionNotice(state: MaintenanceState, id: string): Notice | undefined {
  const { window } = state.schedule;
  if (window === undefined || toProjectedEnd(state, 0) === undefined) return undefined;
  const notice = toExtension(state, window.endMs);
  return notice.id === id ? notice : undefined;
}

function toExtension(state: MaintenanceState, endMs: number): Notice {
  return {
    id: `extension-${endMs}`,
    kind: 'extension',
    audience: 'internal',
    channels: [...toChannels(state, 'internal')],
    due: { kind: 'at', atMs: endMs },
    graceMs: 0,
  };
}

/** Where the other notices of that audience go. */
function toChannels(state: MaintenanceState, audience: Notice['audience']): readonly string[] {
  const channels = state.notices.notices
    .filter((notice) => notice.audience === audience)
    .flatMap((notice) => notice.channels);
  return [...new Set(channels)].slice(0, 20);
}
