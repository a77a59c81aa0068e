/** Searching a log: what is found, in which order, and that it ends. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LogFilter, SearchHit, SearchQuery } from '../../src/contract/shapes.ts';
import { toEventText } from '../../src/core/maintenance/event-text.ts';
import { dataSchemas, type EventType, type NewEvent } from '../../src/core/maintenance/events.ts';
import { JournalNames } from '../../src/core/maintenance/names/journal-names.ts';
import type { SearchProgress, Store } from '../../src/main/store/store.ts';
import { aMaintenance, attempt, lines, makeFolder, note, openNew, row } from './workspace.ts';

interface Found {
  readonly hits: readonly SearchHit[];
  readonly last: SearchProgress;
}

function search(store: Store, query: Partial<SearchQuery>, filter: LogFilter = {}, limit = 10_000): Promise<Found> {
  const hits: SearchHit[] = [];
  return new Promise((resolve) => {
    const whole = { text: 'x', mode: 'substring' as const, isCaseSensitive: true, ...query };
    store.log.search(aMaintenance, whole, filter, limit, (progress) => {
      hits.push(...progress.hits);
      if (progress.isDone) resolve({ hits, last: progress });
    });
  });
}

const where = ({ hits }: Found) => hits.map((hit) => `${hit.kind} ${hit.at}`);

function by<T extends EventType>(type: T, data: unknown): NewEvent {
  return { type, data: dataSchemas[type].parse(data), actor: { kind: 'person', name: 'Kim' } } as NewEvent;
}

async function fill(store: Store, rows: number): Promise<void> {
  await store.output.append({ key: attempt(), rows: lines(rows), offsets: { stdout: 0, stderr: 0 } });
  await store.output.flush();
}

describe('a search', () => {
  it('finds rows in chunks and in the tail, newest first, with the place of each match', async () => {
    const store = await openNew();
    await fill(store, 12_345);
    const found = await search(store, { text: 'line 1234' });
    expect(where(found)).toEqual([
      ...Array.from({ length: 5 }, (_, index) => `output ${12_344 - index}`),
      'output 1234',
    ]);
    expect(found.hits.at(-1)).toMatchObject({
      task: 'upgrade@db-1',
      text: 'line 1234 of the output',
      ranges: [[0, 9]],
    });
    expect(found.last).toMatchObject({ isDone: true, isCut: false, progress: 1 });
  });

  it('finds events where they stand among the rows', async () => {
    const store = await openNew();
    store.journal.append(aMaintenance, 0, [note('a needle before')], 1);
    await fill(store, 10);
    await store.output.append({ key: attempt(), rows: [row('a needle\n')], offsets: { stdout: 0, stderr: 0 } });
    await store.output.flush();
    store.journal.append(aMaintenance, 1, [note('a needle after')], 1);
    expect(where(await search(store, { text: 'needle' }))).toEqual(['event 2', 'output 10', 'event 1']);
    expect(where(await search(store, { text: 'needle' }, { kinds: ['note'] }))).toEqual(['event 2', 'event 1']);
  });

  it('finds events by the names people see, and none by an id', async () => {
    const store = await openNew();
    const names = () => {
      const learned = new JournalNames();
      const events = store.journal.read(aMaintenance, 0, 1_000);
      for (const event of events) learned.learn(event);
      return events.map((event) => toEventText(event, learned.at(event.seq))).reverse();
    };
    const member = { name: 'Eve Marsh', roles: ['EM'], qualifications: [], services: [], zone: 'UTC' };
    store.journal.append(
      aMaintenance,
      0,
      [
        by('person-involved', { member: { ...member, id: 'p-1' } }),
        by('checklist-set', { items: [{ id: 'v-1', text: 'Log in' }] }),
      ],
      1,
    );
    await fill(store, 10);
    // Named before the search, and read on between two of them: taken off, called otherwise, spoken of again.
    store.journal.append(aMaintenance, 2, [by('person-checked-in', { person: 'p-1' })], 1);
    expect((await search(store, { text: 'Eve Marsh' })).hits.map(({ text }) => text)).toEqual([
      'Kim checked Eve Marsh in.',
      'Kim put Eve Marsh on the roster (EM).',
    ]);
    store.journal.append(
      aMaintenance,
      3,
      [
        by('person-released', { person: 'p-1' }),
        by('person-involved', { member: { ...member, id: 'p-1', name: 'Eve Roy' } }),
        by('person-available', { person: 'p-1' }),
        by('checklist-item-settled', { item: 'v-1', result: 'passed', evidence: [] }),
      ],
      1,
    );
    expect(where(await search(store, { text: 'Marsh' }))).toEqual(['event 4', 'event 3', 'event 1']);
    expect(where(await search(store, { text: '“Log in”' }))).toEqual(['event 7']);
    expect(where(await search(store, { text: 'p-1' }))).toEqual([]);
    expect((await search(store, { text: 'Kim' })).hits.map(({ text }) => text)).toEqual(names());
  });

  it('shows that it was cut at its limit, and only then', async () => {
    const store = await openNew();
    await fill(store, 3_000);
    expect((await search(store, { text: 'output' }, {}, 100)).last.isCut).toBe(true);
    expect((await search(store, { text: 'output' }, {}, 100)).hits).toHaveLength(100);
    expect((await search(store, { text: 'output' }, {}, 3_000)).last.isCut).toBe(false);
  });

  it('says what is wrong with an expression', async () => {
    const store = await openNew();
    const { last } = await search(store, { text: '(', mode: 'regex' });
    expect(last.problem).toContain('Unterminated group');
  });

  it('is ended by force when its expression runs away, and the next search works', async () => {
    const store = await openNew();
    await store.output.append({
      key: attempt(),
      rows: [row(`${'a'.repeat(60)}!\n`)],
      offsets: { stdout: 0, stderr: 0 },
    });
    await store.output.flush();
    const query: SearchQuery = { text: '^(a+)+$', mode: 'regex', isCaseSensitive: true };
    const stop = store.log.search(aMaintenance, query, {}, 10, () => expect.unreachable('it cannot come to an end'));
    stop();
    expect(where(await search(store, { text: '!' }))).toEqual(['output 0']);
  });
});

/** Small alphabets, so that there is something to find. */
const words = fc.stringMatching(/^[abkAK_ ]{0,6}$/);
const oddity = fc.constantFrom('é', 'É', 'ſ', '\u212a', 'ß', '😀', '\u{fffd}', '\t', '\r', '-', '.');
const line = fc
  .array(fc.oneof({ weight: 4, arbitrary: words }, oddity), { maxLength: 6 })
  .map((parts) => parts.join(''));
