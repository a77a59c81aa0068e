/** Reviews by signed files, between two real workspaces: the leader's, and that of whoever reviews. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { MaintenanceId } from '../../src/core/ids.ts';
import { planSchema } from '../../src/core/plan/plan.ts';
import type { PersonId } from '../../src/core/roster/names.ts';
import { makeWorkspace, TestConsole } from '../fixtures/console.ts';

const plan = planSchema.parse({
  title: 'Look',
  steps: [{ id: 'look', kind: 'manual', phase: 'carry-out', title: 'Look' }],
});
const [ada, eve, dana] = ['ada', 'eve', 'dana'] as PersonId[] as [PersonId, PersonId, PersonId];

let places: Awaited<ReturnType<typeof makeWorkspace>>[];
let leader: TestConsole;
let reviewer: TestConsole;
let maintenance: MaintenanceId;

beforeEach(async () => {
  places = [await makeWorkspace(), await makeWorkspace()];
  [leader, reviewer] = (await Promise.all(places.map(({ folder }) => TestConsole.open(folder)))) as [
    TestConsole,
    TestConsole,
  ];
  const known = { qualifications: [], services: [], zone: 'UTC', contact: {} };
  for (const console of [leader, reviewer]) {
    for (const [id, name, role] of [
      [ada, 'Ada', 'SRE'],
      [eve, 'Eve', 'EM'],
      [dana, 'Dana', 'CES'],
    ] as const) {
      await console.ask('person.save', { person: { ...known, id, name, roles: [role] } });
    }
  }
  await leader.ask('person.setMe', { person: ada });
  await reviewer.ask('person.setMe', { person: eve });
  await leader.ask('runbook.save', { name: 'Look', expectedVersion: 0, plan });
  maintenance = (await leader.ask('maintenance.create', { title: 'Tonight', runbook: 'Look' })).id;
  await leader.ask('roster.involve', { maintenance, people: [ada, eve, dana] });
  const { planHash } = await leader.state(maintenance);
  await leader.ask('run.start', { maintenance, planHash, confirm: 'Tonight' });
  await leader.until(maintenance, ({ tasks }) => tasks[0]?.state === 'waiting');
  await leader.ask('run.abort', { maintenance, reason: 'too dark' });
  const { textHash } = await leader.ask('report.begin', { maintenance, kind: 'pmr' });
  await leader.ask('report.askReview', { maintenance, textHash });
  const [leaders, reviewers] = [await leader.ask('identity.show', {}), await reviewer.ask('identity.show', {})];
  await leader.ask('person.trustKey', { person: eve, fingerprint: reviewers.fingerprint, key: reviewers.text });
  await reviewer.ask('person.trustKey', { person: ada, fingerprint: leaders.fingerprint, key: leaders.text });
});

afterEach(async () => {
  await Promise.all([leader.close(), reviewer.close()]);
  await Promise.all(places.map((place) => place.remove()));
});

async function request(): Promise<string> {
  return (await leader.ask('report.reviewFile', { maintenance })).content;
}

async function reply(content: string): Promise<string> {
  return (await reviewer.ask('report.replyReview', { content, verdict: 'approved' })).content;
}

async function refusalOf(console: TestConsole, what: string, input: Record<string, unknown>) {
  const answer = await console.answer(what, input);
  if (answer.ok) throw new Error(`${what} was not refused`);
  return answer.failure;
}

async function standing() {
  const { report } = await leader.ask('report.show', { maintenance });
  return report?.reviewers.find(({ name }) => name === 'Eve');
}

it('a report is read elsewhere as it is here, and its approval counts here', async () => {
  const content = await request();
  const opened = await reviewer.ask('report.openReview', { content });
  expect(opened).toMatchObject({ as: eve, signer: { standing: 'trusted', person: { name: 'Ada' } } });
  expect(opened.request.report).toEqual((await leader.ask('report.show', { maintenance })).report);
  const imported = await leader.ask('report.importReview', { content: await reply(content) });
  expect(imported).toMatchObject({ person: eve, isStale: false, says: ['Eve approved the report.'] });
  expect(await standing()).toMatchObject({ verdict: 'approved', isStale: false });
});

it('a word on a text that was edited meanwhile is kept, and does not count', async () => {
  const answer = await reply(await request());
  await leader.ask('report.setTitle', { maintenance, version: 1, title: 'It was dark' });
  const imported = await leader.ask('report.importReview', { content: answer });
  expect(imported.isStale).toBe(true);
  expect(imported.says.at(-1)).toContain('It does not count');
  expect(await standing()).toMatchObject({ verdict: 'approved', isStale: true });
  expect((await refusalOf(leader, 'report.reviewFile', { maintenance })).message).toContain('as it is now');
});

it('nothing is taken that was altered, comes twice, or is signed by somebody else', async () => {
  const content = await request();
  const answer = await reply(content);
  const altered = answer.replace('"approved"', '"changes-wanted"');
  expect((await refusalOf(leader, 'report.importReview', { content: altered })).kind).toBe('bad-signature');
  expect((await refusalOf(leader, 'report.importReview', { content })).message).toContain('a report to be reviewed');
  const forDana = await reviewer.ask('report.replyReview', { content, verdict: 'approved', as: dana });
  expect((await refusalOf(leader, 'report.importReview', { content: forDana.content })).kind).toBe('wrong-key');
  await leader.ask('report.importReview', { content: answer });
  expect((await refusalOf(leader, 'report.importReview', { content: answer })).message).toContain('taken already');
});

it('whoever was not asked, or wants changes and does not say which, answers nothing', async () => {
  const content = await request();
  const wants = { content, verdict: 'changes-wanted' };
  expect((await refusalOf(reviewer, 'report.replyReview', wants)).message).toBe('Whoever wants changes says which.');
  const asAda = await refusalOf(reviewer, 'report.replyReview', { content, verdict: 'approved', as: ada });
  expect(asAda.message).toContain('put to Eve (eve), Dana (dana), not to ada');
});
