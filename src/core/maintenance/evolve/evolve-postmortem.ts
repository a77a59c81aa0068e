/** Folds what happened after the work into its post-mortem; judges nothing. */
import type { Postmortem } from '../../postmortem/postmortem.ts';
import { assertNever } from '../../result.ts';
import type { postmortemEventSchemas } from '../events/postmortem-events.ts';
import type { JournalEventOf } from '../events.ts';

type PostmortemEvent = JournalEventOf<keyof typeof postmortemEventSchemas>;

export function evolvePostmortem(postmortem: Postmortem, event: PostmortemEvent): Postmortem {
  const said = { by: event.actor, atMs: event.atMs };
  switch (event.type) {
    case 'service-marked': {
      const { mark } = event.data;
      return { ...postmortem, marks: [...postmortem.marks, { ...mark, by: event.actor, saidAtMs: event.atMs }] };
    }
    case 'service-mark-withdrawn':
      return { ...postmortem, marks: postmortem.marks.filter(({ id }) => id !== event.data.mark) };
    case 'report-begun':
      return { ...postmortem, begun: { ...said, kind: event.data.kind } };
    case 'report-review-asked': {
      const { textHash, reviewers, log } = event.data;
      const asked = { ...said, seq: event.seq, textHash, reviewers, ...(log === undefined ? {} : { log }) };
      return { ...postmortem, asked };
    }
    case 'report-reviewed':
      return { ...postmortem, reviews: [...postmortem.reviews, { ...event.data.review, ...said }] };
    case 'report-reviewer-excused':
      return { ...postmortem, excused: [...postmortem.excused, { ...event.data, ...said }] };
    case 'report-published':
      return { ...postmortem, publications: [...postmortem.publications, { ...event.data.publication, ...said }] };
    case 'action-item-state-set': {
      const { item, title, state } = event.data;
      return { ...postmortem, items: { ...postmortem.items, [item]: { ...said, state, title } } };
    }
    case 'maintenance-closed': {
      const { reason } = event.data;
      return { ...postmortem, closed: { ...said, ...(reason === undefined ? {} : { reason }) } };
    }
    default:
      return assertNever(event);
  }
}
