/** Reports at the desk: begun, drafted, written in turn, reviewed, published, closed. */
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MaintenanceId, TaskId } from '../../src/core/ids.ts';
import { planSchema } from '../../src/core/plan/plan.ts';
import type { PersonId } from '../../src/core/roster/names.ts';
import { takeApart, verdictOf } from '../bundle/made-bundle.ts';
import { makeWorkspace, TestConsole } from '../fixtures/console.ts';
import { SetClock } from '../fixtures/set-clock.ts';

const plan = planSchema.parse({
  title: 'Move the shop',
  steps: [
    { id: 'stop', kind: 'manual', phase: 'carry-out', title: 'Stop the shop', estimateMs: 600_000 },
    { id: 'move', kind: 'manual', phase: 'carry-out', title: 'Move the data', estimateMs: 3_600_000 },
  ],
});
const [ada, bo, eve, dana] = ['ada', 'bo', 'eve', 'dana'] as PersonId[] as [PersonId, PersonId, PersonId, PersonId];
const window = { startMs: Date.UTC(2027, 0, 9, 22), endMs: Date.UTC(2027, 0, 10, 2), zone: 'Europe/Berlin' };
const hourMs = 3_600_000;

let place: Awaited<ReturnType<typeof makeWorkspace>>;
let clock: SetClock;
let console: TestConsole;
let maintenance: MaintenanceId;

beforeEach(async () => {
  place = await makeWorkspace();
  clock = new SetClock();
  clock.set(window.startMs - 24 * hourMs);
  console = await TestConsole.open(place.folder, { clock });
  const known = { qualifications: [], services: [], zone: 'UTC', contact: {} };
  for (const [id, name, roles] of [
    [ada, 'Ada', ['SRE']],
    [bo, 'Bo', ['SRE']],
    [eve, 'Eve', ['EM']],
    [dana, 'Dana', ['CES']],
  ] as const) {
    await console.ask('person.save', { person: { ...known, id, name, roles: [...roles] } });
  }
  await sit(ada);
  await console.ask('runbook.save', { name: 'Shop', expectedVersion: 0, plan });
  maintenance = (await console.ask('maintenance.create', { title: 'Tonight', runbook: 'Shop' })).id;
  await console.ask('roster.involve', { maintenance, people: [ada, bo, eve, dana] });
  await console.ask('schedule.setWindow', { maintenance, window });
  for (const { id } of (await console.state(maintenance)).notices.notices)
    await console.ask('notice.drop', { maintenance, notice: id, reason: 'nobody to tell' });
  const shift = { role: 'SRE', fromMs: window.startMs, toMs: window.endMs };
  await console.ask('roster.setShifts', {
    maintenance,
    shifts: [
      { id: 's-ada', person: ada, ...shift },
      { id: 's-bo', person: bo, ...shift },
    ],
  });
});

afterEach(async () => {
  await console.close();
  await place.remove();
});

/** Another person of the team sits down at the console. */
async function sit(person: PersonId): Promise<void> {
  await console.ask('person.setMe', { person });
}

async function start(): Promise<void> {
  const { planHash } = await console.state(maintenance);
  await console.ask('run.start', { maintenance, planHash, confirm: 'Tonight' });
}

async function run({ endsAtMs }: { readonly endsAtMs: number }): Promise<void> {
  clock.set(window.startMs + 60_000);
  await start();
  for (const task of ['stop', 'move'] as TaskId[]) {
    await console.until(maintenance, ({ tasks }) => tasks.some(({ id, state }) => id === task && state === 'waiting'));
    if (task === 'move') clock.set(endsAtMs);
    await console.ask('step.done', { maintenance, task });
  }
  await console.ask('run.complete', { maintenance });
}

const overrun = () => run({ endsAtMs: window.endMs + 20 * 60_000 });
const inTime = () => run({ endsAtMs: window.endMs - hourMs });

async function show() {
  return console.ask('report.show', { maintenance });
}

async function refusal(request: string, input: Record<string, unknown>) {
  const answer = await console.answer(request, { maintenance, ...input });
  if (answer.ok) throw new Error(`${request} was not refused`);
  return answer.failure;
}

/** As whoever sits here has read it. */
async function approve(person: PersonId): Promise<void> {
  await sit(person);
  const { report } = await show();
  await console.ask('report.review', { maintenance, textHash: report?.textHash ?? '', verdict: 'approved' });
}

