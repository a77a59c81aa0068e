/** Decisions about the change record, the validation checklist and the criteria of turning back. */
import { adoptPresets } from '../../change/adopted-presets.ts';
import { toPlanHash } from '../../plan/plan-hash.ts';
import { assertNever, type Result, succeed } from '../../result.ts';
import type { Actor } from '../actor.ts';
import type { changeCommandSchemas } from '../commands/change-commands.ts';
import type { CommandOf } from '../commands.ts';
import type { NewEvent } from '../events.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { MaintenanceState } from '../state.ts';
import { isBeforeStart, isOver } from '../tasks.ts';

export function decideOnChange(
  state: MaintenanceState,
  command: CommandOf<keyof typeof changeCommandSchemas>,
  actor: Actor,
): Result<readonly NewEvent[], Refusal> {
  if (isOver(state)) return refuse('not-now', 'The maintenance is over: its record is history.');
  const { checklist, record } = state.change;
  switch (command.type) {
    case 'change-record':
      return succeed([{ type: 'record-changed', data: { record: command.record }, actor }]);
    case 'set-checklist':
      return succeed([{ type: 'checklist-set', data: { items: command.items }, actor }]);
    case 'adopt-presets': {
      const { presets } = command;
      const adopted = adoptPresets(checklist, state.plan, presets, isBeforeStart(state));
      const events: NewEvent[] = [
        { type: 'record-changed', data: { record: { ...record, categories: presets.map(({ id }) => id) } }, actor },
        { type: 'checklist-set', data: { items: [...adopted.items] }, actor },
      ];
      if (adopted.plan !== state.plan) {
        const data = { plan: adopted.plan, planHash: toPlanHash(adopted.plan) };
        events.push({ type: 'plan-changed', data, actor });
      }
      return succeed(events);
    }
    case 'settle-item': {
      const { type: _, ...data } = command;
      if (!checklist.some(({ id }) => id === data.item))
        return refuse('not-now', 'There is no such item on the checklist.');
      return succeed([{ type: 'checklist-item-settled', data, actor }]);
    }
    case 'reopen-item':
      if (checklist.find(({ id }) => id === command.item)?.settled === undefined)
        return refuse('not-now', 'This item is open.');
      return succeed([
        { type: 'checklist-item-reopened', data: { item: command.item, reason: command.reason }, actor },
      ]);
    case 'decide-criterion': {
      const { type: _, ...data } = command;
      if (!record.criteria.some(({ id }) => id === data.criterion))
        return refuse('not-now', 'The record has no such criterion.');
      return succeed([{ type: 'criterion-decided', data, actor }]);
    }
    case 'say-closing-part':
      return succeed([{ type: 'closing-part-said', data: { part: command.part, text: command.text }, actor }]);
    default:
      return assertNever(command);
  }
}
