/** Requests about a report's review and publication, and the public announcement that is written from it. */
import { randomUUID } from 'node:crypto';
import { toAnnouncement, toAnnouncementProblems } from '../../../core/postmortem/announcement.ts';
import { toTextHash } from '../../../core/postmortem/report-text.ts';
import { fail, succeed } from '../../../core/result.ts';
import type { Handlers } from '../handlers.ts';
import { readTeamPolicy } from '../maintenance/team-policy.ts';
import type { DeskParts } from '../parts.ts';
import { findPerson, noSuchPerson } from '../people/address-book.ts';
import {
  type AnnouncementBody,
  announcementDocument,
  type BookEntry,
  type BookParts,
  findAnnouncement,
  findReport,
} from './report-book.ts';
import { peopleFor } from './report-view.ts';

type ReviewRequest =
  | 'report.askReview'
  | 'report.review'
  | 'report.excuse'
  | 'report.publish'
  | 'announcement.show'
  | 'announcement.write';

/** Only looks. */
export function announcementLookingHandlers(parts: BookParts): Handlers<'announcement.show'> {
  const { store } = parts;
  return {
    'announcement.show': ({ maintenance }) => {
      const found = findReport(parts, maintenance);
      if (!found.ok) return found;
      const { text, facts, textHash } = found.value;
      const kept = findAnnouncement(store, maintenance);
      const { title, text: says } = kept?.body ?? toAnnouncement(text.text, facts);
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

export function reportReviewHandlers(parts: DeskParts): Handlers<ReviewRequest> {
  const { ledger, store, clock, news } = parts;
  return {
    'report.askReview': ({ maintenance, textHash, people, note }, { actor }) => {
      const found = findReport(parts, maintenance);
      if (!found.ok) return found;
      if (found.value.textHash !== textHash) return readAnew();
      const stranger = people.find((id) => findPerson(store, id) === undefined);
      if (stranger !== undefined) return noSuchPerson(stranger);
      const submitted = ledger.submit(
        maintenance,
        {
          type: 'ask-report-review',
          textHash,
          version: found.value.text.version,
          people: peopleFor(parts, people),
          policy: readTeamPolicy(store),
          ...(note === undefined ? {} : { note }),
        },
        actor,
      );
      return submitted.ok ? succeed({ seq: submitted.value.seq }) : submitted;
    },
    'report.review': ({ maintenance, textHash, verdict, comment }, { actor }) => {
      const found = findReport(parts, maintenance);
      if (!found.ok) return found;
      if (found.value.textHash !== textHash) return readAnew();
      if (actor.person === undefined) return nobodyHere();
      const review = {
        id: randomUUID(),
        person: actor.person,
        textHash,
        verdict,
        ...(comment === undefined || comment === '' ? {} : { comment }),
        way: { kind: 'here' as const },
      };
      const submitted = ledger.submit(maintenance, { type: 'review-report', review }, actor);
      return submitted.ok ? succeed({ seq: submitted.value.seq }) : submitted;
    },
    'report.excuse': ({ maintenance, person, reason }, { actor }) => {
      const people = peopleFor(parts, [actor.person]);
      const policy = readTeamPolicy(store);
      const submitted = ledger.submit(maintenance, { type: 'excuse-reviewer', person, reason, policy, people }, actor);
      return submitted.ok ? succeed({ seq: submitted.value.seq }) : submitted;
    },
    'report.publish': ({ maintenance, audience, where, textHash }, { actor }) => {
      const found = findReport(parts, maintenance);
      if (!found.ok) return found;
      const { version } = found.value.text;
      const published =
        audience === 'internal' ? { textHash: found.value.textHash, version } : toPublicText(parts, found.value);
      if ('problems' in published) {
        return fail('not-ready', published.problems.join(' '), {
          advice: 'Write the announcement anew, then publish it.',
        });
      }
      if (published.textHash !== textHash) return readAnew();
      const submitted = ledger.submit(
        maintenance,
        {
          type: 'publish-report',
          publication: { audience, where, ...published },
          textHash: found.value.textHash,
          policy: readTeamPolicy(store),
          people: peopleFor(parts, [actor.person]),
        },
        actor,
      );
      return submitted.ok ? succeed({ seq: submitted.value.seq }) : submitted;
    },
    ...announcementLookingHandlers(parts),
    'announcement.write': ({ maintenance, title, text, version }, { actor }) => {
      const found = findReport(parts, maintenance);
      if (!found.ok) return found;
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

export function readAnew() {
  return fail('stale', 'The text has been changed since you read it.', {
    advice: 'Read it as it is now, then say it again.',
  });
}

function nobodyHere() {
  return fail('nobody-here', 'This console does not know who sits at it, so it can give nobody’s word.', {
    advice: 'Say who you are under People.',
  });
}
