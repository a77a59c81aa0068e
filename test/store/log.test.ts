/** Windows of the log under filters, against a reading of the whole log by the plainest means. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LogFilter, LogRow } from '../../src/contract/shapes.ts';
import type { HostName, TaskId } from '../../src/core/ids.ts';
import type { NewEvent } from '../../src/core/maintenance/events.ts';
import { aMaintenance, attempt, note, openNew, row } from './workspace.ts';

const tasks = ['a@h1', 'a@h2', 'b@h1'] as TaskId[];
const hosts = ['h1', 'h2'] as HostName[];
const kinds = ['output', 'decision', 'note', 'system'] as const;
const streams = ['stdout', 'stderr'] as const;

const person = { kind: 'person', name: 'Kim' } as const;
const events = fc.constantFrom<NewEvent[]>(
  note('a note'),
  note('a note on a task', tasks[0]),
  { type: 'run-held', data: { cause: 'person', reason: 'wait', task: tasks[1] as TaskId }, actor: person },
  { type: 'run-resumed', data: {}, actor: person },
  {
    type: 'contact-lost',
    data: { host: hosts[0] as HostName, message: 'gone' },
    actor: { kind: 'console', name: 'Drydock' },
  },
);
type Act =
  | { readonly kind: 'output'; readonly task: TaskId; readonly rows: { stream: 'stdout' | 'stderr'; size: number }[] }
  | { readonly kind: 'event'; readonly event: NewEvent };
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('output' as const),
      task: fc.constantFrom(...tasks),
      rows: fc.array(fc.record({ stream: fc.constantFrom(...streams), size: fc.integer({ min: 0, max: 6_000 }) }), {
        maxLength: 12,
      }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('event' as const), event: events }) },
);
const some = <T>(items: readonly T[]) => fc.option(fc.subarray([...items]), { nil: undefined });
const filters: fc.Arbitrary<LogFilter> = fc
  .record({ kinds: some(kinds), tasks: some(tasks), hosts: some(hosts), streams: some(streams) })
  .map((filter) => Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)));

/** What the log should be: every item in order, with all that a filter may look at. */
interface Item {
  readonly kind: 'output' | 'decision' | 'note' | 'system';
  readonly at: number;
  readonly task?: string;
  readonly host?: string;
  readonly stream?: 'stdout' | 'stderr';
}

function passes(item: Item, filter: LogFilter): boolean {
  const allows = (allowed: readonly string[] | undefined, value: string | undefined) =>
    allowed === undefined || (value !== undefined && allowed.includes(value));
  return (
    allows(filter.kinds, item.kind) &&
    allows(filter.tasks, item.task) &&
    allows(filter.hosts, item.host) &&
    allows(filter.streams, item.stream)
  );
}

function toItem(event: NewEvent, seq: number): Item {
  const data = event.data as { task?: string; host?: string };
  const host = data.host ?? data.task?.split('@')[1];
  const kind = event.type === 'note-added' ? 'note' : event.actor.kind === 'person' ? 'decision' : 'system';
  return {
    kind,
    at: seq,
    ...(data.task === undefined ? {} : { task: data.task }),
    ...(host === undefined ? {} : { host }),
  };
}

const name = (item: LogRow) => (item.kind === 'event' ? `event ${item.seq}` : `output ${item.row}`);
const nameOf = (item: Item) => `${item.kind === 'output' ? 'output' : 'event'} ${item.at}`;

describe('a window of the log', () => {
  it('shows under any filter what reading everything would show, while the log grows', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(act, { minLength: 1, maxLength: 10 }), { minLength: 1, maxLength: 4 }),
        fc.array(fc.tuple(filters, fc.integer({ min: -30, max: 60 }), fc.nat(30)), { minLength: 1, maxLength: 4 }),
        async (stages, looks) => {
          const store = await openNew();
          const log: Item[] = [];
          let rows = 0;
          let seq = 0;
          for (const stage of stages) {
            for (const one of stage) {
              if (one.kind === 'event') {
                expect(store.journal.append(aMaintenance, seq, [one.event], 1).ok).toBe(true);
                seq += 1;
                log.push(toItem(one.event, seq));
                continue;
              }
              const given = one.rows.map(({ stream, size }) => row(`${'x'.repeat(size)}\n`, stream));
              await store.output.append({
                key: attempt(one.task),
                rows: given,
                offsets: { stdout: rows, stderr: 0 },
              });
              await store.output.flush();
              for (const { stream } of one.rows) {
                log.push({ kind: 'output', at: rows, task: one.task, host: one.task.slice(2), stream });
                rows += 1;
              }
            }
            for (const [filter, from, count] of looks) {
              const expected = log.filter((item) => passes(item, filter));
              const first = from < 0 ? Math.max(0, expected.length + from) : from;
              const window = await store.log.window(aMaintenance, filter, from, count);
              expect(window.total).toBe(expected.length);
              expect(window.rows.map(name)).toEqual(expected.slice(first, first + count).map(nameOf));
              expect(window.rows.map(({ position }) => position)).toEqual(window.rows.map((_, index) => first + index));
              for (const [index, item] of log.entries()) {
                const before = log.slice(0, index).filter((other) => passes(other, filter)).length;
                const kind = item.kind === 'output' ? 'output' : 'event';
                if (index % 5 === 0) expect(await store.log.locate(aMaintenance, filter, kind, item.at)).toBe(before);
              }
            }
          }
          await store.close();
        },
      ),
      { numRuns: 25 },
    );
  });
});
