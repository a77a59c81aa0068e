/** SIGKILL at any moment: nothing acknowledged is lost, nothing has a gap. DRYDOCK_SOAK_ROUNDS makes it long. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Store } from '../../src/main/store/store.ts';
import { crashMaintenance, crashTasks, keyOf, offsetsAfter, streamOf, textOf } from './crash-rows.ts';
import { makeFolder, openIn } from './workspace.ts';

const rounds = Number(process.env['DRYDOCK_SOAK_ROUNDS'] ?? 5);
const program = fileURLToPath(new URL('./crash-writer-process.ts', import.meta.url));

interface Acknowledged {
  readonly rows: readonly number[];
  readonly seq: number;
}

function startWriter(folder: string): ChildProcess {
  const writer = spawn(process.execPath, [program, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void writer.kill('SIGKILL'));
  return writer;
}

/** Kills the writer once it has said so many things; what it said until then is acknowledged. */
async function killAfter(writer: ChildProcess, sayings: number): Promise<Acknowledged> {
  if (writer.stdout === null) throw new Error('the writer has no stdout');
  const exited = once(writer, 'exit');
  let heard: Acknowledged = { rows: [], seq: 0 };
  let count = 0;
  for await (const line of createInterface({ input: writer.stdout })) {
    heard = { ...heard, ...(JSON.parse(line) as Partial<Acknowledged>) };
    count += 1;
    if (count === sayings) writer.kill('SIGKILL');
  }
  expect(await exited).toEqual([null, 'SIGKILL']);
  return heard;
}

async function expectWhole(store: Store, acknowledged: Acknowledged): Promise<void> {
  let total = 0;
  for (const [index, task] of crashTasks.entries()) {
    const ends = await store.output.ends(keyOf(task));
    expect(ends.rows).toBeGreaterThanOrEqual(acknowledged.rows[index] ?? 0);
    expect(ends.offsets).toEqual(offsetsAfter(task, ends.rows));
    const stored = { stdout: '', stderr: '' };
    await store.output.replay(keyOf(task), (stream, bytes) => {
      stored[stream] += Buffer.from(bytes).toString();
    });
    const expected = { stdout: '', stderr: '' };
    for (let line = 0; line < ends.rows; line += 1) expected[streamOf(line)] += textOf(task, line);
    expect(stored.stdout === expected.stdout && stored.stderr === expected.stderr).toBe(true);
    expect(ends.bytes).toEqual({ stdout: expected.stdout.length, stderr: expected.stderr.length });
    total += ends.rows;
  }
  expect(store.log.rows(crashMaintenance)).toBe(total);
  const events = store.journal.read(crashMaintenance, 0);
  expect(events.length).toBeGreaterThanOrEqual(acknowledged.seq);
  expect(store.verify(crashMaintenance)).toMatchObject({ isWhole: true, events: events.length });
  expect(events.every((event) => event.row <= total)).toBe(true);
  const { rows } = await store.log.window(crashMaintenance, { kinds: ['output'] }, -500, 500);
  expect(rows.map((item) => (item.kind === 'output' ? item.row : -1))).toEqual(
    Array.from({ length: rows.length }, (_, index) => total - rows.length + index),
  );
}

describe('a console that is killed', () => {
  it(`loses nothing that was acknowledged, in ${rounds} rounds`, { timeout: 240_000 + 20_000 * rounds }, async () => {
    let folder = makeFolder();
    for (let round = 0; round < rounds; round += 1) {
      if (round % 20 === 19) folder = makeFolder();
      const sayings = 1 + Math.floor(Math.random() * 30);
      const acknowledged = await killAfter(startWriter(folder), sayings);
      // The lock of the dead is free at once.
      const store = await openIn(folder);
      expect(store.access).toEqual({ kind: 'writer' });
      await expectWhole(store, acknowledged);
      await store.close();
    }
  });

  it('held its lock until then, and said by whom', async () => {
    const folder = makeFolder();
    const writer = startWriter(folder);
    if (writer.stdout === null) throw new Error('the writer has no stdout');
    await once(writer.stdout, 'data');
    writer.stdout.resume();
    const second = await openIn(folder);
    expect(second.access).toMatchObject({ kind: 'held', holder: { pid: writer.pid } });
    expect(second.access.kind === 'held' && second.access.holder.name).toMatch(/^Drydock \(crash\), kim on /);
    await second.close();
    writer.kill('SIGKILL');
    await once(writer, 'exit');
    expect((await openIn(folder, 'reader')).access).toEqual({ kind: 'asked' });
    const third = await openIn(folder);
    expect(third.access).toEqual({ kind: 'writer' });
    await third.close();
    expect((await openIn(folder, 'reader')).access).toEqual({ kind: 'asked' });
  });
});
