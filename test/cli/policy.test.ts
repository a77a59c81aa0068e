/** The policy on the command line: what a file changes, what readiness answers, and a run that is refused. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { builtInRules } from '../../src/core/policy/policy.ts';
import { makeTestWorkspace, type TestWorkspace, toRecords } from './command.ts';

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await makeTestWorkspace();
  const file = await write('look.md', '# Look around\n\n## Carry out\n\n- [ ] Look\n');
  await workspace.records('import', file);
  await workspace.records('maintenance', 'new', 'Tonight', '--runbook', 'Look around');
});
afterAll(() => workspace.remove());

async function write(name: string, content: string): Promise<string> {
  const file = join(workspace.folder, '..', name);
  await writeFile(file, content);
  return file;
}

test('a run is refused while a must does not hold, and readiness prints every finding', async () => {
  const readiness = await workspace.drydock('readiness', 'Tonight', '--json');
  expect(readiness.status).toBe(1);
  expect(toRecords(readiness.stdout).map(({ rule }) => rule)).toEqual([...builtInRules]);
  const refused = await workspace.drydock('run', 'Tonight', '--confirm', 'Tonight', '--json');
  expect(refused.status).toBe(3);
  expect(toRecords(refused.stdout).map(({ status }) => status)).not.toContain('satisfied');
  expect(refused.stderr).toContain('the policy does not let “Tonight” start: POL-1');
});

test('a window is refused where its local time comes twice, and set where it is said which', async () => {
  const set = (...more: string[]) => workspace.drydock('schedule', 'Tonight', '--zone', 'Europe/Berlin', ...more);
  const twice = await set('--from', '2031-10-26 02:30', '--to', '2031-10-26 05:00');
  expect(twice.status).toBe(2);
  expect(twice.stderr).toContain('2031-10-26 02:30+02:00 or 2031-10-26 02:30+01:00');
  expect((await set('--from', '2031-10-26 02:30+02:00', '--to', '2031-10-26 05:00')).status).toBe(0);
  const refused = await workspace.drydock('schedule', 'Tonight', '--commit');
  expect(refused.stderr).toContain('The change record is not whole');
});

test('a policy file with a wrong key changes nothing and names the line; a right one lets it start', async () => {
  const wrong = await write('wrong.yaml', 'name: Ours\nnumberz: {}\n');
  const refused = await workspace.drydock('policy', 'import', wrong);
  expect(refused.status).toBe(1);
  expect(refused.stderr).toContain(`${wrong}:2: numberz: there is no such key here.`);
  const rules = builtInRules.map((rule) => `  ${rule}: { severity: off }`).join('\n');
  const right = await write('right.yaml', `# Ours\nname: Ours\nrules:\n${rules}\n`);
  expect(await workspace.records('policy', 'import', right)).toMatchObject([{ version: 1, problems: [] }]);
  expect((await workspace.drydock('policy', 'show')).stdout).toMatch(/^# Ours\nname: Ours\n/);
  const ready = await workspace.drydock('readiness', 'Tonight');
  expect(ready.status).toBe(0);
  expect(ready.stdout).toContain('Its window begins 2031-10-26 02:30+02:00: now only by');
});

test('a run outside its window waits for a person to say why, and says it in the log', async () => {
  const run = (...more: string[]) => workspace.drydock('run', 'Tonight', '--confirm', 'Tonight', '--json', ...more);
  const refused = await run();
  expect(refused.status).toBe(3);
  expect(toRecords(refused.stdout)).toMatchObject([{ failure: { kind: 'outside-window' } }]);
  expect(refused.stderr).toContain('“Tonight” is not started: its window begins in');
  expect(refused.stderr).toContain('--outside-window');
  expect((await run('--outside-window', ' ')).status).toBe(2);
  // Started, it waits for the person who does its one step.
  const started = await run('--outside-window', 'the vendor is here now');
  expect(started.status).toBe(3);
  expect(toRecords(started.stdout).at(-1)).toMatchObject({ outcome: 'needs-person', need: { kind: 'person' } });
  const log = await workspace.drydock('log', 'Tonight');
  expect(log.stdout).toContain('outside its window: the vendor is here now.');
});
