/** Tells every maintenance that is not over what has changed of its members, so that its rules are judged by it. */
import type { Actor } from '../../../core/maintenance/actor.ts';
import { isOver } from '../../../core/maintenance/tasks.ts';
import type { Member } from '../../../core/roster/person.ts';
import { toCanonicalJson } from '../../../core/text/canonical-json.ts';
import type { DeskParts } from '../parts.ts';

export function refreshMembers({ ledger }: Pick<DeskParts, 'ledger'>, changed: readonly Member[], actor: Actor): void {
  const news = new Map(changed.map((member) => [member.id, member]));
  for (const id of ledger.list()) {
    const state = ledger.state(id);
    if (state === undefined || isOver(state)) continue;
    const members = state.roster.members.flatMap((before) => {
      const now = news.get(before.id);
      return now === undefined || toCanonicalJson(now) === toCanonicalJson(before) ? [] : [now];
    });
    if (members.length > 0) ledger.submit(id, { type: 'involve', members }, actor);
  }
}
