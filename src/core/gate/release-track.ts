/** Follows a maintenance release through its journal, and marks each change of how it stands: what its environment's gate is made of. */
import type { MaintenanceId } from '../ids.ts';
import type { JournalEvent } from '../maintenance/events.ts';
import { evolve } from '../maintenance/evolve.ts';
import type { MaintenanceState } from '../maintenance/state.ts';
import { isOver, openTasks } from '../maintenance/tasks.ts';
import { type Standing, toStanding } from './standing.ts';

/** From this event on it stood so. */
export interface ReleaseMark {
  readonly seq: number;
  readonly atMs: number;
  readonly standing: Standing;
}

/** What a gate needs to know of a release. */
export interface ReleaseRecord {
  readonly maintenance: MaintenanceId;
  readonly title: string;
  /** Who leads it. */
  readonly leader?: string;
  /** Oldest first; empty while nothing has happened. */
  readonly marks: readonly ReleaseMark[];
}

export interface ReleaseTrack {
  readonly state: MaintenanceState;
  readonly marks: readonly ReleaseMark[];
}

/** The track after `event`; a journal's first event makes it. Its marks are the same list where nothing has changed for the gate. */
export function followRelease(track: ReleaseTrack | undefined, event: JournalEvent): ReleaseTrack {
  const state = evolve(track?.state, event);
  const marks = track?.marks ?? [];
  const standing = toStanding(state);
  if (standing === undefined) return { state, marks };
  return { state, marks: withMark(marks, { seq: event.seq, atMs: event.atMs, standing }) };
}

/**
 * Events of one decision bear one instant, and only how it stood after the last of them ever was: a step that the plan
 * tried again at once has not failed.
 */
function withMark(marks: readonly ReleaseMark[], mark: ReleaseMark): readonly ReleaseMark[] {
  const last = marks.at(-1);
  if (last === undefined) return mark.standing.kind === 'idle' ? marks : [mark];
  if (isEqual(last.standing, mark.standing)) return marks;
  if (isSame(last.standing, mark.standing)) return [...marks.slice(0, -1), { ...last, standing: mark.standing }];
  if (last.atMs !== mark.atMs) return [...marks, mark];
  const before = marks.slice(0, -1);
  const previous = before.at(-1);
  // Two failures are two, however fast one follows the other: a word on the first says nothing of the second.
  const isBack = previous !== undefined && mark.standing.kind !== 'failed' && isSame(previous.standing, mark.standing);
  return isBack ? before : [...before, mark];
}

/** That a run is paused and goes on changes nothing for the gate. */
function isSame(one: Standing, other: Standing): boolean {
  if (one.kind === 'at-work' || other.kind === 'at-work') return one.kind === other.kind;
  return isEqual(one, other);
}

function isEqual(one: Standing, other: Standing): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Nothing that can still be written into its journal changes how it stands. */
export function isSettledForGood({ state }: ReleaseTrack): boolean {
  return isOver(state) && openTasks(state).length === 0;
}

export function toReleaseRecord({ state, marks }: ReleaseTrack): ReleaseRecord {
  const { id, title, leader } = state;
  return { maintenance: id, title, ...(leader === undefined ? {} : { leader: leader.name }), marks };
}
