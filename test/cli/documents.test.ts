/** Runbooks in and out, hosts, and anything else by `call`: what scripts build on. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeTestWorkspace, program, type TestWorkspace, toRecords, untilEnded } from './command.ts';

let workspace: TestWorkspace;

beforeAll(async () => {
  workspace = await makeTestWorkspace();
});

afterAll(() => workspace.remove());

async function write(name: string, content: string | Uint8Array): Promise<string> {
  const file = join(workspace.folder, '..', name);
  await writeFile(file, content);
  return file;
}

const runbook = `# Restart the mailer

## Prepare

- [ ] Tell support

## Carry out

\`\`\`sh {host=mail-1}
sudo systemctl restart mailer
\`\`\`
`;

describe('import', () => {
  test('prints for each file its runbook, its counts and its warnings', async () => {
    const file = await write('mailer.md', runbook);
    const [record, ...rest] = await workspace.records('import', file);
    expect(rest).toEqual([]);
    expect(record).toEqual({
      file,
      runbook: 'Restart the mailer',
      phases: 2,
      steps: 2,
      manual: 1,
      commands: 1,
      warnings: expect.any(Array),
    });
    for (const warning of (record?.['warnings'] ?? []) as readonly unknown[]) {
      expect(warning).toEqual({ line: expect.any(Number), text: expect.any(String) });
    }
  });

  test('goes on after a file that cannot be imported, and ends with status 1', async () => {
    const broken = await write('broken.md', '# Broken\n\n```sh\nnever closed\n');
    const file = await write('mailer.md', runbook);
    const { status, stdout, stderr } = await workspace.drydock('import', broken, file, '--json');
    const [first, second] = toRecords(stdout);
    expect(first).toMatchObject({ file: broken, failure: { kind: expect.any(String), message: expect.any(String) } });
    expect(second).toMatchObject({ file, steps: 2 });
    expect(stderr).toMatch(/line 3/i);
    expect(status).toBe(1);
  });

  test('and export are each other’s inverse', async () => {
    const file = await write('mailer.md', runbook);
    await workspace.records('import', file, '--name', 'mailer');
    const { stdout } = await workspace.drydock('export', 'mailer');
    const again = await write('again.md', stdout);
    const [record] = await workspace.records('import', again, '--name', 'mailer again');
    expect(record).toMatchObject({ steps: 2, warnings: [] });
    const second = await workspace.drydock('export', 'mailer again');
    expect(second.stdout).toBe(stdout);
  });

  test('an older version can be written, and a maintenance made of it', async () => {
    const first = await write('first.md', '# Versions\n\n- [ ] The first way\n');
    const second = await write('second.md', '# Versions\n\n- [ ] The second way\n');
    await workspace.records('import', first);
    await workspace.records('import', second);
    const older = await workspace.drydock('export', 'Versions', '--version', '1');
    expect(older.stdout).toContain('The first way');
    const made = await workspace.records('maintenance', 'new', 'Old way', '--runbook', 'Versions', '--version', '1');
    expect(made).toEqual([expect.objectContaining({ title: 'Old way' })]);
    const plan = await workspace.drydock('export', 'Old way', '--maintenance');
    expect(plan.stdout).toContain('The first way');
    expect((await workspace.drydock('--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test('export writes into a new file, and over none', async () => {
    const file = join(workspace.folder, '..', 'exported.md');
    expect((await workspace.drydock('export', 'mailer', '--output', file)).status).toBe(0);
    expect(await readFile(file, 'utf8')).toContain('# Restart the mailer');
    expect((await workspace.drydock('export', 'mailer', '--output', file)).status).toBe(2);
  });
});

describe('the corpus of real runbooks', () => {
  const corpus = fileURLToPath(new URL('../../../shared/corpus/govuk-manual/', import.meta.url));

  test('imports by the command, file for file', async () => {
    if (!existsSync(corpus)) {
      // It is laid beside the project, and belongs to somebody else: without it there is nothing to prove here.
      expect(corpus).toContain('shared/corpus');
      console.warn(`The corpus is not at ${corpus}: nothing was imported from it.`);
      return;
    }
    const files = (await readdir(corpus)).map((name) => join(corpus, name));
    const records = await workspace.records('import', ...files);
    expect(records.map(({ file }) => file)).toEqual(files);
    for (const record of records)
      expect(record).toMatchObject({ runbook: expect.any(String), phases: expect.any(Number) });
    const commands = records.reduce((sum, record) => sum + Number(record['commands']), 0);
    expect(commands).toBeGreaterThan(100);
  });
});

describe('hosts', () => {
  test('are added, listed, and reached through another', async () => {
    await workspace.records('host', 'add', 'gate', 'gate.example.org', '--user', 'anna');
    await workspace.records('host', 'add', 'db-1', '10.0.0.5', '--user', 'anna', '--port', '2222', '--jump', 'gate');
    expect(await workspace.records('host', 'list')).toEqual([
      { name: 'db-1', address: '10.0.0.5', port: 2222, user: 'anna', jump: 'gate', pins: [] },
      { name: 'gate', address: 'gate.example.org', port: 22, user: 'anna', pins: [] },
    ]);
  });
});

describe('call', () => {
  test('answers any request as JSON', async () => {
    const { status, stdout } = await workspace.drydock('call', 'runbook.show', '{"name":"mailer"}');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ summary: { name: 'mailer', version: 1 }, plan: { steps: [{}, {}] } });
  });

  test('reads its input from standard input', async () => {
    const child = spawn(process.execPath, [program, 'call', 'runbook.versions', '-', '--json'], {
      env: { ...process.env, DRYDOCK_WORKSPACE: workspace.folder },
    });
    child.stdin.end('{"name":"mailer"}');
    const { status, stdout } = await untilEnded(child);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject([{ name: 'mailer', version: 1 }]);
  });
});

describe('backup', () => {
  test('copies the workspace into a new file, and over none', async () => {
    const file = join(workspace.folder, '..', 'copy.sqlite');
    const [record] = await workspace.records('backup', file);
    expect(record).toEqual({ file, sizeBytes: (await stat(file)).size });
    const again = await workspace.drydock('backup', file);
    expect(again.status).toBe(2);
    expect(again.stderr).toContain(file);
  });
});
