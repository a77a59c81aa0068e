/** Reports on the command line, from the draft to the close. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TaskId } from '../../src/core/ids.ts';
import { planSchema } from '../../src/core/plan/plan.ts';
import type { PersonId } from '../../src/core/roster/names.ts';
import { TestConsole } from '../fixtures/console.ts';
import { makeTestWorkspace, type TestWorkspace } from './command.ts';

const plan = planSchema.parse({
  title: 'Look around',
  steps: [{ id: 'look', kind: 'manual', phase: 'carry-out', title: 'Look' }],
});
const people = [
  ['ada', 'Ada', 'SRE'],
  ['eve', 'Eve', 'EM'],
  ['dana', 'Dana', 'CES'],
] as const;

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await makeTestWorkspace();
  const console = await TestConsole.open(workspace.folder);
  const known = { qualifications: [], services: [], zone: 'UTC', contact: {} };
  for (const [id, name, role] of people)
    await console.ask('person.save', { person: { ...known, id: id as PersonId, name, roles: [role] } });
  await console.ask('runbook.save', { name: 'Look', expectedVersion: 0, plan });
  const { id: maintenance } = await console.ask('maintenance.create', { title: 'Tonight', runbook: 'Look' });
  await console.ask('roster.involve', { maintenance, people: people.map(([id]) => id as PersonId) });
  const { planHash } = await console.state(maintenance);
  await console.ask('run.start', { maintenance, planHash, confirm: 'Tonight' });
  await console.until(maintenance, ({ tasks }) => tasks[0]?.state === 'waiting');
  await console.ask('step.notDone', { maintenance, task: 'look' as TaskId, reason: 'it was dark' });
  await console.ask('run.abort', { maintenance, reason: 'too dark' });
  await console.close();
});
afterAll(() => workspace.remove());

const sit = (person: string) => workspace.records('call', 'person.setMe', JSON.stringify({ person }));

async function shown(): Promise<{ readonly report: { readonly textHash: string } }> {
  return (await workspace.records('report', 'show', 'Tonight'))[0] as never;
}

test('says what is asked for, and refuses to close without it or a reason', async () => {
  const { stdout } = await workspace.drydock('report', 'show', 'Tonight');
  expect(stdout).toContain('Not everything went perfectly: a post-mortem is expected.');
  expect(stdout).toContain('- It was aborted.');
  const refused = await workspace.drydock('report', 'close', 'Tonight');
  expect(refused.status).toBe(2);
  expect(refused.stderr).toContain('or close with a reason');
});

test('is drafted, written, put to its reviewers, approved, published, and closes the maintenance', async () => {
  await sit('ada');
  expect(await workspace.records('report', 'begin', 'Tonight')).toMatchObject([{ version: 1 }]);
  const file = join(workspace.folder, '..', 'summary.md');
  await writeFile(file, 'It was **dark**.\n');
  const from = ['--section', 'summary', '--from', file];
  expect(await workspace.records('report', 'write', 'Tonight', ...from)).toMatchObject([{ version: 2 }]);
  expect((await workspace.drydock('report', 'show', 'Tonight')).stdout).toContain('It was **dark**.');
  const item = { id: 'lamp', title: 'Buy a lamp', kind: 'prevent', owner: 'Ada' };
  const maintenance = (await workspace.records('report', 'list'))[0]?.['maintenance'];
  await workspace.records('call', 'actionItem.set', JSON.stringify({ maintenance, version: 2, item }));
  const issues = await workspace.drydock('report', 'issues', 'Tonight', '--tracker', 'github');
  expect(issues.stdout).toContain("gh issue create --title 'Buy a lamp' --body ");
  const asked = await workspace.drydock('report', 'ask', 'Tonight');
  expect(asked.stdout).toBe('Asked: Eve (EM)\nAsked: Dana (CES)\n');
  const { report } = await shown();
  const text = ['--text', report.textHash.slice(0, 12)];
  const publish = ['report', 'publish', 'Tonight', '--where', 'https://staff.example/1', ...text];
  const early = await workspace.drydock(...publish);
  expect(early.status).toBe(2);
  expect(early.stderr).toContain('No EM has approved it: Eve.');
  const stale = await workspace.drydock('report', 'review', 'Tonight', '--approve', '--text', '0123456789ab');
  expect(stale.stderr).toContain('The text has been changed since you read it.');
  for (const person of ['eve', 'dana']) {
    await sit(person);
    await workspace.records('report', 'review', 'Tonight', '--approve', ...text);
  }
  await workspace.records(...publish);
  await workspace.records('report', 'close', 'Tonight');
  const [row] = await workspace.records('report', 'list');
  expect(row).toMatchObject({ state: 'published', isClosed: true });
});
