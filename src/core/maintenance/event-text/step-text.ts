/** Says the events of the steps of a run and of their attempts. */
import type { stepEventSchemas } from '../events/step-events.ts';
import { because, type TextsOf } from './phrases.ts';
import { toUncertaintyText, toVerdictText } from './verdict-text.ts';

export const stepTexts: TextsOf<keyof typeof stepEventSchemas> = {
  'step-awaited': ({ data }) => `${data.task} waits for ${awaited[data.for]}.`,
  'step-confirmed': ({ actor, data }) => `${actor.name} confirmed ${data.task} by typing “${data.typed}”.`,
  'step-done': ({ actor, data }) => `${actor.name} did ${data.task}${because(data.note)}.`,
  'step-not-done': ({ actor, data }) => `${actor.name} could not do ${data.task}${because(data.reason)}.`,
  'wait-elapsed': ({ data }) => `${data.task} has waited long enough.`,
  'step-skipped': ({ actor, data }) => `${actor.name} skipped ${data.task}${because(data.reason)}.`,
  'step-retried': ({ actor, data }) =>
    `${data.byPlan ? 'By the plan, a new attempt is made' : `${actor.name} asked for a new attempt`} of ${data.task}${because(data.reason)}.`,
  'attempt-intended': ({ data }) => `${attemptOf(data)} is about to run.`,
  'attempt-dispatched': ({ data }) => `${attemptOf(data)} is sent to its host.`,
  'attempt-started': ({ data }) => `${attemptOf(data)} runs${data.pid === undefined ? '' : ` as process ${data.pid}`}.`,
  'attempt-ended': ({ data }) =>
    `${attemptOf(data)} ${data.isSuccess ? 'succeeded' : 'failed'}: ${toVerdictText(data.verdict)}.`,
  'attempt-became-unknown': ({ data }) =>
    `Nobody knows what became of ${attemptOf(data)}: ${toUncertaintyText(data.why)}.`,
  'attempt-found': ({ data }) => `${attemptOf(data)} was found still running.`,
  'attempt-marked': ({ actor, data }) =>
    `${actor.name} marked ${attemptOf(data)}: ${marks[data.word]}${because(data.reason)}.`,
  'cancel-requested': ({ actor, data }) => `${cancelled[data.cause](actor.name)} of ${attemptOf(data)}.`,
};

const awaited = { confirmation: 'a confirmation', person: 'a person', time: 'its time' } as const;

const marks = { ran: 'it ran', 'did-not-run': 'it did not run', 'new-attempt': 'a new attempt is to be made' } as const;

const cancelled = {
  person: (who: string) => `${who} asked for the end`,
  timeout: () => 'The time is over, which asks for the end',
  abort: () => 'The abort asks for the end',
} as const;

function attemptOf({ task, attempt }: { readonly task: string; readonly attempt: number }): string {
  return attempt === 1 ? task : `${task} (attempt ${attempt})`;
}
