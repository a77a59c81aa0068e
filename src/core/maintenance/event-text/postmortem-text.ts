/** Says the events of what comes after the work. */
import { levelWords } from '../../postmortem/outage.ts';
import { toUtcMinuteText } from '../../text/instant.ts';
import type { postmortemEventSchemas } from '../events/postmortem-events.ts';
import { because, type TextsOf } from './phrases.ts';

const kinds = {
  pmr: 'post-mortem report',
  aar: 'after-action review',
  'incident-report': 'IncidentReport',
} as const;
const states = { open: 'is open again', done: 'is done', dropped: 'is dropped' } as const;

export const postmortemTexts: TextsOf<keyof typeof postmortemEventSchemas> = {
  'service-marked': ({ actor, data: { mark } }) =>
    `${actor.name} marked that ${mark.service} ${levelWords[mark.level]} since ${toUtcMinuteText(mark.atMs)}${because(mark.note)}.`,
  'service-mark-withdrawn': ({ actor, data }, names) =>
    `${actor.name} took the ${names.part('mark', data.mark)} back${because(data.reason)}.`,
  'report-begun': ({ actor, data }) => `${actor.name} began the ${kinds[data.kind]}.`,
  'report-review-asked': ({ actor, data }) =>
    `${actor.name} asked ${data.reviewers.map(({ name }) => name).join(', ')} to review the report, version ${data.version} (text ${data.textHash.slice(0, 12)})${because(data.note)}.`,
  'report-reviewed': ({ data: { review } }, names) => {
    const verdict = review.verdict === 'approved' ? 'approved the report' : 'asked for changes of the report';
    const way = review.way.kind === 'file' ? ' by a signed file' : '';
    return `${names.person(review.person)} ${verdict}${way} (text ${review.textHash.slice(0, 12)})${because(review.comment)}.`;
  },
  'report-reviewer-excused': ({ actor, data }, names) =>
    `${actor.name} excused ${names.person(data.person)} from reviewing the report${because(data.reason)}.`,
  'report-published': ({ actor, data: { publication } }) =>
    `${actor.name} published the ${publication.audience === 'internal' ? 'report internally' : 'public announcement of the report'}, version ${publication.version}: ${publication.where}.`,
  'action-item-state-set': ({ actor, data }) =>
    `${actor.name}: the action item “${data.title}” ${states[data.state]}${because(data.note)}.`,
  'maintenance-closed': ({ actor, data }) => `${actor.name} closed the maintenance${because(data.reason)}.`,
};
