/** What upsets a maintenance, on the command line: a drop-out that postpones it, outside help in its order; and the words people are told it in. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emptyRecord } from '../../src/core/change/record.ts';
import type { PersonId } from '../../src/core/roster/names.ts';
import { toLocalTimeText } from '../../src/core/schedule/local-time.ts';
import { TestConsole } from '../fixtures/console.ts';
import { onlyRules } from '../fixtures/no-rules.ts';
import { makeTestWorkspace, type TestWorkspace, toRecords } from './command.ts';

const dayMs = 86_400_000;
const startMs = Math.ceil(Date.now() / dayMs) * dayMs + 10 * dayMs;
const window = { startMs, endMs: startMs + dayMs / 6, zone: 'UTC' };

let workspace: TestWorkspace;

/** Scheduled in ten days, led by Ada, who sits here; Bo is ill. */
beforeAll(async () => {
  workspace = await makeTestWorkspace();
  const desk = await TestConsole.open(workspace.folder, { policy: onlyRules('POL-9', 'POL-16') });
  const people: PersonId[] = [];
  for (const name of ['Ada', 'Bo', 'Cy', 'Di'])
    people.push(
      (
        await desk.ask('person.save', {
          person: { name, roles: ['SRE'], qualifications: [], services: [], zone: 'UTC' },
        })
      ).id,
    );
  const [ada, bo, cy, di] = people as [PersonId, PersonId, PersonId, PersonId];
  const content = Buffer.from('# Look\n\n- [ ] Look\n').toString('base64');
  const { summary } = await desk.ask('runbook.import', { file: 'look.md', content });
  const { id: maintenance } = await desk.ask('maintenance.create', { title: 'Tonight', runbook: summary.name });
  await desk.ask('record.change', { maintenance, record: emptyRecord });
  await desk.ask('schedule.setWindow', { maintenance, window });
  await desk.ask('roster.involve', { maintenance, people });
  const shifts = [ada, bo].map((person) => ({
    id: person,
    person,
    role: 'SRE',
    fromMs: window.startMs,
    toMs: window.endMs,
  }));
  await desk.ask('roster.setShifts', { maintenance, shifts });
  await desk.ask('roster.assignDuties', {
    maintenance,
    duties: { leaders: [{ person: ada }], ces: cy, validationOwner: di },
  });
  await desk.ask('schedule.commit', { maintenance });
  await desk.ask('roster.unavailable', { maintenance, person: bo, reason: 'ill' });
  await desk.close();
  // Who sits here is said for each user of the machine.
  await workspace.drydock('person', 'me', ada);
});
afterAll(() => workspace.remove());

test('POL-16: two drop out, and one postponement to the proposed date settles both', async () => {
  expect((await workspace.drydock('roster', 'unavailable', 'Tonight', 'cy', '--why', 'ill')).status).toBe(0);
  const postpone = (...more: string[]) => workspace.drydock('schedule', 'postpone', 'Tonight', ...more);
  const [proposal] = toRecords((await postpone('--proposed', '--dry-run', '--json')).stdout);
  const proposed = { ...window, startMs: startMs + 3 * dayMs, endMs: window.endMs + 3 * dayMs };
  expect(proposal).toMatchObject({ window: proposed, people: ['bo', 'cy'], why: [{ rule: 'POL-16' }] });
  const from = toLocalTimeText(startMs + dayMs, 'UTC').slice(0, 16);
  const early = await postpone('--from', from, '--to', from.replace('00:00', '04:00'), '--reason', 'ill');
  expect([early.status, early.stderr]).toEqual([2, expect.stringContaining('at least 3 days (POL-16)')]);
  const done = await postpone('--proposed', '--reason', 'both are ill', '--with-shifts');
  expect(done.stdout).toContain('because Bo, Cy dropped out');
  expect(done.stderr).toContain('EM and CES are to be told now');
  expect((await workspace.drydock('readiness', 'Tonight')).stdout).toContain('It was postponed by at least 3 days');
});

test('POL-9: help is asked for, signed off, acknowledged by each, and only then raised', async () => {
  const support = (...words: string[]) => workspace.drydock('support', ...words);
  expect((await support('ask', 'Tonight', '--provider', 'the data centre', '--why', 'a disk is dead')).status).toBe(0);
  expect((await support('sign-off', 'Tonight')).status).toBe(0);
  expect((await support('acknowledge', 'Tonight')).status).toBe(0);
  const early = await support('raise', 'Tonight', '--reference', 'T-1');
  expect([early.status, early.stderr]).toEqual([2, expect.stringContaining('Not yet said to understand why: Di.')]);
  expect((await support('acknowledge', 'Tonight', 'the data centre', '--person', 'di')).status).toBe(0);
  expect((await support('raise', 'Tonight', '--reference', 'T-1')).status).toBe(0);
  const log = (await workspace.drydock('log', 'Tonight')).stdout;
  expect(log).toContain('Ada understands why the support by the data centre is needed.');
  expect(log).toContain('Di understands why the support by the data centre is needed, as Ada recorded.');
  expect(log).toContain('Ada raised the support by the data centre: T-1.');
});

test('CHG-6: a template goes out, comes back changed, and is refused with every fact that there is not', async () => {
  const shown = await workspace.drydock('template', 'show', 'reminder', 'public');
  expect(shown.stdout).toMatch(/^Reminder of planned maintenance: \{\{title\}\}\n\nEnvironment: /);
  const file = join(workspace.folder, '..', 'reminder.txt');
  await writeFile(file, shown.stdout.replace('{{environment}}', '{{moon}} and {{why}}'));
  const refused = await workspace.drydock('template', 'save', 'reminder', 'public', file);
  expect(refused.status).toBe(1);
  expect(refused.stderr).toMatch(/“moon”.*“why” is for internal texts only/);
  await writeFile(file, shown.stdout.replace('Reminder of planned', 'Soon, planned'));
  expect((await workspace.drydock('template', 'save', 'reminder', 'public', file)).stdout).toBe('saved, version 1\n');
  const filled = await workspace.drydock('template', 'show', 'reminder', 'public', '--sample');
  expect(filled.stdout).toContain('Soon, planned maintenance: Move the shop');
});
