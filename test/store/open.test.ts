/** A workspace's store as a whole: what is written is there again, and one console writes at a time. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aMaintenance, attempt, lines, makeFolder, note, openIn, openNew, row } from './workspace.ts';

describe('a workspace', () => {
  it('has again after it was closed what was written to it', async () => {
    const folder = makeFolder();
    const first = await openIn(folder);
    expect(first.access).toEqual({ kind: 'writer' });
    expect(first.journal.append(aMaintenance, 0, [note('one'), note('two')], 5).ok).toBe(true);
    await first.output.append({ key: attempt(), rows: lines(2_500), offsets: { stdout: 11, stderr: 22 } });
    await first.output.flush();
    expect(first.documents.put('runbook', 'Upgrade', 0, { a: [1] }, 'kim', 7).ok).toBe(true);
    await first.close();

    const second = await openIn(folder);
    expect(second.journal.read(aMaintenance, 0).map((event) => event.seq)).toEqual([1, 2]);
    expect(second.documents.get('runbook', 'Upgrade')?.body).toEqual({ a: [1] });
    expect(await second.output.ends(attempt())).toMatchObject({ rows: 2_500, offsets: { stdout: 11, stderr: 22 } });
    await second.output.append({ key: attempt(), rows: [row('the last')], offsets: { stdout: 19, stderr: 22 } });
    await second.output.flush();
    const { total, rows } = await second.log.window(aMaintenance, {}, -3, 3);
    expect(total).toBe(2_503);
    expect(rows).toMatchObject([
      { kind: 'output', row: 2_498, line: 2_498, position: 2_500, text: 'line 2498 of the output', stream: 'stdout' },
      { kind: 'output', row: 2_499, stream: 'stderr', isPartial: false, atMs: 3_499 },
      { kind: 'output', row: 2_500, text: 'the last', isPartial: true, position: 2_502 },
    ]);
  });

  it('can be read by nobody else on the machine, its copies neither', async () => {
    const folder = join(makeFolder(), 'workspace');
    const store = await openIn(folder);
    store.journal.append(aMaintenance, 0, [note('one')], 5);
    const copy = join(folder, 'copy.sqlite');
    expect((await store.backup(copy)).ok).toBe(true);
    const files = readdirSync(folder).map((name) => join(folder, name));
    expect(files.length).toBeGreaterThanOrEqual(4);
    expect([folder, ...files].filter((path) => (statSync(path).mode & 0o077) !== 0)).toEqual([]);
  });

  it('is open for writing to one console, and says to the second who holds it', async () => {
    const folder = makeFolder();
    const writer = await openIn(folder);
    const second = await openIn(folder);
    expect(second.access).toMatchObject({ kind: 'held', holder: { pid: process.pid } });
    expect(second.journal.append(aMaintenance, 0, [note('no')], 5)).toMatchObject({
      ok: false,
      failure: { kind: 'read-only' },
    });
    await writer.close();
    expect((await openIn(folder)).access).toEqual({ kind: 'writer' });
  });

  it('gives the output of an attempt again byte for byte, out of rows of several attempts', async () => {
    const store = await openNew();
    const others = attempt('other@web-1');
    const given = { stdout: '', stderr: '' };
    for (let round = 0; round < 40; round += 1) {
      const rows = lines(100, round * 100);
      for (const { stream, bytes } of rows) given[stream] += Buffer.from(bytes).toString();
      await store.output.append({ key: attempt(), rows, offsets: { stdout: round, stderr: 0 } });
      await store.output.append({ key: others, rows: lines(7), offsets: { stdout: 0, stderr: 0 } });
    }
    await store.output.flush();
    const replayed = { stdout: '', stderr: '' };
    await store.output.replay(attempt(), (stream, bytes) => {
      replayed[stream] += Buffer.from(bytes).toString();
    });
    expect(replayed).toEqual(given);
    const ends = await store.output.ends(attempt());
    expect(ends).toMatchObject({ rows: 4_000, bytes: { stdout: given.stdout.length, stderr: given.stderr.length } });
  });

  it('anchors an event to the rows that were committed when it was written', async () => {
    const store = await openNew();
    store.journal.append(aMaintenance, 0, [note('before')], 1);
    await store.output.append({ key: attempt(), rows: lines(3), offsets: { stdout: 0, stderr: 0 } });
    await store.output.flush();
    store.journal.append(aMaintenance, 1, [note('after')], 2);
    const { rows } = await store.log.window(aMaintenance, {}, 0, 10);
    expect(rows.map((item) => (item.kind === 'event' ? `event ${item.seq}` : item.text))).toEqual([
      'event 1',
      'line 0 of the output',
      'line 1 of the output',
      'line 2 of the output',
      'event 2',
    ]);
  });
});
