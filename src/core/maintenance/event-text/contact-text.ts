/** Says the events of the connections to the hosts. */
import { toDurationText } from '../../text/duration.ts';
import type { contactEventSchemas } from '../events/contact-events.ts';
import { because, type TextsOf } from './phrases.ts';

export const contactTexts: TextsOf<keyof typeof contactEventSchemas> = {
  'contact-lost': ({ data }) => `${data.host} is out of reach${because(data.message)}.`,
  'contact-regained': ({ data }) => `Contact with ${data.host} is back after ${toDurationText(data.afterMs)}.`,
  'host-key-trusted': ({ actor, data }) =>
    `${actor.name} trusted the ${data.algorithm} key ${data.fingerprint} of ${data.host}.`,
};