describe('after an overrun', () => {
  beforeEach(async () => {
    await overrun();
  });

  it('an IncidentReport is demanded, and nothing else will do', async () => {
    const { demand, filing, may } = await show();
    expect(demand).toMatchObject({ kind: 'demanded', report: 'incident-report' });
    expect(filing.find(({ part }) => part === 'report')).toMatchObject({ isDone: false, mayBeReasoned: false });
    expect(may.find(({ action }) => action === 'close')).toMatchObject({ isAllowed: false });
    expect((await refusal('report.begin', { kind: 'pmr' })).message).toContain('an IncidentReport is demanded');
    expect((await refusal('maintenance.close', { reason: 'we are tired' })).kind).toBe('not-ready');
  });

  it('its report goes along in a bundle, to be read and by its schema', async () => {
    await console.ask('report.begin', { maintenance, kind: 'incident-report' });
    const file = join(place.folder, 'tonight.drydock.zip');
    await console.ask('bundle.write', { maintenance, file });
    const entries = await takeApart(file);
    expect(entries.get('report.md')).toContain('overrun by 20m');
    expect(JSON.parse(entries.get('report.json') ?? '{}')).toMatchObject({
      report: { kind: 'incident-report' },
      version: 1,
    });
    expect(await verdictOf(file)).toMatchObject({ isWhole: true });
  });

  it('it is reviewed by the EM, the CES and whoever else took part, published, and then the maintenance closes', async () => {
    await console.ask('report.begin', { maintenance, kind: 'incident-report' });
    const { report } = await show();
    await console.ask('report.askReview', { maintenance, textHash: report?.textHash ?? '' });
    expect((await show()).report?.reviewers.map(({ name, role }) => [name, role])).toEqual([
      ['Bo', 'involved'],
      ['Eve', 'EM'],
      ['Dana', 'CES'],
    ]);
    const publish = { audience: 'internal', where: 'https://staff.example/42', textHash: report?.textHash };
    expect((await refusal('report.publish', publish)).message).toContain('Not approved yet by Bo');
    for (const person of [bo, eve, dana]) await approve(person);
    await sit(ada);
    expect((await show()).state).toBe('approved');
    await console.ask('report.publish', {
      maintenance,
      ...publish,
      audience: 'internal',
      textHash: report?.textHash ?? '',
    });
    await console.ask('maintenance.close', { maintenance });
    expect(await show()).toMatchObject({ state: 'published', closed: { by: 'Ada' } });
    expect((await console.state(maintenance)).status, 'an ended run stays as it ended').toBe('completed');
  });

  it('an edit makes every word stale', async () => {
    await console.ask('report.begin', { maintenance, kind: 'incident-report' });
    const read = (await show()).report?.textHash ?? '';
    await console.ask('report.askReview', { maintenance, textHash: read });
    await approve(eve);
    await sit(ada);
    const { version } = (await show()).document ?? { version: 0 };
    await console.ask('report.writeSection', { maintenance, version, section: 'summary', written: 'We were late.' });
    const { report } = await show();
    expect(report?.reviewers.find(({ name }) => name === 'Eve')).toMatchObject({ verdict: 'approved', isStale: true });
    await sit(bo);
    const late = await refusal('report.review', { textHash: read, verdict: 'approved' });
    expect(late).toMatchObject({ kind: 'stale', message: 'The text has been changed since you read it.' });
  });

  it('what is written into the log after the request is no part of it until review is asked for anew, and then reviewed anew', async () => {
    await console.ask('report.begin', { maintenance, kind: 'incident-report' });
    const ask = async () =>
      console.ask('report.askReview', { maintenance, textHash: (await show()).report?.textHash ?? '' });
    const read = async () => {
      const { content } = await console.ask('report.export', { maintenance, format: 'markdown' });
      return content.kind === 'text' ? content.text : '';
    };
    await console.ask('serviceState.mark', { maintenance, service: 'Shop', level: 'down' });
    await ask();
    await approve(eve);
    const [before, shown] = [await read(), await show()];
    expect(shown).toMatchObject({ laterEntries: 0 });
    clock.set(clock.now() + hourMs);
    await console.ask('note.add', { maintenance, text: 'Nobody looked at the replica.' });
    expect(await read(), 'neither the note nor an outage that goes on').toBe(before);
    const later = await show();
    expect(later).toMatchObject({ laterEntries: 1, report: { textHash: shown.report?.textHash } });
    expect(later.report?.reviewers.find(({ name }) => name === 'Eve')).toMatchObject({ isStale: false });
    expect(later.facts?.timeline.at(-1)?.text, 'evidence is picked of everything').toContain('the replica');
    await ask();
    expect(await read()).toContain('Nobody looked at the replica.');
    const anew = await show();
    expect(anew).toMatchObject({ laterEntries: 0 });
    expect(anew.report?.reviewers.find(({ name }) => name === 'Eve')).toMatchObject({ isStale: true });
    await approve(eve);
    await ask();
    expect((await show()).report?.reviewers.find(({ name }) => name === 'Eve')).toMatchObject({ isStale: false });
  });

  it('the public announcement waits for the internal report, is published by the CES, and holds nothing internal', async () => {
    await console.ask('report.begin', { maintenance, kind: 'incident-report' });
    const secret = 'The password of the replica stood in the wiki.';
    let version = (await show()).document?.version ?? 0;
    const edit = { maintenance, section: 'root-causes' as const };
    ({ version } = await console.ask('report.writeSection', { ...edit, version, written: secret }));
    await console.ask('report.setInternal', { ...edit, version, isInternal: true });
    const textHash = (await show()).report?.textHash ?? '';
    await console.ask('report.askReview', { maintenance, textHash });
    await console.ask('report.unlock', { maintenance });
    for (const person of [bo, eve, dana]) await approve(person);
    const draft = await console.ask('announcement.show', { maintenance });
    expect(draft.text).not.toContain('password');
    const leaking = await console.ask('announcement.write', {
      ...{ maintenance, title: 'Sorry', text: `We are sorry. ${secret.toUpperCase()}` },
      version: 0,
    });
    const at = { audience: 'public' as const, where: 'https://meta.example/Sorry' };
    expect((await refusal('report.publish', { ...at, textHash: leaking.textHash })).message).toContain(
      'marked internal',
    );
    const { textHash: text } = await console.ask('announcement.write', {
      ...{ maintenance, title: 'Sorry', text: 'We are sorry: the shop was away for longer than we said.' },
      version: leaking.version,
    });
    expect((await refusal('report.publish', { ...at, textHash: text })).message).toContain('internal comes first');
    await sit(ada);
    await console.ask('report.publish', { maintenance, audience: 'internal', where: 'staff wiki', textHash });
    expect((await refusal('report.publish', { ...at, textHash: text })).message).toContain('published by CES');
    await sit(dana);
    await console.ask('report.publish', { maintenance, ...at, textHash: text });
    expect((await show()).state).toBe('public');
  });
});

