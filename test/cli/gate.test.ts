/** `drydock gate`: 0 for an open gate and for nothing else, whatever is broken, missing, or in the way. */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { answerGate } from '../../src/main/cli/gate/gate-answer.ts';
import { runProgram } from '../../src/main/cli/program.ts';
import { createPrinter } from '../../src/main/cli/terminal/printer.ts';
import { openHost } from '../../src/main/host.ts';
import { TestConsole } from '../fixtures/console.ts';
import { writeFailedRelease } from '../fixtures/release.ts';
import { makeTestWorkspace, type TestWorkspace, toRecords, untilEnded } from './command.ts';

const scratch = mkdtempSync(join(tmpdir(), 'drydock-gate-'));
let workspace: TestWorkspace;
/** In it the gate of `open` is open, and that of `held` is blocked by a release. */
beforeAll(async () => {
  workspace = await makeTestWorkspace();
  await writeFailedRelease(workspace.folder, 'held');
  const console = await TestConsole.open(workspace.folder);
  for (const name of ['open', 'held'])
    await console.ask('environment.save', { environment: { name, isProduction: true }, expectedVersion: 0 });
  await console.close();
});
afterAll(async () => {
  await workspace.remove();
  rmSync(scratch, { recursive: true });
});
afterEach(() => {
  process.exitCode = undefined;
  process.removeAllListeners('uncaughtException');
});

/** In this process, which is the same program and costs a tenth. */
async function gate(
  ...words: string[]
): Promise<{ readonly status: number; readonly out: string; readonly err: string }> {
  const printed = { out: '', err: '' };
  const catchAll = (which: 'out' | 'err') => (text: unknown) => {
    printed[which] += String(text);
    return true;
  };
  const out = vi.spyOn(process.stdout, 'write').mockImplementation(catchAll('out'));
  const err = vi.spyOn(process.stderr, 'write').mockImplementation(catchAll('err'));
  try {
    const status = await runProgram(['gate', ...words], { openHost, version: '0' });
    return { status, ...printed };
  } finally {
    out.mockRestore();
    err.mockRestore();
  }
}
const look = (folder: string, ...words: string[]) => gate(...words, '--workspace', folder);

test('REL-9: the status says whether an environment may be released to', async () => {
  const [open, held, nowhere] = await Promise.all([
    workspace.drydock('gate', 'open'),
    workspace.drydock('gate', 'HELD', '--json'),
    workspace.drydock('gate', 'nowhere', '--json'),
  ]);
  expect(open).toMatchObject({ status: 0, stdout: 'The release gate of open is open.\n', stderr: '' });
  expect(held.status).toBe(1);
  expect(toRecords(held.stdout)).toMatchObject([
    { environment: 'held', state: 'blocked', causes: [{ kind: 'release-failed' }], isOutdated: false },
  ]);
  expect(nowhere.status).toBe(3);
  expect(toRecords(nowhere.stdout)).toMatchObject([
    { environment: 'nowhere', state: 'unknown', failure: { kind: 'no-such-environment' } },
  ]);
  expect(nowhere.stderr).toContain('no environment “nowhere”');
});

test('a reader that closes the pipe does not make it open', async () => {
  const ask = (environment: string) => {
    const child = workspace.begin('gate', environment, '--json');
    child.stdout?.destroy();
    return untilEnded(child);
  };
  const [held, nowhere] = await Promise.all([ask('held'), ask('nowhere')]);
  expect([held.status, nowhere.status]).toEqual([1, 3]);
});

test('it answers beside the console that runs', async () => {
  const console = await TestConsole.open(workspace.folder);
  expect((await look(workspace.folder, 'held')).status).toBe(1);
  expect((await look(workspace.folder, 'open')).status).toBe(0);
  await console.close();
});

describe('unknown is', () => {
  const copyOf = (name: string) => {
    const folder = join(scratch, name);
    mkdirSync(folder);
    copyFileSync(join(workspace.folder, 'drydock.sqlite'), join(folder, 'drydock.sqlite'));
    return folder;
  };
  const changed = (name: string, ...statements: string[]) => {
    const folder = copyOf(name);
    const database = new DatabaseSync(join(folder, 'drydock.sqlite'));
    for (const sql of statements) database.exec(sql);
    database.close();
    return folder;
  };
  const written = (folder: string, content: string) => {
    writeFileSync(join(folder, 'drydock.sqlite'), content);
    return folder;
  };

  test.each<[string, () => string, string]>([
    ['a workspace that is not there', () => join(scratch, 'none'), 'There is no workspace'],
    ['a workspace that is a file', () => join(workspace.folder, 'drydock.sqlite'), 'a workspace is a folder'],
    ['a file that is no workspace', () => written(copyOf('garbage'), 'not a database'.repeat(1_000)), 'damaged'],
    ['an empty file', () => written(copyOf('empty'), ''), 'older Drydock'],
    ['a newer workspace', () => changed('newer', 'PRAGMA user_version = 999'), 'newer'],
    ['a workspace without its journal', () => changed('bare', 'DROP TABLE event'), ''],
    [
      'a workspace whose file was cut off',
      () => {
        const folder = copyOf('cut');
        truncateSync(join(folder, 'drydock.sqlite'), 20_000);
        return folder;
      },
      '',
    ],
    [
      'an altered journal',
      () =>
        changed(
          'altered',
          'DROP TRIGGER event_is_never_changed',
          `UPDATE event SET data = '{"cause":"person","reason":"a break"}' WHERE type = 'run-held'`,
        ),
      'was altered',
    ],
    [
      'an environment that cannot be read',
      () => changed('odd', `UPDATE document SET body = '{}' WHERE kind = 'environment'`),
      'went wrong inside Drydock',
    ],
    [
      'a word that cannot be read',
      () =>
        changed(
          'words',
          `INSERT INTO document (kind, name, version, saved_at_ms, saved_by, body)
             VALUES ('gate', 'open', 1, 0, 'x', '{"word":"perhaps"}')`,
        ),
      'went wrong inside Drydock',
    ],
  ])('%s', async (_what, make, words) => {
    const folder = make();
    const { status, out, err } = await look(folder, 'open', '--json');
    expect([status, toRecords(out)[0]?.['state']]).toEqual([3, 'unknown']);
    expect(err).toContain(words);
    expect((await look(folder, 'list')).status).toBe(3);
  });

  test('a fault of ours, and nothing to answer with', async () => {
    const context = { print: createPrinter(true), workspace: '', workspaceOption: '', openHost };
    const mute = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    const muteErr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    expect(await answerGate(context, () => Promise.reject(new Error('broken')))).toBe(3);
    expect(process.exitCode).toBe(3);
    expect(await answerGate(context, async () => [])).toBe(3);
    mute.mockRestore();
    muteErr.mockRestore();
  });

  test('a workspace without any environment, in a list', async () => {
    const empty = join(scratch, 'fresh');
    await (await TestConsole.open(empty)).close();
    expect((await look(empty, 'list')).status).toBe(3);
  });
});

