/** What a notice is called in a sentence: `public reminder 15m before the window`, `internal progress notice “Half way”`. */
import { toDurationText } from '../text/duration.ts';
import { toUtcMinuteText } from '../text/instant.ts';
import type { Due, Notice, NoticeKind } from './notice.ts';

const nouns: Readonly<Record<NoticeKind, string>> = {
  announcement: 'announcement',
  reminder: 'reminder',
  start: 'start notice',
  progress: 'progress notice',
  extension: 'extension notice',
  'schedule-change': 'notice of the changed schedule',
  completion: 'completion notice',
  rollback: 'rollback notice',
  report: 'report',
  'integration-owners': 'notice to the owners of integrations',
  'em-notification': 'emergency notice to the EM',
  'pending-updates': 'notice of pending updates',
  'downtime-ahead': 'notice of the downtime ahead',
  failure: 'failure notice',
};

/** Of these a maintenance has several: when they are due tells them apart. */
const repeated: ReadonlySet<NoticeKind> = new Set(['reminder', 'progress']);

const points: Readonly<Record<Extract<Due, { kind: 'relative' }>['to'], string>> = {
  'window-start': 'the window',
  'window-end': 'the end of the window',
  'run-start': 'the start',
  'run-end': 'the end',
};

/** Without an article, to stand after one. A template's subject is not known here: it is filled when the notice is looked at. */
export function toNoticeTitle({ kind, audience, subject, due }: Notice): string {
  const when = due === undefined || !repeated.has(kind) ? '' : ` ${toDueText(due)}`;
  const words = subject === undefined || subject.trim() === '' ? '' : ` “${subject.trim()}”`;
  return `${audience} ${nouns[kind]}${when}${words}`;
}

function toDueText(due: Due): string {
  if (due.kind === 'at') return `of ${toUtcMinuteText(due.atMs)}`;
  const { offsetMs, to } = due;
  if (offsetMs === 0) return `at ${points[to]}`;
  return `${toDurationText(Math.abs(offsetMs))} ${offsetMs < 0 ? 'before' : 'after'} ${points[to]}`;
}
