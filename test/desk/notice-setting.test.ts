/** The team's plan of notices and its templates: what a change of them reaches, and what it does not. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MaintenanceId } from '../../src/core/ids.ts';
import { defaultNoticePlan } from '../../src/core/notice/notice-plan.ts';
import { makeWorkspace, TestConsole } from '../fixtures/console.ts';

let workspace: Awaited<ReturnType<typeof makeWorkspace>>;
let desk: TestConsole;
beforeAll(async () => {
  workspace = await makeWorkspace();
  desk = await TestConsole.open(workspace.folder);
  const content = Buffer.from('# Look\n\n- [ ] Look\n').toString('base64');
  await desk.ask('runbook.import', { file: 'look.md', content });
});
afterAll(async () => {
  await desk.close();
  await workspace.remove();
});

async function make(title: string): Promise<MaintenanceId> {
  const [runbook] = await desk.ask('runbook.list', {});
  return (await desk.ask('maintenance.create', { title, runbook: runbook?.name as never })).id;
}
const template = { kind: 'reminder', audience: 'public', subject: 'Soon: {{title}}', text: 'At {{start}}.' } as const;
const wordsOf = async (maintenance: MaintenanceId, notice: string) =>
  (await desk.ask('notice.preview', { maintenance, notice })).subject;

test('CHG-6: a template reaches every notice that nobody has written, and going back to the built-in one too', async () => {
  const id = await make('Tonight');
  const written = { id: 'reminder-day', kind: 'reminder', audience: 'public', channels: [] } as const;
  const notice = { ...written, channels: [], subject: 'Mine', text: 'Mine' };
  await desk.ask('notice.change', { maintenance: id, notice });
  expect(await desk.ask('template.save', { expectedVersion: 0, template })).toMatchObject({ version: 1, problems: [] });
  expect(await wordsOf(id, 'reminder-week')).toBe('Soon: Tonight');
  expect(await wordsOf(id, 'reminder-day')).toBe('Mine');
  expect(await desk.answer('template.save', { expectedVersion: 0, template })).toMatchObject({
    ok: false,
    failure: { kind: 'stale' },
  });
  expect(await desk.ask('template.reset', { kind: 'reminder', audience: 'public' })).toMatchObject({ version: 0 });
  expect(await wordsOf(id, 'reminder-week')).toBe('Reminder of planned maintenance: Tonight');
  expect((await desk.ask('template.save', { expectedVersion: 0, template })).version).toBeGreaterThan(1);
});

test('CHG-6: a template that asks for what there is not is refused with each fault, and shown as it would read', async () => {
  const wrong = { ...template, text: '{{moon}} {{why}} {{end' };
  const refused = await desk.answer('template.save', { expectedVersion: 0, template: wrong });
  expect(refused).toMatchObject({ ok: false, failure: { kind: 'bad-template' } });
  expect(!refused.ok && refused.failure.message).toMatch(/“moon”.*“why” is for internal.*“\{\{” belongs/);
  const shown = await desk.ask('template.preview', { template });
  expect(shown.text).toBe('At 2027-02-13 22:00 Europe/Berlin (21:00 UTC).');
  expect(shown.facts).toContainEqual({ name: 'start', label: 'the start' });
  expect(shown.facts.map(({ name }) => name)).not.toContain('why');
});

test('PREP-1: reminders that are added, changed and removed are those of the next maintenance alone', async () => {
  const before = await make('Before');
  const notices = defaultNoticePlan.notices
    .filter(({ id }) => id !== 'reminder-week')
    .map((one) =>
      one.id === 'reminder-day' ? { ...one, due: { ...one.due, offsetMs: -2 * 86_400_000 } as never } : one,
    );
  const due = { kind: 'relative', to: 'window-start', offsetMs: -3_600_000 } as const;
  const added = {
    id: 'reminder',
    kind: 'reminder',
    audience: 'internal',
    channels: [],
    due,
    graceMs: 600_000,
  } as const;
  const plan = { ...defaultNoticePlan, notices: [...notices, { ...added, channels: [] }] };
  await desk.ask('noticePlan.save', { expectedVersion: 0, plan });
  const remindersOf = async (id: MaintenanceId) =>
    (await desk.state(id)).notices.notices.filter(({ kind }) => kind === 'reminder').map((one) => [one.id, one.due]);
  const at = (offsetMs: number) => ({ ...due, offsetMs });
  expect(await remindersOf(await make('After'))).toEqual([
    ['reminder-day', at(-2 * 86_400_000)],
    ['reminder-15-minutes', at(-15 * 60_000)],
    ['reminder', at(-3_600_000)],
  ]);
  expect((await remindersOf(before)).map(([id]) => id)).toEqual([
    'reminder-week',
    'reminder-day',
    'reminder-15-minutes',
  ]);
});
