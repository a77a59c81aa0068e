/** Says the events of the run as a whole. */
import type { runEventSchemas } from '../events/run-events.ts';
import { because, countOf, type TextsOf, unlessSaid } from './phrases.ts';

export const runTexts: TextsOf<keyof typeof runEventSchemas> = {
  'run-started': ({ actor, data }) =>
    `${actor.name} started the run of plan ${data.planHash.slice(0, 12)}${listOf(
      ' on ',
      data.hosts.map(({ name }) => name),
    )}${data.groups === undefined ? '' : ` (${groups[data.groups]})`}${data.outsideWindow === undefined ? '' : `, outside its window${because(data.outsideWindow)}`}.`,
  'run-held': ({ actor, data }, names) =>
    `${data.cause === 'person' ? `${actor.name} held the run` : 'The run is held'}${data.task === undefined ? '' : unlessSaid(' at ', names.task(data.task), data.reason)}${because(data.reason)}.`,
  'run-resumed': ({ actor }) => `${actor.name} resumed the run.`,
  'roll-back-begun': ({ actor, data }) =>
    `${data.cause === 'person' ? `${actor.name} began the rollback` : 'By the plan, the rollback began'} of ${countOf(data.tasks.length, 'step')}${because(data.reason)}.`,
  'run-aborted': ({ actor, data }) => `${actor.name} aborted the run${because(data.reason)}.`,
  'run-ended': ({ data }) => `The run ended: ${outcomes[data.outcome]}${because(data.note)}.`,
};

const groups = {
  approved: 'groups of steps run together, as it was approved',
  waived: 'groups of steps run together, for the rule against it is waived',
  'no-rule': 'groups of steps run together, for no rule is against it',
  practice: 'groups of steps run together, for this is practice',
  'one-after-another': 'groups of steps run one after another, for nobody approved simultaneous operations',
} as const;

const outcomes = {
  completed: 'completed',
  'completed-with-failures': 'completed with failures',
  'rolled-back': 'rolled back',
} as const;

function listOf(before: string, names: readonly string[]): string {
  return names.length === 0 ? '' : `${before}${names.join(', ')}`;
}