describe('the text', () => {
  beforeEach(async () => {
    await inTime();
    await console.ask('report.begin', { maintenance, kind: 'aar' });
  });

  it('is not written over what another has written meanwhile', async () => {
    const written = { section: 'summary' as const, written: 'All went well.' };
    const { version } = await console.ask('report.writeSection', { maintenance, version: 1, ...written });
    expect(version).toBe(2);
    const refused = await refusal('report.writeSection', { version: 1, section: 'impact', written: 'None.' });
    expect(refused).toMatchObject({ kind: 'stale', message: 'The report was changed by Ada, and is version 2 now.' });
  });

  it('makes no version of an edit that changes nothing', async () => {
    const written = { section: 'summary' as const, written: 'All went well.' };
    await console.ask('report.writeSection', { maintenance, version: 1, ...written });
    expect(await console.ask('report.writeSection', { maintenance, version: 2, ...written })).toMatchObject({
      version: 2,
    });
    const { versions } = await console.ask('report.versions', { maintenance });
    expect(versions.map(({ version, savedBy }) => [version, savedBy])).toEqual([
      [2, 'Ada'],
      [1, 'Ada'],
    ]);
  });

  it('keeps every version, and lists them a page at a time', async () => {
    for (const version of [1, 2, 3, 4])
      await console.ask('report.setTitle', { maintenance, version, title: `Title ${version}` });
    const page = async (of: { readonly before?: number }) => {
      const { versions, isCut } = await console.ask('report.versions', { maintenance, limit: 2, ...of });
      return { versions: versions.map(({ version }) => version), isCut };
    };
    expect(await page({})).toEqual({ versions: [5, 4], isCut: true });
    expect(await page({ before: 4 })).toEqual({ versions: [3, 2], isCut: true });
    expect(await page({ before: 2 })).toEqual({ versions: [1], isCut: false });
  });

  it('is edited in turn: whoever has it is named, and the turn ends by itself', async () => {
    await console.ask('report.lock', { maintenance });
    await sit(bo);
    expect((await show()).lock).toMatchObject({ by: 'Ada', isMine: false });
    const refused = await refusal('report.setTitle', { version: 1, title: 'Mine' });
    expect(refused).toMatchObject({ kind: 'locked' });
    expect(refused.message).toContain('Ada is editing this report');
    clock.set(clock.now() + 121_000);
    await console.ask('report.setTitle', { maintenance, version: 1, title: 'Mine' });
    expect((await show()).lock).toMatchObject({ by: 'Bo', isMine: true });
    await console.ask('report.unlock', { maintenance });
    expect((await show()).lock).toBeUndefined();
  });

  it('is written in turn together with its announcement', async () => {
    const words = { title: 'It is over', text: 'All is well.', version: 0 };
    await console.ask('report.lock', { maintenance });
    await sit(bo);
    expect(await refusal('announcement.write', words)).toMatchObject({ kind: 'locked' });
    await sit(ada);
    await console.ask('report.unlock', { maintenance });
    await sit(bo);
    await console.ask('announcement.write', { maintenance, ...words });
    expect((await show()).lock).toMatchObject({ by: 'Bo', isMine: true });
    expect(await refusal('announcement.write', words)).toMatchObject({ kind: 'stale' });
  });

  it('keeps what a person wrote when the draft is drawn anew', async () => {
    await console.ask('report.writeSection', {
      maintenance,
      version: 1,
      section: 'impact',
      written: 'Nobody noticed.',
    });
    const from = window.startMs + hourMs;
    await console.ask('serviceState.mark', { maintenance, service: 'Shop', level: 'down', atMs: from });
    await console.ask('serviceState.mark', { maintenance, service: 'Shop', level: 'up', atMs: from + 300_000 });
    expect((await show()).isRedraftDue).toBe(true);
    await console.ask('report.redraft', { maintenance, version: 2 });
    const { report, isRedraftDue } = await show();
    expect(isRedraftDue).toBe(false);
    const impact = report?.sections.find(({ id }) => id === 'impact');
    expect(impact?.written).toBe('Nobody noticed.');
    expect(impact?.drafted).toContain('5m');
    const outage = { totalMs: 300_000, visibleMs: 300_000, isOngoing: false };
    expect(report?.facts.outage).toEqual(outage);
    expect(await console.ask('report.list', {})).toMatchObject([{ outage, outages: [{ service: 'Shop', ...outage }] }]);
  });

  it('has action items, whose state the journal keeps', async () => {
    const item = { id: 'alert', title: 'Alert on lag', kind: 'detect' as const, owner: 'Bo', due: '2027-02-01' };
    await console.ask('actionItem.set', { maintenance, version: 1, item });
    await console.ask('actionItem.state', { maintenance, item: 'alert', state: 'done', note: 'in place' });
    expect((await show()).report?.actionItems).toMatchObject([{ id: 'alert', state: 'done' }]);
    const [row] = await console.ask('report.list', {});
    expect(row).toMatchObject({ state: 'draft', kind: 'aar', isPerfect: true, actionItems: [{ id: 'alert' }] });
    expect((await refusal('actionItem.state', { item: 'alert', state: 'done' })).message).toContain('done already');
    // It is settled: no issue is made of it, and none can be asked for.
    const made = { maintenance, tracker: 'github' as const };
    expect(await console.ask('actionItem.export', made)).toMatchObject({ count: 0 });
    expect(await refusal('actionItem.export', { ...made, isAll: true })).toMatchObject({ kind: 'csv-alone' });
    expect(await console.ask('actionItem.export', { ...made, tracker: 'csv', isAll: true })).toMatchObject({
      count: 1,
    });
  });
});

it('a maintenance that went perfectly is offered a report, and closes without one', async () => {
  await inTime();
  const { demand, facts } = await show();
  expect(demand.kind).toBe('offered');
  expect(facts?.perfect.isPerfect).toBe(true);
  await console.ask('maintenance.close', { maintenance });
  expect((await show()).closed).toMatchObject({ by: 'Ada' });
});
