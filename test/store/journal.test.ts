/** The journal: chained, append-only, and sure of what it stands on. */
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toPlanHash } from '../../src/core/plan/plan-hash.ts';
import { verifyChain } from '../../src/main/store/chain.ts';
import { proveForeignJournal } from '../../src/main/store/foreign-journal.ts';
import { commandStep, leader, toPlan } from '../core/maintenance/fixtures.ts';
import { aMaintenance, anotherMaintenance, makeFolder, note, openIn, openNew } from './workspace.ts';

const asking = fc.record({ after: fc.nat({ max: 12 }), limit: fc.integer({ min: 1, max: 6 }) });
const appending = fc.record({ append: fc.integer({ min: 1, max: 3 }) });

describe('the journal', () => {
  it('numbers events without a gap and chains each to the one before', async () => {
    const { journal } = await openNew();
    journal.append(aMaintenance, 0, [note('one'), note('two')], 5);
    journal.append(aMaintenance, 2, [note('three')], 6);
    const events = journal.read(aMaintenance, 0);
    expect(events.map((event) => event.seq)).toEqual([1, 2, 3]);
    expect(events.map((event) => event.previousHash)).toEqual(['0'.repeat(64), events[0]?.hash, events[1]?.hash]);
    expect(journal.read(aMaintenance, 1, 1).map((event) => event.seq)).toEqual([2]);
  });

  it('refuses an append that was decided on an older state, and writes nothing of it', async () => {
    const { journal } = await openNew();
    journal.append(aMaintenance, 0, [note('one')], 5);
    expect(journal.append(aMaintenance, 0, [note('two'), note('three')], 6)).toMatchObject({
      ok: false,
      failure: { kind: 'stale' },
    });
    expect(journal.append(aMaintenance, 7, [note('two')], 6)).toMatchObject({ failure: { kind: 'stale' } });
    expect(journal.read(aMaintenance, 0)).toHaveLength(1);
  });

  it('throws on an event that is not of its shape, and writes none of its companions', async () => {
    const { journal } = await openNew();
    const wrong = { ...note('x'), data: { text: 'x', task: 'NOT A TASK' } } as unknown as ReturnType<typeof note>;
    expect(() => journal.append(aMaintenance, 0, [note('fine'), wrong], 5)).toThrow();
    expect(journal.read(aMaintenance, 0)).toEqual([]);
  });

  it('lists maintenances, the newest first', async () => {
    const { journal } = await openNew();
    journal.append(aMaintenance, 0, [note('one')], 5);
    journal.append(anotherMaintenance, 0, [note('one')], 5);
    journal.append(aMaintenance, 1, [note('two')], 5);
    expect(journal.list()).toEqual([anotherMaintenance, aMaintenance]);
  });
});

