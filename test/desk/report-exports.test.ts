/** Exports of reports at the desk: each format as a file, for whom it is, and where it cannot be made. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MaintenanceId } from '../../src/core/ids.ts';
import { exportAudienceSchema } from '../../src/core/postmortem/render/audience.ts';
import { reportFormatSchema } from '../../src/core/postmortem/render/render.ts';
import type { PersonId } from '../../src/core/roster/names.ts';
import { makeWorkspace, TestConsole } from '../fixtures/console.ts';
import { makeReported } from '../fixtures/reported.ts';
import { Trackers } from '../fixtures/trackers.ts';
import { Wiki } from '../fixtures/wiki.ts';

let workspace: Awaited<ReturnType<typeof makeWorkspace>>;
let console: TestConsole;
let maintenance: MaintenanceId;
const secret = 'The replica had no password.';

beforeEach(async () => {
  workspace = await makeWorkspace();
  console = await TestConsole.open(workspace.folder);
  const made = await makeReported(console);
  maintenance = made.maintenance;
  const section = { maintenance, section: 'root-causes' as const };
  const { version } = await console.ask('report.writeSection', { ...section, version: made.version, written: secret });
  await console.ask('report.setInternal', { ...section, version, isInternal: true });
});
afterEach(async () => {
  expect(console.problems).toEqual([]);
  await console.close();
  await workspace.remove();
});

it('a report is a file in each format, and for everybody without what is internal', async () => {
  for (const audience of exportAudienceSchema.options) {
    for (const format of reportFormatSchema.options) {
      const { file, content } = await console.ask('report.export', { maintenance, format, audience });
      expect(file).toMatch(/^post-mortem-tonight(-public)?\.(md|html|pdf|wiki|json)$/);
      if (content.kind === 'bytes') {
        expect(Buffer.from(content.base64, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
      } else {
        expect(content.text).toContain('Tonight');
        expect(content.text.includes(secret)).toBe(audience === 'internal');
      }
    }
  }
});

it('a console that only reads exports as well', async () => {
  const beside = await TestConsole.open(workspace.folder, { as: 'reader', rights: ['read'] });
  expect((await beside.ask('report.export', { maintenance, format: 'markdown' })).mediaType).toContain('markdown');
  expect(await beside.ask('report.schema', {})).toHaveProperty('anyOf');
  await beside.close();
});

it('what is no IncidentReport has none of its fields, and says so', async () => {
  const answer = await console.answer('report.export', { maintenance, format: 'json', form: 'incident-report' });
  expect(answer).toMatchObject({ ok: false, failure: { kind: 'no-incident-report' } });
});

describe('on a wiki', () => {
  let wiki: Wiki;
  const [eve, dana] = ['eve', 'dana'] as PersonId[] as [PersonId, PersonId];
  const page = 'Reports/Tonight';
  const read = async () => (await console.ask('report.show', { maintenance })).report?.textHash ?? '';
  const post = async (more: Record<string, unknown> = {}) =>
    console.answer('report.postToWiki', {
      ...{ maintenance, audience: 'internal', channel: 'staff', page, textHash: await read(), ...more },
    });

  beforeEach(async () => {
    wiki = await Wiki.start();
    const known = { qualifications: [], services: [], zone: 'UTC', contact: {} };
    for (const [id, name, role] of [
      [eve, 'Eve', 'EM'],
      [dana, 'Dana', 'CES'],
    ] as const) {
      await console.ask('person.save', { person: { ...known, id, name, roles: [role] } });
    }
    for (const [name, audience] of [
      ['staff', 'internal'],
      ['meta', 'public'],
    ] as const) {
      const where = { url: wiki.api, page: 'Notices', mode: 'section', user: 'Ada@drydock' } as const;
      await console.ask('channel.save', { channel: { kind: 'mediawiki', name, audience, ...where } });
    }
    await console.ask('channel.giveSecret', { channel: 'staff', name: 'password', value: 'bot-pass-word' });
  });
  afterEach(() => wiki.close());

  async function approve(): Promise<void> {
    const textHash = await read();
    await console.ask('report.askReview', { maintenance, textHash, people: [eve, dana] });
    await console.ask('report.unlock', { maintenance });
    for (const person of [eve, dana]) {
      await console.ask('person.setMe', { person });
      await console.ask('report.review', { maintenance, textHash, verdict: 'approved' });
    }
  }

  it('stands once it may be published, whole, and is recorded with its address', async () => {
    expect(await post()).toMatchObject({ ok: false, failure: { kind: 'not-ready' } });
    expect(wiki.pages.size).toBe(0);
    await approve();
    expect(await post({ textHash: 'f'.repeat(64) })).toMatchObject({ ok: false, failure: { kind: 'stale' } });
    expect(await post()).toMatchObject({ ok: true, output: { page } });
    expect(wiki.pages.get(page)?.text).toContain(secret);
    const { report } = await console.ask('report.show', { maintenance });
    expect(report?.publications).toMatchObject([
      { audience: 'internal', where: 'https://wiki.example.org/wiki/Reports%2FTonight' },
    ]);
  });

  it('the announcement is a page of its own, through a channel of the public', async () => {
    await approve();
    expect(await post({ channel: 'meta' })).toMatchObject({ ok: false, failure: { kind: 'not-public' } });
    await console.ask('channel.giveSecret', { channel: 'meta', name: 'password', value: 'bot-pass-word' });
    const title = 'Tonight’s maintenance';
    const { textHash } = await console.ask('announcement.write', {
      maintenance,
      title,
      text: 'It is *over*.',
      version: 0,
    });
    const announce = { audience: 'public', channel: 'meta', page: 'News/Tonight', textHash };
    expect(await post(announce)).toMatchObject({ ok: false, failure: { kind: 'not-ready' } });
    expect(wiki.pages.size).toBe(0);
    await post();
    expect(await post(announce)).toMatchObject({ ok: true });
    expect(wiki.pages.get('News/Tonight')?.text).toMatch(/\n'''Tonight’s maintenance'''\n\nIt is ''over''\.$/);
    expect((await console.ask('report.show', { maintenance })).state).toBe('public');
  });

  it('is refused in words where the channel is none of a wiki, has no password, or the page’s name cannot be', async () => {
    await approve();
    await console.ask('channel.save', {
      channel: { kind: 'by-hand', name: 'wall', audience: 'internal', where: 'the wall' },
    });
    expect(await post({ channel: 'wall' })).toMatchObject({ ok: false, failure: { kind: 'no-wiki' } });
    expect(await post({ page: 'A|B' })).toMatchObject({ ok: false, failure: { kind: 'bad-page' } });
    expect(await post({ channel: 'meta', audience: 'public' })).toMatchObject({
      ok: false,
      failure: { kind: 'secret-missing' },
    });
  });
});

describe('action items', () => {
  let trackers: Trackers;
  beforeEach(async () => {
    trackers = await Trackers.start();
    for (const id of ['locks', 'alarm']) {
      const version = (await console.ask('report.show', { maintenance })).document?.version ?? 0;
      const item = { id, title: `Watch ${id}`, kind: 'detect' as const, owner: 'Ada' };
      await console.ask('actionItem.set', { maintenance, version, item });
    }
  });
  afterEach(() => trackers.close());
  const tracker = () => ({ kind: 'github' as const, repository: 'ops/shop', url: trackers.url });

  it('become issues once, and the report says where they are without losing a word given on it', async () => {
    const { textHash } = (await console.ask('report.show', { maintenance })).report ?? {};
    const sent = await console.ask('actionItem.send', { maintenance, tracker: tracker(), token: 'token-1' });
    expect(sent).toMatchObject([
      { item: 'locks', outcome: 'made', isNoted: true },
      { item: 'alarm', outcome: 'made', isNoted: true },
    ]);
    const { report } = await console.ask('report.show', { maintenance });
    expect(report?.actionItems.map(({ link }) => link)).toEqual(sent.map(({ url }) => url));
    expect(report?.textHash).toBe(textHash);
    const again = { maintenance, tracker: tracker(), token: 'token-1' };
    expect(await console.answer('actionItem.send', again)).toMatchObject({ failure: { kind: 'nothing-to-do' } });
    expect(await console.ask('actionItem.send', { ...again, items: ['locks'] })).toMatchObject([
      { outcome: 'was-there' },
    ]);
    expect(trackers.issues).toHaveLength(2);
    trackers.closed.add(1);
    expect(await console.ask('actionItem.look', again)).toMatchObject([
      { item: 'locks', state: 'open' },
      { item: 'alarm', state: 'closed' },
    ]);
    expect(
      await console.ask('actionItem.look', { ...again, tracker: { ...again.tracker, repository: 'ops/other' } }),
    ).toEqual([]);
  });

  it('a wrong token ends it at the first, and stands in no answer and no store', async () => {
    const sent = await console.ask('actionItem.send', { maintenance, tracker: tracker(), token: 'not-the-token' });
    expect(sent).toMatchObject([{ item: 'locks', outcome: 'refused', isNoted: false }]);
    expect(JSON.stringify(sent)).not.toContain('not-the-token');
    expect(trackers.issues).toEqual([]);
  });

  it('are addresses to follow where nobody gives a token', async () => {
    const links = await console.ask('actionItem.links', { maintenance, tracker: tracker(), items: ['alarm'] });
    expect(links).toMatchObject([{ item: 'alarm', title: 'Watch alarm' }]);
    expect(new URL(links[0]?.url ?? '').searchParams.get('title')).toBe('Watch alarm');
    const stranger = { maintenance, tracker: tracker(), items: ['nothing'] };
    expect(await console.answer('actionItem.links', stranger)).toMatchObject({ failure: { kind: 'no-such-item' } });
  });
});
