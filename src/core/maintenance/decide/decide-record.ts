/** Decisions about the record itself: its work plan while it is a draft, its title, notes. */
import { toPlanHash } from '../../plan/plan-hash.ts';
import { assertNever, type Result, succeed } from '../../result.ts';
import type { Actor } from '../actor.ts';
import type { recordCommandSchemas } from '../commands/record-commands.ts';
import type { CommandOf } from '../commands.ts';
import type { NewEvent } from '../events.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { MaintenanceState } from '../state.ts';
import { isBeforeStart } from '../tasks.ts';

type RecordCommand = CommandOf<keyof typeof recordCommandSchemas>;

export function decideOnRecord(
  state: MaintenanceState,
  command: RecordCommand,
  actor: Actor,
): Result<readonly NewEvent[], Refusal> {
  switch (command.type) {
    case 'change-plan': {
      if (!isBeforeStart(state)) return refuse('not-now', 'The work plan is frozen: the run has started.');
      return succeed([
        { type: 'plan-changed', data: { plan: command.plan, planHash: toPlanHash(command.plan) }, actor },
      ]);
    }
    case 'rename':
      return succeed([{ type: 'maintenance-renamed', data: { title: command.title }, actor }]);
    case 'add-note': {
      const { type: _, ...data } = command;
      return succeed([{ type: 'note-added', data, actor }]);
    }
    default:
      return assertNever(command);
  }
}
