/** A journal from elsewhere is proved before it is written: bounded, and a bit at a time, for runs go on beside it. */
import { describe, expect, it } from 'vitest';
import { toPlanHash } from '../../src/core/plan/plan-hash.ts';
import { proveForeignJournal } from '../../src/main/store/foreign-journal.ts';
import type { StoredEvent } from '../../src/main/store/stored.ts';
import { commandStep, leader, toPlan } from '../core/maintenance/fixtures.ts';
import { aMaintenance, note, openNew } from './workspace.ts';

async function written(notes: number): Promise<readonly StoredEvent[]> {
  const { journal, copying } = await openNew();
  const plan = toPlan([commandStep('upgrade')]);
  const data = { title: 'Move the shop', plan, planHash: toPlanHash(plan), isPractice: false };
  const events = Array.from({ length: notes }, () => note('one'));
  journal.append(aMaintenance, 0, [{ type: 'maintenance-created', data, actor: leader }, ...events], 5);
  return [...copying.events(aMaintenance, notes + 1)].flat();
}

describe('a journal from elsewhere', () => {
  it('is folded in slices: whatever else waits has its turn in between', async () => {
    const events = await written(1_000);
    let turns = 0;
    let isOver = false;
    const count = () => {
      turns += 1;
      if (!isOver) setImmediate(count);
    };
    setImmediate(count);
    const proved = await proveForeignJournal(aMaintenance, events, 0);
    isOver = true;
    expect(proved.ok && proved.value.state.seq).toBe(1_001);
    expect(turns).toBeGreaterThanOrEqual(4);
  });

  it('is refused where it is longer, or would copy more, than a maintenance needs', async () => {
    const events = await written(3);
    const judge = async (most: { readonly events: number; readonly copies: number }) => {
      const proved = await proveForeignJournal(aMaintenance, events, 0, most);
      return proved.ok ? 'sound' : proved.failure.message;
    };
    expect(await judge({ events: 4, copies: 100 })).toBe('sound');
    expect(await judge({ events: 3, copies: 100 })).toBe('its journal has more than 3 events');
    expect(await judge({ events: 4, copies: 1 })).toBe('its journal takes too long to be read');
  });

  it.each([
    ['is altered', (events: StoredEvent[]) => events.with(2, { ...(events[2] as StoredEvent), atMs: 6 }), 'Event 3'],
    ['lacks one', (events: StoredEvent[]) => events.toSpliced(1, 1), 'Event 2'],
    ['does not begin', (events: StoredEvent[]) => events.slice(1), 'Event 1'],
    ['is empty', () => [], 'its journal is empty'],
  ])('is refused where it %s', async (_what, alter, why) => {
    const proved = await proveForeignJournal(aMaintenance, alter([...(await written(3))]), 0);
    expect(proved.ok ? 'sound' : proved.failure.message).toContain(why);
  });
});
