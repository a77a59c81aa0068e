/** How a state is told: its word, its icon and its tone, in one table, so that no screen invents a second way. */
import {
  Ban,
  CalendarClock,
  CalendarX,
  Circle,
  CircleCheck,
  CircleDashed,
  CirclePause,
  CircleQuestionMark,
  CircleX,
  Hourglass,
  LoaderCircle,
  type LucideIcon,
  OctagonX,
  SkipForward,
  TimerOff,
  TriangleAlert,
  Undo2,
} from 'lucide-react';
import type { Tone } from '../../core/maintenance/event-face.ts';
import type { Status, TaskState } from '../../core/maintenance/state.ts';

export type { Tone };

export interface Look {
  readonly word: string;
  readonly icon: LucideIcon;
  readonly tone: Tone;
}

export const taskLooks: Readonly<Record<TaskState, Look>> = {
  ready: { word: 'Ready', icon: Circle, tone: 'neutral' },
  waiting: { word: 'Waiting', icon: Hourglass, tone: 'warn' },
  running: { word: 'Running', icon: LoaderCircle, tone: 'busy' },
  succeeded: { word: 'Succeeded', icon: CircleCheck, tone: 'good' },
  failed: { word: 'Failed', icon: CircleX, tone: 'bad' },
  'timed-out': { word: 'Timed out', icon: TimerOff, tone: 'bad' },
  cancelled: { word: 'Cancelled', icon: Ban, tone: 'warn' },
  skipped: { word: 'Skipped', icon: SkipForward, tone: 'neutral' },
  unknown: { word: 'Unknown', icon: CircleQuestionMark, tone: 'odd' },
};

export const statusLooks: Readonly<Record<Status, Look>> = {
  draft: { word: 'Draft', icon: CircleDashed, tone: 'neutral' },
  scheduled: { word: 'Scheduled', icon: CalendarClock, tone: 'neutral' },
  running: { word: 'Running', icon: LoaderCircle, tone: 'busy' },
  'rolling-back': { word: 'Rolling back', icon: Undo2, tone: 'warn' },
  completed: { word: 'Completed', icon: CircleCheck, tone: 'good' },
  'completed-with-failures': { word: 'Completed with failures', icon: TriangleAlert, tone: 'warn' },
  'rolled-back': { word: 'Rolled back', icon: Undo2, tone: 'neutral' },
  aborted: { word: 'Aborted', icon: OctagonX, tone: 'bad' },
  cancelled: { word: 'Cancelled', icon: CalendarX, tone: 'neutral' },
};

/** A run that is held, whatever else it is. */
export const heldLook: Look = { word: 'On hold', icon: CirclePause, tone: 'warn' };
