/** Says the events of the notices. */
import type { noticeEventSchemas } from '../events/notice-events.ts';
import { because, type TextsOf } from './phrases.ts';

const words = { arrived: 'it arrived', 'did-not-arrive': 'it did not arrive', 'give-up': 'it is given up' } as const;

export const noticeTexts: TextsOf<keyof typeof noticeEventSchemas> = {
  'notice-planned': ({ actor, data: { notice } }) =>
    `${actor.name} planned the ${notice.audience} notice ${notice.id}.`,
  'notice-changed': ({ actor, data: { notice } }) => `${actor.name} changed the notice ${notice.id}.`,
  'notice-dropped': ({ actor, data }) => `${actor.name} dropped the notice ${data.notice}${because(data.reason)}.`,
  'sending-begun': ({ actor, data }) => `${actor.name} sends the notice ${data.notice} through ${data.channel}.`,
  'sending-repeated': ({ data }) => `The notice ${data.notice} is being sent once more.`,
  'sending-tried': ({ data }) => `The notice ${data.notice} could not be sent${because(data.problem)}.`,
  'sending-done': ({ data }) => `The notice ${data.notice} was sent${because(data.reference)}.`,
  'sending-unknown': ({ data }) => `Nobody knows whether the notice ${data.notice} arrived${because(data.problem)}.`,
  'sending-settled': ({ actor, data }) =>
    `${actor.name} says of the notice ${data.notice} that ${words[data.word]}${because(data.reason)}.`,
  'notice-copied': ({ actor, data }) => `${actor.name} copied the notice ${data.notice} by hand${because(data.where)}.`,
};