/** Chunks of nothing but ASCII are searched another way. */
const plainLine = fc
  .array(fc.oneof(words, fc.constantFrom('-', '.', '\r')), { maxLength: 6 })
  .map((parts) => parts.join(''));
const streams = fc.constantFrom('stdout' as const, 'stderr' as const);
const expressions = fc.constantFrom(
  'a+b',
  '^a',
  'b$',
  '(ab|ba)k?',
  '\\bab\\b',
  '[ab]{2}k',
  'a(?!b)',
  'k',
  '\\s\\S',
  'a.?b|é',
  '(?:ak){1,2}',
);
const query: fc.Arbitrary<SearchQuery> = fc.oneof(
  fc.record({
    text: line.filter((text) => text.length > 0),
    mode: fc.constantFrom('substring' as const, 'word' as const),
    isCaseSensitive: fc.boolean(),
  }),
  fc.record({ text: expressions, mode: fc.constant('regex' as const), isCaseSensitive: fc.boolean() }),
);

describe('a thread of a search', () => {
  it('is ended before it has come up without taking the process along, and the store closes', async () => {
    const program = fileURLToPath(new URL('./search-ending-process.ts', import.meta.url));
    const ended = await promisify(execFile)(process.execPath, [program, makeFolder(), '5']);
    expect(ended.stdout).toBe('ended\n');
  });
});

describe('what a search finds', () => {
  it.each([
    ['of any text', line],
    ['of ASCII', plainLine],
  ])('is what reading every row one by one finds, in rows %s', async (_, lineOfKind) => {
    const store = await openNew();
    let count = 0;
    const rows: { stream: 'stdout' | 'stderr'; text: string }[] = [];
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ stream: streams, text: lineOfKind }), { minLength: 1, maxLength: 30 }),
        fc.array(query, { minLength: 1, maxLength: 6 }),
        async (added, queries) => {
          // Filler moves what was added before into chunks.
          const filler = { stream: 'stdout' as const, text: '0'.repeat(9_000) };
          const given = [...added, filler];
          rows.push(...given);
          count += given.length;
          await store.output.append({
            key: attempt(),
            rows: given.map(({ stream, text }) => row(`${text}\n`, stream)),
            offsets: { stdout: count, stderr: 0 },
          });
          await store.output.flush();
          for (const one of queries) {
            const expected = rows.flatMap(({ text }, at) => (isHit(text, one) ? [`output ${at}`] : [])).reverse();
            expect(where(await search(store, one))).toEqual(expected.slice(0, 10_000));
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

/** The same by another way, without index, chunks or bytes. */
function isHit(text: string, { text: wanted, mode, isCaseSensitive }: SearchQuery): boolean {
  const flags = isCaseSensitive ? '' : 'i';
  if (mode === 'regex') return new RegExp(wanted, `mu${flags}`).test(text);
  const literal = new RegExp(wanted.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'), `y${flags}`);
  for (let at = 0; at < text.length; at += 1) {
    literal.lastIndex = at;
    const found = literal.exec(text);
    if (found === null) continue;
    const end = at + found[0].length;
    const isWhole = !/[\p{L}\p{N}_]$/u.test(text.slice(0, at)) && !/^[\p{L}\p{N}_]/u.test(text.slice(end));
    if (mode === 'substring' || isWhole) return true;
  }
  return false;
}
