/** Requests about a report's review and its publication. */
import { randomUUID } from 'node:crypto';
import { toLogHash, toReportHash } from '../../../core/postmortem/report-text.ts';
import { fail, succeed } from '../../../core/result.ts';
import type { Handlers } from '../handlers.ts';
import { readTeamPolicy } from '../maintenance/team-policy.ts';
import type { DeskParts } from '../parts.ts';
import { findPerson, noSuchPerson } from '../people/address-book.ts';
import { toPublicText } from './announcements.ts';
import { type BookEntry, findReport } from './report-book.ts';
import { peopleFor } from './report-view.ts';

type ReviewRequest = 'report.askReview' | 'report.review' | 'report.excuse' | 'report.publish';

export function reportReviewHandlers(parts: DeskParts): Handlers<ReviewRequest> {
  const { ledger, store } = parts;
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
          ...toAsked(found.value),
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
  };
}

/** What was said of it before counts on, unless the log says more by now: that is taken in, and the hash is another with it. */
function toAsked({ state, text: { text }, textHash, reported: { whole, laterEntries } }: BookEntry) {
  const { asked } = state.postmortem;
  if (asked === undefined) return { textHash };
  if (laterEntries === 0) return { textHash, ...(asked.log === undefined ? {} : { log: asked.log }) };
  const log = toLogHash(whole);
  const postmortem = { ...state.postmortem, asked: { ...asked, log } };
  return { textHash: toReportHash(text, { ...state, postmortem }), log };
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
