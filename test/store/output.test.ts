/** Output on its way to the disk: order, failures, and what a reader of the same workspace sees. */
import { EventEmitter, once } from 'node:events';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { RowPacker } from '../../src/core/text/packed-rows.ts';
import { aMaintenance, anotherMaintenance, attempt, lines, makeFolder, openIn, openNew, row } from './workspace.ts';

const offsets = { stdout: 1, stderr: 2 };

describe('the output log', () => {
  it('publishes the number of rows only once they can be read', async () => {
    const store = await openNew();
    const seen: [string, number, number][] = [];
    store.output.onCommitted(({ maintenance, rows }) => seen.push([maintenance, rows, store.log.rows(maintenance)]));
    await store.output.append({ key: attempt(), rows: lines(5), offsets });
    await store.output.append({ key: attempt('x', 1, anotherMaintenance), rows: lines(2), offsets });
    await store.output.flush();
    expect(seen.at(-1)).toBeDefined();
    for (const [, published, stored] of seen) expect(stored).toBeGreaterThanOrEqual(published);
    expect(store.log.rows(aMaintenance)).toBe(5);
    expect(store.log.rows(anotherMaintenance)).toBe(2);
  });

  it('takes packed rows as it takes loose ones', async () => {
    const store = await openNew();
    const packer = new RowPacker(16);
    packer.addLines('stdout', Buffer.from('one\ntwo\n'), 5);
    packer.add('stderr', Buffer.from('three'), 6);
    await store.output.append({ key: attempt(), rows: packer.take(), offsets });
    await store.output.flush();
    const { rows } = await store.log.window(aMaintenance, {}, 0, 10);
    expect(rows).toMatchObject([
      { text: 'one', stream: 'stdout', atMs: 5, line: 0, isPartial: false },
      { text: 'two', stream: 'stdout', atMs: 5, line: 1, isPartial: false },
      { text: 'three', stream: 'stderr', atMs: 6, line: 2, isPartial: true },
    ]);
  });

  it('moves offsets without rows, and keeps bytes that are no UTF-8', async () => {
    const store = await openNew();
    const bytes = Uint8Array.of(0xff, 0x00, 0xfe, 0x0a);
    await store.output.append({ key: attempt(), rows: [{ stream: 'stdout', atMs: 1, bytes }], offsets });
    await store.output.append({ key: attempt(), rows: [], offsets: { stdout: 77, stderr: 2 } });
    await store.output.flush();
    expect((await store.output.ends(attempt())).offsets).toEqual({ stdout: 77, stderr: 2 });
    const replayed: number[] = [];
    await store.output.replay(attempt(), (_, piece) => {
      replayed.push(...piece);
    });
    expect(replayed).toEqual([...bytes]);
  });

  it('keeps a long tail of single rows readable, and in one piece after all', async () => {
    const store = await openNew();
    for (let line = 0; line < 150; line += 1) {
      await store.output.append({ key: attempt(), rows: [row(`${line}\n`)], offsets });
      await store.output.flush();
      const { rows } = await store.log.window(aMaintenance, {}, -2, 2);
      expect(rows.at(-1)).toMatchObject({ text: `${line}`, row: line });
    }
    const file = new Database(store.file, { readonly: true });
    expect(file.prepare('SELECT count(*) FROM tail').pluck().get()).toBeLessThan(100);
    file.close();
  });

  it('rejects what could not be written, and goes on from where the store ends', async () => {
    const store = await openNew();
    await store.output.append({ key: attempt(), rows: lines(3), offsets });
    await store.output.flush();
    const other = new Database(store.file);
    other.exec('ALTER TABLE head RENAME TO gone');
    await store.output.append({ key: attempt(), rows: lines(2, 3), offsets: { stdout: 9, stderr: 9 } });
    await expect(store.output.flush()).rejects.toThrow('could not be written');
    await expect(store.output.append({ key: attempt(), rows: lines(1), offsets })).rejects.toThrow();
    other.exec('ALTER TABLE gone RENAME TO head');
    other.close();
    expect(await store.output.ends(attempt())).toMatchObject({ rows: 3, offsets });
    await store.output.append({ key: attempt(), rows: lines(2, 3), offsets: { stdout: 9, stderr: 9 } });
    await store.output.flush();
    expect(await store.output.ends(attempt())).toMatchObject({ rows: 5, offsets: { stdout: 9, stderr: 9 } });
  });

  it('takes nothing that was given before a failure was heard of, for it would leave a hole behind what was dropped', async () => {
    const store = await openNew();
    await store.output.append({ key: attempt(), rows: lines(3), offsets });
    await store.output.flush();
    const other = new Database(store.file);
    other.exec('ALTER TABLE head RENAME TO gone');
    await store.output.append({ key: attempt(), rows: lines(2, 3), offsets: { stdout: 9, stderr: 9 } });
    // The writing thread fails while this one hears nothing.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
    other.exec('ALTER TABLE gone RENAME TO head');
    other.close();
    await store.output.append({ key: attempt(), rows: lines(2, 5), offsets: { stdout: 12, stderr: 12 } });
    await expect(store.output.flush(attempt())).rejects.toThrow('could not be written');
    expect(await store.output.ends(attempt())).toMatchObject({ rows: 3, offsets });
    await store.output.append({ key: attempt(), rows: lines(2, 3), offsets: { stdout: 9, stderr: 9 } });
    await store.output.flush(attempt());
    expect(await store.output.ends(attempt())).toMatchObject({ rows: 5, offsets: { stdout: 9, stderr: 9 } });
  });

  it('is not held against an attempt that lost nothing that another lost something', async () => {
    const store = await openNew();
    const whole = { ...attempt(), attempt: 2 };
    await store.output.append({ key: whole, rows: lines(3), offsets });
    await store.output.flush();
    const other = new Database(store.file);
    other.exec('ALTER TABLE head RENAME TO gone');
    await store.output.append({ key: attempt(), rows: lines(2), offsets });
    await expect(store.output.flush(attempt())).rejects.toThrow('could not be written');
    other.exec('ALTER TABLE gone RENAME TO head');
    other.close();
    await store.output.flush(whole);
    await store.output.append({ key: whole, rows: lines(1, 3), offsets });
    await store.output.flush(whole);
    expect(await store.output.ends(whole)).toMatchObject({ rows: 4 });
  });

  it('is seen by a reader of the same workspace as it grows', async () => {
    const folder = makeFolder();
    const writer = await openIn(folder);
    const reader = await openIn(folder, 'reader');
    expect(reader.access).toMatchObject({ kind: 'asked', holder: { pid: process.pid } });
    const heads = new EventEmitter();
    reader.output.onCommitted((head) => heads.emit('head', head));
    const first = once(heads, 'head');
    await writer.output.append({ key: attempt(), rows: lines(4_000), offsets });
    await writer.output.flush();
    expect(await first).toEqual([{ maintenance: aMaintenance, rows: 4_000 }]);
    const second = once(heads, 'head');
    await writer.output.append({ key: attempt(), rows: [row('more\n')], offsets });
    expect(await second).toEqual([{ maintenance: aMaintenance, rows: 4_001 }]);
    expect((await reader.log.window(aMaintenance, {}, -1, 1)).rows).toMatchObject([{ text: 'more' }]);
  });
});
