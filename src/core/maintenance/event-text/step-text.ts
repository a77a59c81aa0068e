/** Says the events of the steps of a run and of their attempts. */
import type { TaskId } from '../../ids.ts';
import type { stepEventSchemas } from '../events/step-events.ts';
import type { Names } from '../names/names.ts';
import { because, type TextsOf, unlessSaid } from './phrases.ts';
import { toUncertaintyText, toVerdictText } from './verdict-text.ts';

export const stepTexts: TextsOf<keyof typeof stepEventSchemas> = {
  'step-awaited': ({ data }, names) => `${names.task(data.task)} waits for ${awaited[data.for]}.`,
  'step-confirmed': ({ actor, data }, names) =>
    `${actor.name} confirmed ${names.task(data.task)} by typing “${data.typed}”.`,
  'step-countersigned': ({ actor, data }, names) =>
    data.saidAtLeader === undefined
      ? `${actor.name} confirmed ${names.task(data.task)} as the second person.`
      : `${data.saidAtLeader.name} confirmed ${names.task(data.task)} as the second person, at the console of ${actor.name}.`,
  'step-cleared': ({ actor, data }, names) =>
    `${actor.name} went on with ${names.task(data.task)}${data.typed === undefined ? '' : ` by typing “${data.typed}”`}.`,
  'step-done': ({ actor, data }, names) => `${actor.name} did ${names.task(data.task)}${because(data.note)}.`,
  'step-not-done': ({ actor, data }, names) =>
    `${actor.name} could not do ${names.task(data.task)}${because(data.reason)}.`,
  'wait-elapsed': ({ data }, names) => `${names.task(data.task)} has waited long enough.`,
  'step-skipped': ({ actor, data }, names) => `${actor.name} skipped ${names.task(data.task)}${because(data.reason)}.`,
  'step-retried': ({ actor, data }, names) =>
    `${data.byPlan ? 'By the plan, a new attempt is made' : `${actor.name} asked for a new attempt`}${unlessSaid(' of ', names.task(data.task), data.reason)}${because(data.reason)}.`,
  'attempt-intended': ({ data }, names) => `${attemptOf(data, names)} is about to run.`,
  'attempt-dispatched': ({ data }, names) => `${attemptOf(data, names)} is sent to its host.`,
  'attempt-started': ({ data }, names) =>
    `${attemptOf(data, names)} runs${data.pid === undefined ? '' : ` as process ${data.pid}`}.`,
  'attempt-ended': ({ data }, names) =>
    `${attemptOf(data, names)} ${data.isSuccess ? 'succeeded' : 'failed'}: ${toVerdictText(data.verdict)}.`,
  'attempt-became-unknown': ({ data }, names) =>
    `Nobody knows what became of ${attemptOf(data, names)}: ${toUncertaintyText(data.why)}.`,
  'attempt-found': ({ data }, names) => `${attemptOf(data, names)} was found still running.`,
  'attempt-marked': ({ actor, data }, names) =>
    `${actor.name} marked ${attemptOf(data, names)}: ${marks[data.word]}${because(data.reason)}.`,
  'cancel-requested': ({ actor, data }, names) => `${cancelled[data.cause](actor.name)} of ${attemptOf(data, names)}.`,
};

const awaited = {
  confirmation: 'a confirmation',
  countersign: 'a second person’s confirmation',
  person: 'a person',
  time: 'its time',
} as const;

const marks = { ran: 'it ran', 'did-not-run': 'it did not run', 'new-attempt': 'a new attempt is to be made' } as const;

const cancelled = {
  person: (who: string) => `${who} asked for the end`,
  timeout: () => 'The time is over, which asks for the end',
  abort: () => 'The abort asks for the end',
} as const;

function attemptOf({ task, attempt }: { readonly task: TaskId; readonly attempt: number }, names: Names): string {
  const name = names.task(task);
  return attempt === 1 ? name : `${name} (attempt ${attempt})`;
}
