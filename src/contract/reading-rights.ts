/**
 * What may be asked of a bundle that is read: one table, and whatever does not stand in it is refused. All of it reads, but for what the
 * reader says themselves; that stays in the copy they read, until they carry it back in a signed file.
 */
import type { RequestName } from './requests.ts';

export const readingRequests = [
  'share.me',
  'workspace.show',
  'maintenance.list',
  'maintenance.summary',
  'maintenance.events',
  'maintenance.export',
  'log.window',
  'log.locate',
  'log.search',
  'log.stopSearch',
  'readiness.show',
  'schedule.proposal',
  'roster.exportShifts',
  'approval.difference',
  'notice.preview',
  'policy.show',
  'preset.list',
  'symptom.list',
  'template.list',
  'report.show',
  'report.export',
  'report.schema',
  'report.versions',
  'report.version',
  'announcement.show',
  'actionItem.export',

  'comment.add',
  'comment.seen',
  'bundle.remarks',
  'bundle.close',
] as const satisfies readonly RequestName[];

export type ReadingRequest = (typeof readingRequests)[number];

const known: ReadonlySet<string> = new Set(readingRequests);

export function isReadingRequest(request: string): request is ReadingRequest {
  return known.has(request);
}