test('a list is open only where every gate is', async () => {
  const { status, out } = await look(workspace.folder, 'list', '--json');
  expect(status).toBe(1);
  expect(toRecords(out).map(({ environment, state }) => [environment, state])).toEqual([
    ['held', 'blocked'],
    ['open', 'open'],
  ]);
});

test('a command’s own name is no open gate either', async () => {
  for (const name of ['help', 'nowhere']) expect((await look(workspace.folder, name)).status).toBe(3);
});

test.each([
  '',
  ...['block', 'block open', 'unblock open', 'listener', 'token', 'publication'],
  ...['open held', 'open --quickly', 'open --url http://127.0.0.1 --file x'],
])('drydock gate %s: bad use, and no open gate', async (words) => {
  expect((await gate(...words.split(' ').filter((word) => word !== ''))).status).toBe(2);
});

test('a person blocks it with a reason, and what is lifted is named', async () => {
  const folder = join(scratch, 'led');
  const console = await TestConsole.open(folder);
  await console.ask('environment.save', { environment: { name: 'list', isProduction: true }, expectedVersion: 0 });
  await console.close();
  const published = join(scratch, 'www');
  mkdirSync(published);
  expect(await look(folder, 'publication', 'add', 'www', '--folder', published, '--valid-for', '5m')).toMatchObject({
    status: 0,
    out: expect.stringContaining('gate-list.json says open until'),
  });
  const blocked = await look(folder, 'block', 'list', '--reason', 'the fair', '--contact', 'the desk');
  expect(blocked).toMatchObject({ status: 0, out: expect.stringContaining('gate-list.json says blocked until') });
  // A name that is also a command is asked about by `show`.
  expect(await look(folder, 'show', 'list')).toMatchObject({
    status: 1,
    out: expect.stringContaining('Contact: the desk.'),
  });
  expect((await look(folder, 'list')).status).toBe(1);
  const refused = await look(folder, 'unblock', 'list', '--reason', 'it is over');
  expect(refused).toMatchObject({ status: 2, err: expect.stringContaining('nobody has said who sits here') });
  await runProgram(['person', 'add', 'Eve', '--zone', 'UTC', '--role', 'EM', '--workspace', folder], {
    openHost,
    version: '0',
  });
  await runProgram(['person', 'me', 'eve', '--workspace', folder], { openHost, version: '0' });
  const lifted = await look(folder, 'unblock', 'list', '--reason', 'it is over');
  expect(lifted).toMatchObject({ status: 0, out: expect.stringMatching(/^Lifted: .* blocked it: the fair\.\n/) });
  expect(await look(folder, 'unblock', 'list', '--reason', 'again')).toMatchObject({ status: 2 });
  rmSync(published, { recursive: true });
  const unpublished = await look(folder, 'block', 'list', '--reason', 'the next fair');
  expect(unpublished).toMatchObject({ status: 0, err: expect.stringContaining('could not be published') });
});

test('the listener is opened, shown and closed, and a token printed once', async () => {
  const folder = join(scratch, 'doors');
  await (await TestConsole.open(folder)).close();
  expect(await look(folder, 'listener', 'open', '--address', '192.0.2.1')).toMatchObject({
    status: 2,
    err: expect.stringContaining('every machine that reaches 192.0.2.1'),
  });
  expect((await look(folder, 'listener', 'open', '--port', '80')).status).toBe(2);
  expect(await look(folder, 'token', 'add', 'ci')).toMatchObject({
    out: expect.stringMatching(/^[A-Za-z0-9_-]{43}\n$/),
  });
  expect(await look(folder, 'listener', 'show')).toMatchObject({
    status: 0,
    out: expect.stringContaining('token ci, by'),
  });
  expect((await look(folder, 'token', 'revoke', 'ci')).status).toBe(0);
  expect((await look(folder, 'token', 'revoke', 'ci')).status).toBe(2);
  expect((await look(folder, 'listener', 'close')).status).toBe(0);
});
