/** A journal made by core's own rules: commands decided, events numbered and folded, as the host process would. */
import type { MaintenanceId } from '../../../src/core/ids.ts';
import type { Actor } from '../../../src/core/maintenance/actor.ts';
import type { Command } from '../../../src/core/maintenance/commands.ts';
import { decide } from '../../../src/core/maintenance/decide.ts';
import type { JournalEvent, NewEvent } from '../../../src/core/maintenance/events.ts';
import { evolve } from '../../../src/core/maintenance/evolve.ts';
import type { MaintenanceState } from '../../../src/core/maintenance/state.ts';
import { type Plan, planSchema } from '../../../src/core/plan/plan.ts';
import { toPlanHash } from '../../../src/core/plan/plan-hash.ts';

export const leader: Actor = { kind: 'person', name: 'Ada Lovelace' };
export const drydock: Actor = { kind: 'console', name: 'Drydock' };

export interface Journal {
  readonly events: readonly JournalEvent[];
  readonly state: MaintenanceState;
  /** Rows of output so far: where the next event stands in the log. */
  rows: number;
  atMs: number;
  /** Throws where core refuses: a test says only what is allowed. */
  give(command: Command, actor?: Actor): readonly JournalEvent[];
}

export function createJournal(id: MaintenanceId, plan: Plan, atMs: number): Journal {
  const events: JournalEvent[] = [];
  let state: MaintenanceState | undefined;
  const hash = '0'.repeat(64);

  function append(more: readonly NewEvent[]): readonly JournalEvent[] {
    const appended = more.map((event, index) => {
      const journal: JournalEvent = {
        ...event,
        maintenance: id,
        seq: events.length + index + 1,
        atMs: self.atMs,
        row: self.rows,
        hash,
        previousHash: hash,
      };
      return journal;
    });
    for (const event of appended) state = evolve(state, event);
    events.push(...appended);
    return appended;
  }

  const self: Journal = {
    events,
    get state() {
      if (state === undefined) throw new Error('the journal is empty');
      return state;
    },
    rows: 0,
    atMs,
    give(command, actor = leader) {
      const decided = decide(self.state, command, actor, self.atMs);
      if (!decided.ok) throw new Error(decided.failure.message);
      return append(decided.value);
    },
  };
  append([
    {
      type: 'maintenance-created',
      data: { title: plan.title, plan, planHash: toPlanHash(plan), isPractice: false },
      actor: leader,
    },
  ]);
  return self;
}

export const smallPlan: Plan = planSchema.parse({
  title: 'Move the queue',
  steps: [
    { id: 'stop', phase: 'prepare', kind: 'command', title: 'Stop the workers', hosts: ['app-1'], script: 'true' },
    { id: 'say', phase: 'carry-out', kind: 'manual', title: 'Tell support' },
  ],
});
