/** Files that are not as they should be: too new, damaged, or not a workspace at all. */
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { openStore, storeFileName } from '../../src/main/store/open.ts';
import { aMaintenance, attempt, lines, makeFolder, note, openIn } from './workspace.ts';

async function fill(folder: string): Promise<string> {
  const store = await openIn(folder);
  store.journal.append(aMaintenance, 0, [note('one')], 5);
  await store.output.append({ key: attempt(), rows: lines(9_000), offsets: { stdout: 0, stderr: 0 } });
  await store.output.flush();
  await store.close();
  return store.file;
}

const open = (folder: string, as: 'console' | 'reader' = 'console') =>
  openStore({ folder, program: 'Drydock (test)', user: 'kim', as });

/** As a crash leaves it: the last session never said that it ended. */
function leaveUncleanly(file: string): void {
  const connection = new Database(file);
  connection.exec('UPDATE session SET released_at_ms = NULL');
  connection.close();
}

function spoilPage(file: string, table: string): void {
  const connection = new Database(file);
  const page = connection.prepare('SELECT pageno FROM dbstat WHERE name = ? LIMIT 1').pluck().get(table) as number;
  connection.close();
  const handle = openSync(file, 'r+');
  writeSync(handle, Buffer.alloc(4_096, 0xff), 0, 4_096, (page - 1) * 4_096);
  closeSync(handle);
}

describe('a workspace’s file', () => {
  it('of a newer Drydock is refused and not touched', async () => {
    const folder = makeFolder();
    const file = await fill(folder);
    const connection = new Database(file);
    connection.pragma('user_version = 99');
    connection.close();
    for (const as of ['console', 'reader'] as const) {
      const opened = await open(folder, as);
      expect(opened).toMatchObject({ ok: false, failure: { kind: 'workspace-newer' } });
      expect(!opened.ok && opened.failure.message).toContain('its format is 99');
    }
    const after = new Database(file);
    expect(after.pragma('user_version', { simple: true })).toBe(99);
    after.close();
  });

  it('is looked through on request: whole, altered in its journal, or damaged', async () => {
    const folder = makeFolder();
    const file = await fill(folder);
    const check = async () => {
      const store = await openIn(folder, 'reader');
      const found = await store.check();
      await store.close();
      return found;
    };
    expect(await check()).toEqual({ isSound: true, journals: 1 });
    const other = new Database(file);
    other.exec("DROP TRIGGER event_is_never_changed; UPDATE event SET data = replace(data, 'one', 'two')");
    other.close();
    expect(await check()).toEqual({
      isSound: false,
      message: `In the journal of ${aMaintenance}, event 1 was altered: its hash is not that of its content.`,
    });
    spoilPage(file, 'chunk');
    const { isSound, message } = (await check()) as { isSound: boolean; message: string };
    expect(isSound).toBe(false);
    expect(message).toMatch(/^(SQLite finds .* in it, the first: .*|A part of it cannot be read)\.$/);
    expect(message).not.toContain('\n');
  });

  it('that would stand where a file stands is refused in words', async () => {
    const file = join(makeFolder(), 'notes.txt');
    writeFileSync(file, 'mine');
    for (const as of ['console', 'reader'] as const) {
      expect(await open(file, as)).toMatchObject({
        ok: false,
        failure: { kind: 'workspace-unreachable', message: `${file} is a file, and a workspace is a folder.` },
      });
    }
  });

  it('that is damaged opens read-only after an unclean exit, and says what to do', async () => {
    const folder = makeFolder();
    const file = await fill(folder);
    leaveUncleanly(file);
    spoilPage(file, 'sqlite_autoindex_document_1');
    const store = await openIn(folder);
    expect(store.access).toMatchObject({ kind: 'damaged', advice: expect.stringContaining('backup') });
    expect(store.journal.read(aMaintenance, 0)).toHaveLength(1);
    expect(store.journal.append(aMaintenance, 1, [note('no')], 6)).toMatchObject({ failure: { kind: 'read-only' } });
    await expect(
      store.output.append({ key: attempt(), rows: [], offsets: { stdout: 0, stderr: 0 } }),
    ).rejects.toThrow();
  });

  it('that is sound is open for writing after an unclean exit', async () => {
    const folder = makeFolder();
    leaveUncleanly(await fill(folder));
    expect((await openIn(folder)).access).toEqual({ kind: 'writer' });
  });

  it('that is no database at all is a failure that says so', async () => {
    const folder = makeFolder();
    writeFileSync(join(folder, storeFileName), 'not a database, but long enough to look into'.repeat(100));
    expect(await open(folder)).toMatchObject({ ok: false, failure: { kind: 'workspace-damaged' } });
  });

  it('that is not there is a failure for a reader, who makes nothing', async () => {
    const folder = join(makeFolder(), 'none');
    expect(await open(folder, 'reader')).toMatchObject({ ok: false, failure: { kind: 'workspace-missing' } });
  });

  it('is copied whole while it is open, and never over another file', async () => {
    const folder = makeFolder();
    await fill(folder);
    const store = await openIn(folder);
    const copies = makeFolder();
    const copy = join(copies, storeFileName);
    const first = await store.backup(copy);
    expect(first.ok && first.value.sizeBytes).toBeGreaterThan(4_096);
    expect(await store.backup(copy)).toMatchObject({ ok: false, failure: { kind: 'file-exists' } });
    const copied = await openIn(copies);
    expect(copied.access).toEqual({ kind: 'writer' });
    expect(copied.verify(aMaintenance)).toEqual(store.verify(aMaintenance));
    expect(await copied.log.window(aMaintenance, {}, -20, 20)).toEqual(
      await store.log.window(aMaintenance, {}, -20, 20),
    );
  });

  it('shows altered output instead of serving it', async () => {
    const folder = makeFolder();
    const file = await fill(folder);
    const connection = new Database(file);
    connection.exec('DROP TRIGGER chunk_is_never_changed; UPDATE chunk SET sha256 = zeroblob(32)');
    connection.close();
    const store = await openIn(folder);
    await expect(store.log.window(aMaintenance, {}, 0, 10)).rejects.toThrow('is damaged');
  });
});
