/** Says how the lead passed from one console to another. */
import type { leadEventSchemas } from '../events/lead-events.ts';
import { because, type TextsOf } from './phrases.ts';

export const leadTexts: TextsOf<keyof typeof leadEventSchemas> = {
  'lead-offered': ({ actor, data: { follower } }, names) =>
    `${actor.name} offered the lead to the ${names.part('follower', follower)}, at their own console.`,
  'lead-accepted': ({ actor, data: { fingerprint } }) =>
    `${actor.name} accepted the lead, at the console ${fingerprint}.`,
  'lead-withdrawn': ({ actor, data: { reason } }) => `${actor.name} withdrew the offer of the lead${because(reason)}.`,
  'lead-passed': ({ actor, data: { fingerprint } }) =>
    `${actor.name} handed the lead over to the console ${fingerprint}. The console before only reads from here on.`,
  'lead-taken': ({ actor, data: { fingerprint } }) => `${actor.name} leads now, at the console ${fingerprint}.`,
};
