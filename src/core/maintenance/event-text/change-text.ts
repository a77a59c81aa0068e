/** Says the events of the change record and its checklist. */
import type { ClosingPart } from '../../change/checklist.ts';
import type { changeEventSchemas } from '../events/change-events.ts';
import { because, countOf, type TextsOf } from './phrases.ts';

const results = { passed: 'passed', failed: 'failed', 'not-applicable': 'does not apply' } as const;
const decisions = { pause: 'to pause', revert: 'to revert', reschedule: 'to reschedule', 'go-on': 'to go on' } as const;
const parts: Readonly<Record<ClosingPart, string>> = {
  'owners-know': 'the owners know the result',
  'issues-recorded': 'the open issues are recorded',
  'support-knows': 'support knows',
};

export const changeTexts: TextsOf<keyof typeof changeEventSchemas> = {
  'record-changed': ({ actor }) => `${actor.name} changed the change record.`,
  'checklist-set': ({ actor, data }) =>
    `${actor.name} set the validation checklist: ${countOf(data.items.length, 'item')}.`,
  'checklist-item-settled': ({ actor, data }, names) =>
    `${actor.name}: the ${names.part('validation', data.item)} ${results[data.result]}.`,
  'checklist-item-reopened': ({ actor, data }, names) =>
    `${actor.name} reopened the ${names.part('validation', data.item)}${because(data.reason)}.`,
  'criterion-decided': ({ actor, data }, names) =>
    `${actor.name} decided ${decisions[data.decision]} by the ${names.part('criterion', data.criterion)}${because(data.reason)}.`,
  'closing-part-said': ({ actor, data }) => `${actor.name} says that ${parts[data.part]}${because(data.text)}.`,
};
