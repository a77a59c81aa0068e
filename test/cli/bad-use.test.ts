/** What the command says of itself, and to those who use it wrongly. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { requests } from '../../src/contract/requests.ts';
import { makeTestWorkspace, type TestWorkspace, toRecords } from './command.ts';

let workspace: TestWorkspace;

beforeAll(async () => {
  workspace = await makeTestWorkspace();
  await workspace.drydock('host', 'add', 'db-1', 'db.example.org', '--user', 'anna');
});

afterAll(() => workspace.remove());

const commands = [
  ...['serve', 'practice', 'import', 'export', 'run', 'follow', 'log', 'backup', 'doctor', 'call', 'contract'],
  ...['host', 'host add', 'host list', 'host trust'],
  ...['person', 'person list', 'person add', 'person import', 'person export', 'person me'],
  ...['roster', 'roster show', 'roster involve', 'roster shift', 'roster import', 'roster export'],
  ...['maintenance', 'maintenance new', 'maintenance list', 'maintenance show'],
  'gate',
];

test.each(commands)('drydock %s --help says how it is used', async (command) => {
  const { status, stdout } = await workspace.drydock(...command.split(' '), '--help');
  expect(status).toBe(0);
  expect(stdout).toContain(`Usage: drydock ${command}`);
  expect(stdout).toContain('--workspace');
});

test('the help names every command and the exit statuses', async () => {
  const { stdout } = await workspace.drydock('--help');
  for (const command of commands) expect(stdout).toContain(`  ${command.split(' ')[0]} `);
  expect(stdout).toContain('0 done, 1 the work failed, 2 bad use, 3 needs a person');
});

describe('bad use ends with status 2 and says why', () => {
  test.each([
    [['steer'], 'unknown command'],
    [['follow'], 'missing required argument'],
    [['run', 'X'], '--confirm'],
    [['maintenance', 'new', 'X'], '--runbook'],
    [['maintenance', 'new', 'X', '--runbook', 'nothing'], 'nothing'],
    [['maintenance', 'show', 'X'], 'no maintenance “X”'],
    [['run', 'X', '--confirm', 'X'], 'no maintenance “X”'],
    [['follow', 'X'], 'no maintenance “X”'],
    [['log', 'X'], 'no maintenance “X”'],
    [['log', 'X', '--word', '--regex', '--search', 'x'], 'cannot be used with'],
    [['export', 'X'], 'no runbook “X”'],
    [['host', 'add', 'a b', 'example.org', '--user', 'anna'], 'host name'],
    [['host', 'add', 'a', 'example.org', '--user', 'anna', '--port', '99999'], 'port'],
    [['host', 'trust', 'nobody'], 'no host “nobody”'],
    [['call', 'maintenance.sink'], 'no request “maintenance.sink”'],
    [['call', 'maintenance.list', '{'], 'not JSON'],
    [['call', 'maintenance.list', '{"all":true}'], 'all'],
    [['contract', 'maintenance.sink'], 'no request “maintenance.sink”'],
    [['import', 'a.md', 'b.md', '--name', 'x'], '--name'],
    [['import', '/nowhere/x.md'], 'cannot be read'],
    [['practice', '--misbehave', 'sulk'], 'Allowed choices'],
  ])('drydock %j', async (words, why) => {
    const { status, stdout, stderr } = await workspace.drydock(...words);
    expect(stderr.toLowerCase()).toContain(why.toLowerCase());
    expect(status).toBe(2);
    expect(stdout).toBe('');
  });

  test('under --json the failure is a record, too', async () => {
    const { status, stdout } = await workspace.drydock('follow', 'X', '--json');
    expect(status).toBe(2);
    expect(toRecords(stdout)).toMatchObject([{ failure: { kind: 'no-such-maintenance' } }]);
  });

  test('a workspace that is not there is not made by reading', async () => {
    const { status, stderr } = await workspace.drydock('maintenance', 'list', '--workspace', `${workspace.folder}-2`);
    expect(status).toBe(2);
    expect(stderr).toContain(`${workspace.folder}-2`);
  });
});

test('contract prints every request with the JSON schema of its input and output', async () => {
  const records = await workspace.records('contract');
  expect(records.map(({ request }) => request)).toEqual(Object.keys(requests));
  for (const record of records) {
    expect(record).toMatchObject({ input: { type: 'object' }, output: expect.any(Object), right: expect.any(String) });
  }
});

test('doctor says of each thing whether it is well, and what to do where it is not', async () => {
  const { status, stdout } = await workspace.drydock('doctor', '--json');
  const findings = toRecords(stdout);
  expect(status).toBe(0);
  expect(findings.map(({ check }) => check)).toEqual([
    ...['node', 'workspace', 'ssh', 'ssh agent', 'known_hosts', 'shell', 'electron', 'browser'],
  ]);
  for (const { state, advice } of findings) {
    expect(state === 'ok' ? 'nothing to do' : advice).toBeTypeOf('string');
  }
});