describe('whether there is anything newer', () => {
  it('is known wherever one asks, however far, after whatever was written', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(asking, appending), { maxLength: 30 }), async (deeds) => {
        const { journal } = await openNew();
        let written = 0;
        for (const deed of deeds) {
          if ('append' in deed) {
            const notes = Array.from({ length: deed.append }, () => note('one'));
            expect(journal.append(aMaintenance, written, notes, 5).ok).toBe(true);
            written += deed.append;
          } else {
            const all = Array.from({ length: written }, (_, index) => index + 1);
            const expected = all.slice(deed.after, deed.after + deed.limit);
            expect(journal.read(aMaintenance, deed.after, deed.limit).map(({ seq }) => seq)).toEqual(expected);
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it('is known after a journal from elsewhere was taken in behind what was read', async () => {
    const theirs = await openNew();
    const plan = toPlan([commandStep('upgrade')]);
    const data = { title: 'Move the shop', plan, planHash: toPlanHash(plan), isPractice: false };
    const created = { type: 'maintenance-created' as const, data, actor: leader };
    theirs.journal.append(aMaintenance, 0, [created, note('one')], 5);
    const { journal, adopt } = await openNew();
    const take = async () => {
      const events = [...theirs.copying.events(aMaintenance, 100)].flat();
      const proved = await proveForeignJournal(aMaintenance, events, 0);
      if (!proved.ok) throw new Error(proved.failure.message);
      return adopt(proved.value);
    };
    expect(journal.read(aMaintenance, 0)).toEqual([]);
    expect((await take()).ok).toBe(true);
    expect(journal.read(aMaintenance, 0).map(({ seq }) => seq)).toEqual([1, 2]);
    expect(journal.read(aMaintenance, 2)).toEqual([]);
    theirs.journal.append(aMaintenance, 2, [note('two'), note('three')], 6);
    expect((await take()).ok).toBe(true);
    expect(journal.read(aMaintenance, 2).map(({ seq }) => seq)).toEqual([3, 4]);
    expect(journal.read(aMaintenance, 4)).toEqual([]);
    // The same once more moves nothing, and what is written here goes on behind it.
    expect((await take()).ok).toBe(true);
    expect(journal.append(aMaintenance, 4, [note('four')], 7).ok).toBe(true);
    expect(journal.read(aMaintenance, 4).map(({ seq }) => seq)).toEqual([5]);
  });

  it('is not taken from an append that was refused, or that could not be written', async () => {
    const store = await openNew();
    const { journal } = store;
    journal.append(aMaintenance, 0, [note('one'), note('two')], 5);
    expect(journal.append(aMaintenance, 0, [note('stale')], 6)).toMatchObject({ failure: { kind: 'stale' } });
    expect(journal.read(aMaintenance, 1).map(({ seq }) => seq)).toEqual([2]);
    // By another hand, so that the next one is refused by the file in the middle of it.
    const file = new Database(store.file);
    file.exec("CREATE TRIGGER full BEFORE INSERT ON event WHEN NEW.seq = 4 BEGIN SELECT RAISE(ABORT, 'full'); END");
    const refused = journal.append(aMaintenance, 2, [note('three'), note('four')], 7);
    expect(refused).toMatchObject({ failure: { kind: 'store-failed' } });
    file.exec('DROP TRIGGER full');
    file.close();
    expect(journal.read(aMaintenance, 2)).toEqual([]);
    expect(journal.append(aMaintenance, 2, [note('three'), note('four')], 8).ok).toBe(true);
    expect(journal.read(aMaintenance, 2).map(({ seq }) => seq)).toEqual([3, 4]);
    expect(journal.read(aMaintenance, 4)).toEqual([]);
  });

  it('is asked of the file by whoever only reads, for the writer is somebody else', async () => {
    const folder = makeFolder();
    const { journal } = await openIn(folder);
    journal.append(aMaintenance, 0, [note('one')], 5);
    const reader = await openIn(folder, 'reader');
    expect(reader.journal.read(aMaintenance, 0)).toHaveLength(1);
    expect(reader.journal.read(aMaintenance, 1)).toEqual([]);
    journal.append(aMaintenance, 1, [note('two')], 5);
    expect(reader.journal.read(aMaintenance, 1).map(({ seq }) => seq)).toEqual([2]);
  });
});

/** The file, by another hand than Drydock's. */
async function withThreeEvents(): Promise<Database.Database> {
  const store = await openIn(makeFolder());
  store.journal.append(aMaintenance, 0, [note('one'), note('two'), note('three')], 5);
  await store.close();
  const file = new Database(store.file);
  file.exec('DROP TRIGGER event_is_never_changed; DROP TRIGGER event_is_never_deleted;');
  return file;
}

describe('the chain of a journal', () => {
  it('is whole as it was written', async () => {
    const file = await withThreeEvents();
    expect(verifyChain(file, aMaintenance)).toMatchObject({ isWhole: true, events: 3 });
  });

  it.each([
    ['the instant', 'UPDATE event SET at_ms = at_ms + 1 WHERE seq = 2'],
    ['the place in the log', 'UPDATE event SET row = row + 1 WHERE seq = 2'],
    ['the actor', `UPDATE event SET actor = '{"kind":"person","name":"Kem"}' WHERE seq = 2`],
    ['the type', "UPDATE event SET type = 'run-aborted' WHERE seq = 2"],
    ['the data', `UPDATE event SET data = '{"text":"tow"}' WHERE seq = 2`],
    ['the data, to what is no JSON', "UPDATE event SET data = '{' WHERE seq = 2"],
    ['the hash', "UPDATE event SET hash = replace(hash, substr(hash, 1, 1), 'x') WHERE seq = 2"],
    ['the hash before', "UPDATE event SET previous_hash = substr(previous_hash, 2) || '0' WHERE seq = 2"],
    ['an event, by taking it out', 'DELETE FROM event WHERE seq = 2'],
    ['the maintenance', `UPDATE event SET maintenance = '${anotherMaintenance}' WHERE seq = 2`],
  ])('shows that %s was altered', async (_, sql) => {
    const file = await withThreeEvents();
    expect(file.prepare(sql).run().changes).toBe(1);
    expect(verifyChain(file, aMaintenance)).toMatchObject({ isWhole: false, seq: 2 });
  });

  it('is guarded by the file itself against a change or a removal by accident', async () => {
    const store = await openNew();
    store.journal.append(aMaintenance, 0, [note('one')], 5);
    const file = new Database(store.file);
    expect(() => file.exec('UPDATE event SET at_ms = 0')).toThrow('never changed');
    expect(() => file.exec('DELETE FROM event')).toThrow('never deleted');
    file.close();
  });
});
