/** How notices are told on a screen: their kinds, standings and sendings in words, icons and tones, and the groups they stand in. */
import {
  BellRing,
  CalendarClock,
  CircleCheck,
  CircleOff,
  CircleQuestionMark,
  CircleX,
  Hourglass,
  LoaderCircle,
  TriangleAlert,
} from 'lucide-react';
import type { DueNotice, NoticeStatus } from '../../../core/notice/due.ts';
import type { Audience, NoticeKind, Sending } from '../../../core/notice/notice.ts';
import type { Look } from '../../theme/tones.ts';

export const kindNames: Readonly<Record<NoticeKind, string>> = {
  announcement: 'Announcement',
  reminder: 'Reminder',
  start: 'Start',
  progress: 'Progress',
  extension: 'Extension',
  'schedule-change': 'Change of schedule',
  completion: 'Completion',
  rollback: 'Rollback',
  report: 'Report',
  'integration-owners': 'To the owners of integrations',
  'em-notification': 'Emergency, to the EM',
  'pending-updates': 'Updates are pending',
  'downtime-ahead': 'Downtime ahead',
  failure: 'A release failed',
};

export const audienceNames: Readonly<Record<Audience, string>> = { public: 'Public', internal: 'Internal' };

export const noticeLooks: Readonly<Record<NoticeStatus, Look>> = {
  overdue: { word: 'Overdue', icon: TriangleAlert, tone: 'bad' },
  due: { word: 'Due', icon: BellRing, tone: 'warn' },
  upcoming: { word: 'Upcoming', icon: CalendarClock, tone: 'neutral' },
  sent: { word: 'Sent', icon: CircleCheck, tone: 'good' },
  dropped: { word: 'Dropped', icon: CircleOff, tone: 'neutral' },
  'not-needed': { word: 'Not needed', icon: CircleOff, tone: 'neutral' },
};

export const sendingLooks: Readonly<Record<Sending['state'], Look>> = {
  sending: { word: 'On its way', icon: LoaderCircle, tone: 'busy' },
  sent: { word: 'Sent', icon: CircleCheck, tone: 'good' },
  failed: { word: 'Failed', icon: CircleX, tone: 'bad' },
  unknown: { word: 'Unknown', icon: CircleQuestionMark, tone: 'odd' },
  'given-up': { word: 'Given up', icon: CircleOff, tone: 'neutral' },
};

/** Not on its way now, but in the queue for its next try. */
export const waitingLook: Look = { word: 'Waiting to try again', icon: Hourglass, tone: 'warn' };

export interface NoticeGroup {
  readonly title: string;
  readonly notices: readonly DueNotice[];
}

const titles: readonly (readonly [string, readonly NoticeStatus[]])[] = [
  ['Overdue', ['overdue']],
  ['Due now', ['due']],
  ['Upcoming', ['upcoming']],
  ['Sent', ['sent']],
  ['Dropped or not needed', ['dropped', 'not-needed']],
];

/** What is to be done first stands first; a group nobody is in is left out. */
export function toNoticeGroups(notices: readonly DueNotice[]): readonly NoticeGroup[] {
  return titles
    .map(([title, statuses]) => ({ title, notices: notices.filter(({ status }) => statuses.includes(status)) }))
    .filter((group) => group.notices.length > 0);
}

/** It may still have to be sent. */
export function isOpenStatus(status: NoticeStatus): boolean {
  return status === 'upcoming' || status === 'due' || status === 'overdue';
}
