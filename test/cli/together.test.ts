/** What people say to each other, and the two-person rule, on the command line. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PersonId } from '../../src/core/roster/names.ts';
import { TestConsole } from '../fixtures/console.ts';
import { onlyRules } from '../fixtures/no-rules.ts';
import { makeTestWorkspace, type TestWorkspace, toRecords } from './command.ts';

const markdown = `---
drydock: 1
two-person: true
---

# Plug

## Carry out

### Pull the plug

The left one.
`;
let workspace: TestWorkspace;
let title = '';

/** Led by Ada, who sits here; Bo stands beside her. */
beforeAll(async () => {
  workspace = await makeTestWorkspace();
  const desk = await TestConsole.open(workspace.folder, { policy: onlyRules('PREP-3') });
  const people: PersonId[] = [];
  for (const name of ['Ada', 'Bo Lind']) {
    const person = { name, roles: ['SRE'], qualifications: [], services: [], zone: 'UTC' };
    people.push((await desk.ask('person.save', { person })).id);
  }
  const content = Buffer.from(markdown).toString('base64');
  const { summary } = await desk.ask('runbook.import', { file: 'plug.md', content });
  title = 'Tonight';
  const { id: maintenance } = await desk.ask('maintenance.create', { title, runbook: summary.name });
  await desk.ask('roster.involve', { maintenance, people });
  await desk.close();
  await workspace.drydock('person', 'me', people[0] as string);
});
afterAll(() => workspace.remove());

test('PREP-3: a step waits for the second person, who says so here by name, and then for the leader', async () => {
  const run = () => workspace.drydock('run', title, '--confirm', title);
  const stopped = await run();
  expect([stopped.status, stopped.stderr]).toEqual([3, expect.stringContaining('waits for a second person')]);
  const read = await workspace.drydock('confirm', title);
  expect([read.status, read.stdout]).toEqual([3, expect.stringContaining('“Pull the plug”\n\nThe left one.')]);
  const own = await workspace.drydock('confirm', title, '--as', 'ada', '--typed', 'Ada');
  expect([own.status, own.stderr]).toEqual([
    2,
    expect.stringContaining('Ada leads: the second person is somebody else'),
  ]);
  const mistyped = await workspace.drydock('confirm', title, '--as', 'bo-lind', '--typed', 'Ada');
  expect(mistyped.stderr).toContain('“Ada” is not the name of Bo Lind');
  expect((await workspace.drydock('confirm', title, '--as', 'bo-lind', '--typed', 'Bo Lind')).status).toBe(0);
  const ready = await run();
  expect([ready.status, ready.stderr]).toEqual([3, expect.stringContaining('drydock call step.goOn')]);
  const log = (await workspace.drydock('log', title)).stdout;
  expect(log).toContain('Bo Lind confirmed “Pull the plug” as the second person, at the console of Ada.');
});

test('a comment is about one thing, names people, and is marked as seen', async () => {
  const comment = (...words: string[]) => workspace.drydock('comment', ...words);
  expect((await comment('add', title, 'Which one, @bo-lind?', '--step', 'pull-the-plug')).status).toBe(0);
  const two = await comment('add', title, 'hm', '--line', '1', '--event', '2');
  expect([two.status, two.stderr]).toEqual([2, expect.stringContaining('a comment is about one thing')]);
  const [said] = toRecords((await comment('list', title, '--json')).stdout);
  expect(said).toMatchObject({ text: 'Which one, @bo-lind?', mentions: ['bo-lind'], by: { name: 'Ada' }, seenBy: [] });
  await workspace.drydock('person', 'me', 'bo-lind');
  expect((await comment('seen', title, String(said?.['id']))).status).toBe(0);
  const listed = (await comment('list', title)).stdout;
  expect(listed).toContain('Ada on “Pull the plug”: Which one, @bo-lind?');
  expect(listed).toContain('seen by Bo Lind');
});
