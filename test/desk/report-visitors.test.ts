/** A report reviewed and edited by those who came by an invite: their own word, in their turn, and nothing beyond. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { MaintenanceId } from '../../src/core/ids.ts';
import { planSchema } from '../../src/core/plan/plan.ts';
import type { PersonId } from '../../src/core/roster/names.ts';
import { makeWorkspace, TestConsole } from '../fixtures/console.ts';
import { freePort } from '../fixtures/free-port.ts';
import { admitVisitor } from '../fixtures/visitor.ts';

const plan = planSchema.parse({
  title: 'Look',
  steps: [{ id: 'look', kind: 'manual', phase: 'carry-out', title: 'Look' }],
});

let place: Awaited<ReturnType<typeof makeWorkspace>>;
let console: TestConsole;
let maintenance: MaintenanceId;
let textHash: string;

beforeEach(async () => {
  place = await makeWorkspace();
  console = await TestConsole.open(place.folder);
  await console.ask('share.open', { port: await freePort() });
  const known = { qualifications: [], services: [], zone: 'UTC', contact: {} };
  for (const [id, name, role] of [
    ['ada', 'Ada', 'SRE'],
    ['eve', 'Eve', 'EM'],
    ['dana', 'Dana', 'CES'],
    ['ann', 'Ann', 'SRE'],
  ] as const) {
    await console.ask('person.save', { person: { ...known, id: id as PersonId, name, roles: [role] } });
  }
  await console.ask('person.setMe', { person: 'ada' as PersonId });
  await console.ask('runbook.save', { name: 'Look', expectedVersion: 0, plan });
  maintenance = (await console.ask('maintenance.create', { title: 'Tonight', runbook: 'Look' })).id;
  await console.ask('roster.involve', { maintenance, people: ['ada', 'eve', 'dana', 'ann'] as PersonId[] });
  const { planHash } = await console.state(maintenance);
  await console.ask('run.start', { maintenance, planHash, confirm: 'Tonight' });
  await console.until(maintenance, ({ tasks }) => tasks[0]?.state === 'waiting');
  await console.ask('run.abort', { maintenance, reason: 'too dark' });
  ({ textHash } = await console.ask('report.begin', { maintenance, kind: 'pmr' }));
  await console.ask('report.askReview', { maintenance, textHash });
});

afterEach(async () => {
  await console.close();
  await place.remove();
});

async function reviewers() {
  const { report } = await console.ask('report.show', { maintenance });
  return report?.reviewers.map(({ name, verdict }) => [name, verdict]);
}

it('an EM and a CES who follow give their word live, and the CES announces it', async () => {
  const eve = await admitVisitor(console, maintenance, 'review', { name: 'Eve', person: 'eve' });
  const dana = await admitVisitor(console, maintenance, 'review', { name: 'Dana', person: 'dana' });
  for (const one of [eve, dana]) {
    const shown = await one.answer('report.show', { maintenance });
    expect(shown).toMatchObject({ ok: true, output: { report: { textHash } } });
    expect(await one.answer('report.review', { maintenance, textHash, verdict: 'approved' })).toMatchObject({
      ok: true,
    });
  }
  expect(await reviewers()).toEqual([
    ['Eve', 'approved'],
    ['Dana', 'approved'],
  ]);
  await console.ask('report.publish', { maintenance, audience: 'internal', where: 'staff wiki', textHash });
  const words = { maintenance, title: 'It was dark', text: 'We looked, and it was dark.', version: 0 };
  const written = await dana.answer('announcement.write', words);
  if (!written.ok) throw new Error(written.failure.message);
  const announced = (written.output as { readonly textHash: string }).textHash;
  const publish = { maintenance, audience: 'public', where: 'https://meta.example/1', textHash: announced };
  expect(await eve.answer('report.publish', publish)).toMatchObject({ ok: false, failure: { kind: 'not-ready' } });
  expect(await dana.answer('report.publish', publish)).toMatchObject({ ok: true });
});

it('the announcement is of the CES, marks of whoever the maintenance knows, publishing of an EM or a CES; none of it of a stranger', async () => {
  const come = (name: string, person?: string) =>
    admitVisitor(console, maintenance, 'review', { name, ...(person === undefined ? {} : { person }) });
  const [stranger, ann, eve, dana] = [
    await come('Somebody else'),
    await come('Ann', 'ann'),
    await come('Eve', 'eve'),
    await come('Dana', 'dana'),
  ];
  for (const one of [eve, dana]) await one.answer('report.review', { maintenance, textHash, verdict: 'approved' });
  const allowed = async (request: string, input: object) => {
    const kinds: (string | number)[] = [];
    for (const [index, one] of [stranger, ann, eve, dana].entries()) {
      const answer = await one.answer(request, { maintenance, ...input });
      kinds.push(answer.ok ? index : answer.failure.kind);
    }
    return kinds;
  };
  const no = 'not-allowed';
  expect(await allowed('announcement.write', { title: 'It was dark', text: 'We looked.', version: 0 })).toEqual([
    no,
    no,
    no,
    3,
  ]);
  expect(await allowed('serviceState.mark', { service: 'shop', level: 'down' })).toEqual([no, 1, 2, 3]);
  const { report } = await console.ask('report.show', { maintenance });
  for (const one of [eve, dana])
    await one.answer('report.review', { maintenance, textHash: report?.textHash, verdict: 'approved' });
  const publication = { audience: 'internal', where: 'staff wiki', textHash: report?.textHash };
  expect(await allowed('report.publish', publication)).toEqual([no, no, 2, 3]);
  // By the console's own account at the wiki.
  const page = { audience: 'internal', channel: 'wiki', page: 'Tonight', textHash };
  expect(await allowed('report.postToWiki', page)).toEqual([no, no, no, no]);
});

it('somebody of no name on the roster gives no word, whatever they call themselves', async () => {
  const stranger = await admitVisitor(console, maintenance, 'review', { name: 'Eve Marsh' });
  const answer = await stranger.answer('report.review', { maintenance, textHash, verdict: 'approved' });
  expect(answer).toMatchObject({ ok: false });
  expect(await reviewers()).toContainEqual(['Eve', 'none']);
});

it('whoever assists writes in their turn; whoever reviews does not write, and none of them closes', async () => {
  const eve = await admitVisitor(console, maintenance, 'review', { name: 'Eve', person: 'eve' });
  const dana = await admitVisitor(console, maintenance, 'assist', { name: 'Dana', person: 'dana' });
  const edit = { maintenance, version: 1, section: 'summary', written: 'It was dark.' };
  expect(await eve.answer('report.writeSection', edit)).toMatchObject({ ok: false, failure: { kind: 'not-allowed' } });
  await console.ask('report.lock', { maintenance });
  const locked = await dana.answer('report.writeSection', edit);
  expect(locked).toMatchObject({ ok: false, failure: { kind: 'locked' } });
  await console.ask('report.unlock', { maintenance });
  expect(await dana.answer('report.writeSection', edit)).toMatchObject({ ok: true });
  expect((await console.ask('report.show', { maintenance })).lock).toMatchObject({ by: 'Dana', isMine: false });
  for (const request of ['maintenance.close', 'report.askReview', 'report.begin'])
    expect(await dana.answer(request, { maintenance, kind: 'pmr', textHash })).toMatchObject({ ok: false });
});

it('whoever has the report or its announcement open hears that it was written, and nobody who is not let in does', async () => {
  const eve = await admitVisitor(console, maintenance, 'follow', { name: 'Eve', person: 'eve' });
  const gone = await admitVisitor(console, maintenance, 'review', { name: 'Bo' });
  await console.ask('follower.refuse', { maintenance, follower: gone.follower });
  const heard: string[] = [];
  const ends = [eve, gone].map((one, index) =>
    console.host.desk.listen(one.caller, ({ notice, data }) => {
      if (notice === 'documents') heard.push(`${index} ${data.area}`);
    }),
  );
  await console.ask('report.writeSection', { maintenance, version: 1, section: 'summary', written: 'It was dark.' });
  expect(new Set(heard)).toEqual(new Set(['0 report']));
  heard.length = 0;
  await console.ask('announcement.write', { maintenance, title: 'It was dark', text: 'We looked.', version: 0 });
  expect(heard).toEqual(['0 report']);
  for (const end of ends) end();
});
