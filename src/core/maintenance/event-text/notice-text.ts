/** Says the events of the notices. */
import { toNoticeTitle } from '../../notice/notice-title.ts';
import type { noticeEventSchemas } from '../events/notice-events.ts';
import { because, type TextsOf } from './phrases.ts';

const words = { arrived: 'it arrived', 'did-not-arrive': 'it did not arrive', 'give-up': 'it is given up' } as const;

export const noticeTexts: TextsOf<keyof typeof noticeEventSchemas> = {
  'notice-planned': ({ actor, data: { notice } }) => `${actor.name} planned the ${toNoticeTitle(notice)}.`,
  'notice-changed': ({ actor, data: { notice } }) => `${actor.name} changed the ${toNoticeTitle(notice)}.`,
  'notice-dropped': ({ actor, data }, names) =>
    `${actor.name} dropped the ${names.part('notice', data.notice)}${because(data.reason)}.`,
  'sending-begun': ({ actor, data }, names) =>
    `${actor.name} sends the ${names.part('notice', data.notice)} through ${data.channel}${subjectOf(data)}.`,
  'sending-repeated': ({ data }, names) => `The ${names.part('notice', data.notice)} is being sent once more.`,
  'sending-tried': ({ data }, names) =>
    `The ${names.part('notice', data.notice)} could not be sent${because(data.problem)}.`,
  'sending-done': ({ data }, names) => `The ${names.part('notice', data.notice)} was sent${because(data.reference)}.`,
  'sending-unknown': ({ data }, names) =>
    `Nobody knows whether the ${names.part('notice', data.notice)} arrived${because(data.problem)}.`,
  'sending-settled': ({ actor, data }, names) =>
    `${actor.name} says of the ${names.part('notice', data.notice)} that ${words[data.word]}${because(data.reason)}.`,
  'notice-copied': ({ actor, data }, names) =>
    `${actor.name} copied the ${names.part('notice', data.notice)} by hand${subjectOf(data)}${because(data.where)}.`,
};

/** The words as they left, where the notice itself leaves them to its template. */
function subjectOf({ subject }: { readonly subject: string }): string {
  return subject.trim() === '' ? '' : `, “${subject.trim()}”`;
}
