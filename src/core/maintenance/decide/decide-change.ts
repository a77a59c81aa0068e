/** Decisions about the change record and the validation checklist. */
import { adoptPresets } from '../../change/adopted-presets.ts';
import { checklistLimit } from '../../change/checklist.ts';
import { toAnsweringTasks, toItemResult } from '../../change/item-result.ts';
import { limits } from '../../plan/plan.ts';
import { toPlanHash } from '../../plan/plan-hash.ts';
import { assertNever, type Result, succeed } from '../../result.ts';
import type { Actor } from '../actor.ts';
import type { changeCommandSchemas } from '../commands/change-commands.ts';
import type { CommandOf } from '../commands.ts';
import type { NewEvent } from '../events.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { MaintenanceState } from '../state.ts';
import { isBeforeStart, isOver } from '../tasks.ts';
import { decideOnCriterion } from './decide-criterion.ts';

type ChangeCommand = CommandOf<keyof typeof changeCommandSchemas>;
type Decision = Result<readonly NewEvent[], Refusal>;

export function decideOnChange(state: MaintenanceState, command: ChangeCommand, actor: Actor): Decision {
  if (isOver(state)) return refuse('not-now', 'The maintenance is over: its record is history.');
  switch (command.type) {
    case 'change-record': {
      const { record } = command;
      const double = findDouble(record.criteria) ?? findDouble(record.knownIssues);
      if (double !== undefined) return refuse('not-ready', `Two entries of the record have the id “${double}”.`);
      return succeed([{ type: 'record-changed', data: { record }, actor }]);
    }
    case 'set-checklist':
      return setChecklist(state, command, actor);
    case 'adopt-presets':
      return adopt(state, command, actor);
    case 'settle-item':
      return settle(state, command, actor);
    case 'reopen-item': {
      if (state.change.checklist.find(({ id }) => id === command.item)?.settled === undefined)
        return refuse('not-now', 'No person has settled this item.');
      const { item, reason } = command;
      return succeed([{ type: 'checklist-item-reopened', data: { item, reason }, actor }]);
    }
    case 'decide-criterion':
      return decideOnCriterion(state, command, actor);
    case 'say-closing-part': {
      if (isBeforeStart(state)) return refuse('not-now', 'The run has not started: there is no result to tell.');
      return succeed([{ type: 'closing-part-said', data: { part: command.part, text: command.text }, actor }]);
    }
    default:
      return assertNever(command);
  }
}

/** Once it runs, a checklist only grows: what was agreed to be looked at is settled, not taken away (`CHG-7`). */
function setChecklist(state: MaintenanceState, { items }: CommandOf<'set-checklist'>, actor: Actor): Decision {
  const double = findDouble(items);
  if (double !== undefined) return refuse('not-ready', `Two items of the checklist have the id “${double}”.`);
  const stray = items.find(({ step }) => step !== undefined && !state.plan.steps.some(({ id }) => id === step));
  if (stray !== undefined)
    return refuse(
      'not-ready',
      `“${stray.text}” is answered by a step that the plan has not.`,
      'Change that item: say which check step answers it, or that a person does.',
    );
  if (!isBeforeStart(state)) {
    for (const before of state.change.checklist) {
      const after = items.find(({ id }) => id === before.id);
      if (after === undefined)
        return refuse(
          'not-now',
          `“${before.text}” was agreed to be validated.`,
          'Settle it as not applicable, and say why.',
        );
      if (after.step !== before.step || after.text !== before.text)
        return refuse('not-now', `“${before.text}” was agreed as it is.`, 'Add another item.');
    }
  }
  return succeed([{ type: 'checklist-set', data: { items }, actor }]);
}

/** Record, checklist and plan in one decision; the plan changes visibly, and makes what was agreed to it stale. */
function adopt(state: MaintenanceState, { presets }: CommandOf<'adopt-presets'>, actor: Actor): Decision {
  const { checklist, record } = state.change;
  const adopted = adoptPresets(checklist, state.plan, presets, isBeforeStart(state));
  if (adopted.items.length > checklistLimit)
    return refuse('not-ready', `That makes ${adopted.items.length} items; a checklist has at most ${checklistLimit}.`);
  if (adopted.plan.steps.length > limits.steps)
    return refuse('not-ready', `With the checks the plan would have more than ${limits.steps} steps.`);
  const categories = presets.map(({ id }) => id);
  const events: NewEvent[] = [{ type: 'record-changed', data: { record: { ...record, categories } }, actor }];
  if (adopted.plan !== state.plan) {
    const { plan } = adopted;
    events.push({ type: 'plan-changed', data: { plan, planHash: toPlanHash(plan) }, actor });
  }
  events.push({ type: 'checklist-set', data: { items: [...adopted.items] }, actor });
  return succeed(events);
}

function settle(state: MaintenanceState, command: CommandOf<'settle-item'>, actor: Actor): Decision {
  const { type: _, ...data } = command;
  const item = state.change.checklist.find(({ id }) => id === data.item);
  if (item === undefined) return refuse('not-now', 'There is no such item on the checklist.');
  if (isBeforeStart(state) && data.result !== 'not-applicable')
    return refuse('not-now', 'The run has not started: what is validated now is not what it will be.');
  if (data.evidence.length === 0)
    return refuse('not-ready', 'A result rests on something.', 'Give a line of the log, a comment, a file, or a note.');
  const said = data.evidence.find(
    (one) => one.kind === 'comment' && !state.talk.comments.some(({ id }) => id === one.comment),
  );
  if (said?.kind === 'comment') return refuse('not-ready', `There is no comment “${said.comment}”.`);
  if (toAnsweringTasks(state, item).length > 0) {
    const outcome = toItemResult(state, item)?.result;
    return refuse(
      'not-now',
      `“${item.text}” is answered by its step${outcome === undefined ? '' : `: it ${outcome}`}.`,
      'Retry the step, or skip it with a reason and settle the item by hand.',
    );
  }
  return succeed([{ type: 'checklist-item-settled', data, actor }]);
}

function findDouble(list: readonly { readonly id: string }[]): string | undefined {
  return list.find(({ id }, index) => list.findIndex((other) => other.id === id) !== index)?.id;
}
