/** The public announcement that is written from a report: shown, and written in turn with the report. */
import { toAnnouncement, toAnnouncementProblems } from '../../../core/postmortem/announcement.ts';
import { toTextHash } from '../../../core/postmortem/report-text.ts';
import { fail, succeed } from '../../../core/result.ts';
import { refuseAnnouncement } from '../../../core/sharing/may.ts';
import type { Handlers } from '../handlers.ts';
import type { DeskParts } from '../parts.ts';
import {
  type AnnouncementBody,
  announcementDocument,
  type BookEntry,
  type BookParts,
  findAnnouncement,
  findReport,
} from './report-book.ts';
import type { ReportLocks } from './report-locks.ts';

/** Only looks. */
export function announcementLookingHandlers(parts: BookParts): Handlers<'announcement.show'> {
  const { store } = parts;
  return {
    'announcement.show': ({ maintenance }) => {
      const found = findReport(parts, maintenance);
      if (!found.ok) return found;
      const { text, reported, textHash } = found.value;
      const kept = findAnnouncement(store, maintenance);
      const { title, text: says } = kept?.body ?? toAnnouncement(text.text, reported.facts);
      return succeed({
        title,
        text: says,
        version: kept?.version ?? 0,
        textHash: toAnnouncementHash({ title, text: says }),
        isStale: kept !== undefined && kept.body.fromTextHash !== textHash,
        problems: [...toAnnouncementProblems(`${title}\n${says}`, text.text)],
      });
    },
  };
}

export function announcementHandlers(
  parts: DeskParts,
  locks: ReportLocks,
): Handlers<'announcement.show' | 'announcement.write'> {
  const { store, clock, news } = parts;
  return {
    ...announcementLookingHandlers(parts),
    'announcement.write': ({ maintenance, title, text, version }, { actor }) => {
      const found = findReport(parts, maintenance);
      if (!found.ok) return found;
      const refusal = actor.via === undefined ? undefined : refuseAnnouncement(found.value.state, actor);
      if (refusal !== undefined) return refusal;
      const taken = locks.take(maintenance, actor, clock.now());
      if (!taken.ok) return taken;
      const body: AnnouncementBody = { title, text, fromTextHash: found.value.textHash };
      const kept = store.documents.put(announcementDocument, maintenance, version, body, actor.name, clock.now());
      if (kept.ok) {
        news.changed('report');
        return succeed({ version: kept.value.version, textHash: toAnnouncementHash(body) });
      }
      if (kept.failure.kind !== 'stale') return kept;
      return fail('stale', 'Somebody wrote another announcement meanwhile.', {
        advice: 'Look at it, then write again.',
      });
    },
  };
}

/** Nothing is announced that nobody has written, or that holds what is internal. */
export function toPublicText({ store }: Pick<DeskParts, 'store'>, { text, state }: BookEntry) {
  const kept = findAnnouncement(store, state.id);
  if (kept === undefined) return { problems: ['Nobody has written the public announcement yet.'] };
  const { body, version } = kept;
  const problems = toAnnouncementProblems(`${body.title}\n${body.text}`, text.text);
  return problems.length > 0 ? { problems } : { textHash: toAnnouncementHash(body), version };
}

function toAnnouncementHash({ title, text }: { readonly title: string; readonly text: string }): string {
  return toTextHash(`${title}\n\n${text}`);
}
