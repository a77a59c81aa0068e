/** How environments, their migrations, releases and gates are told: word, icon and tone, in one table each. */
import {
  CalendarX,
  Circle,
  CircleCheck,
  CircleDashed,
  CircleQuestionMark,
  CircleX,
  DoorClosed,
  DoorOpen,
  FileDiff,
  LoaderCircle,
  SkipForward,
  Undo2,
} from 'lucide-react';
import type { EnvironmentDetails, ReleaseSummary } from '../../../contract/environment-shapes.ts';
import type { GateView } from '../../../contract/gate-shapes.ts';
import type { Look } from '../../theme/tones.ts';

type Row = EnvironmentDetails['rows'][number];

export const gateLooks: Readonly<Record<GateView['state'], Look>> = {
  open: { word: 'Open', icon: DoorOpen, tone: 'good' },
  blocked: { word: 'Blocked', icon: DoorClosed, tone: 'bad' },
};

export const migrationLooks: Readonly<Record<Row['state'], Look>> = {
  pending: { word: 'Pending', icon: Circle, tone: 'warn' },
  applied: { word: 'Applied', icon: CircleCheck, tone: 'good' },
  failed: { word: 'Failed', icon: CircleX, tone: 'bad' },
  running: { word: 'Running', icon: LoaderCircle, tone: 'busy' },
  unknown: { word: 'Unknown', icon: CircleQuestionMark, tone: 'odd' },
  skipped: { word: 'Skipped', icon: SkipForward, tone: 'neutral' },
  changed: { word: 'Changed', icon: FileDiff, tone: 'bad' },
};

export const releaseLooks: Readonly<Record<ReleaseSummary['outcome'], Look>> = {
  'not-started': { word: 'Not started', icon: CircleDashed, tone: 'neutral' },
  going: { word: 'Running', icon: LoaderCircle, tone: 'busy' },
  succeeded: { word: 'Succeeded', icon: CircleCheck, tone: 'good' },
  failed: { word: 'Failed', icon: CircleX, tone: 'bad' },
  'rolled-back': { word: 'Rolled back', icon: Undo2, tone: 'warn' },
  'called-off': { word: 'Called off', icon: CalendarX, tone: 'neutral' },
};

/** `10 min, full`; what nobody has said is said to be so. */
export function toDowntimeText(downtime: Row['downtime']): string {
  switch (downtime.kind) {
    case 'none':
      return 'none';
    case 'unknown':
      return 'not said';
    case 'partial':
    case 'full':
      return `${downtime.minutes} min, ${downtime.kind}`;
  }
}

/** `25 min full, 10 min partial; 2 do not say` */
export function toTotalText({ fullMinutes, partialMinutes, unknown }: EnvironmentDetails['downtime']): string {
  const said = [
    ...(fullMinutes > 0 ? [`${fullMinutes} min full`] : []),
    ...(partialMinutes > 0 ? [`${partialMinutes} min partial`] : []),
  ].join(', ');
  const silent = unknown === 0 ? '' : `${unknown} ${unknown === 1 ? 'does' : 'do'} not say`;
  return [said, silent].filter((part) => part !== '').join('; ') || 'none';
}

/** What is due in one clause: `2.14.0, 3 pending` */
export function toVersionText({
  currentVersion,
  pendingMigrations,
}: Pick<GateView, 'currentVersion' | 'pendingMigrations'>): string {
  const version = currentVersion ?? 'version not said';
  if (pendingMigrations === undefined || pendingMigrations === 0) return version;
  return `${version}, ${pendingMigrations} pending`;
}
