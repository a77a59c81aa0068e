/** Reports leaving by the command line: as a file, as their schema, onto a wiki, and their action items as issues of a tracker. */
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PersonId } from '../../src/core/roster/names.ts';
import { TestConsole } from '../fixtures/console.ts';
import { makeReported } from '../fixtures/reported.ts';
import { Trackers } from '../fixtures/trackers.ts';
import { Wiki } from '../fixtures/wiki.ts';
import { type Ended, makeTestWorkspace, program, type TestWorkspace, untilEnded } from './command.ts';

let workspace: TestWorkspace;
let wiki: Wiki;
let trackers: Trackers;
beforeAll(async () => {
  [workspace, wiki, trackers] = await Promise.all([makeTestWorkspace(), Wiki.start(), Trackers.start()]);
  const console = await TestConsole.open(workspace.folder);
  const { maintenance, version } = await makeReported(console);
  const item = { id: 'lamp', title: 'Buy a lamp', kind: 'prevent' as const, owner: 'Ada' };
  await console.ask('actionItem.set', { maintenance, version, item });
  const known = { qualifications: [], services: [], zone: 'UTC', contact: {} };
  const people = [
    { ...known, id: 'eve' as PersonId, name: 'Eve', roles: ['EM'] },
    { ...known, id: 'dana' as PersonId, name: 'Dana', roles: ['CES'] },
  ];
  for (const person of people) await console.ask('person.save', { person });
  const textHash = (await console.ask('report.show', { maintenance })).report?.textHash ?? '';
  await console.ask('report.askReview', { maintenance, textHash, people: people.map(({ id }) => id) });
  await console.ask('report.unlock', { maintenance });
  for (const { id: person } of people) {
    await console.ask('person.setMe', { person });
    await console.ask('report.review', { maintenance, textHash, verdict: 'approved' });
  }
  await console.ask('announcement.write', { maintenance, title: 'It is over', text: 'All is *well*.', version: 0 });
  const where = { url: wiki.api, page: 'Notices', mode: 'section', user: 'Ada@drydock' } as const;
  await console.ask('channel.save', { channel: { kind: 'mediawiki', name: 'staff', audience: 'internal', ...where } });
  await console.close();
});
afterAll(async () => {
  await Promise.all([wiki.close(), trackers.close(), workspace.remove()]);
});

/** With secrets where a script keeps them. */
function report(words: readonly string[], secrets: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const env = { ...workspace.environment, ...secrets };
  return untilEnded(spawn(process.execPath, [program, 'report', ...words], { env, stdio: ['ignore', 'pipe', 'pipe'] }));
}

test('as a file, which is overwritten by nobody; the announcement by itself; the schema', async () => {
  const file = join(workspace.folder, '..', 'tonight.wiki');
  const write = ['export', 'Tonight', '--format', 'mediawiki', '--output', file];
  expect(await report(write)).toMatchObject({ status: 0, stdout: `written to ${file}\n` });
  expect(await readFile(file, 'utf8')).toContain('Buy a lamp');
  const [again, announced, wrong, schema] = await Promise.all([
    report(write),
    report(['export', 'Tonight', '--announcement']),
    report(['export', 'Tonight', '--announcement', '--format', 'json']),
    report(['schema']),
  ]);
  expect(again).toMatchObject({ stdout: '', stderr: expect.stringContaining('cannot be written') });
  expect(again.status).not.toBe(0);
  expect(announced).toMatchObject({ status: 0, stdout: '# It is over\n\nAll is _well_.\n' });
  expect(wrong.stderr).toContain('an announcement is not written as json');
  expect(JSON.parse(schema.stdout)).toHaveProperty('anyOf');
});

test('onto a wiki, with a password that is named and not written', async () => {
  const post = ['post', 'Tonight', '--channel', 'staff', '--page', 'Reports/Tonight'];
  expect((await report(post)).stderr).toContain('The channel “staff” cannot send without: password.');
  const posted = await report([...post, '--secret', 'password=env:WIKI'], { WIKI: 'bot-pass-word' });
  expect(posted).toMatchObject({ status: 0, stdout: 'published: https://wiki.example.org/wiki/Reports%2FTonight\n' });
  expect(wiki.pages.get('Reports/Tonight')?.text).toContain('Buy a lamp');
});

test('its action items to a tracker: by addresses, or made by a token, once', async () => {
  const send = ['send-issues', 'Tonight', '--to', 'github:ops/shop', '--url', trackers.url];
  expect((await report(send)).stdout).toContain(`${trackers.url}/ops/shop/issues/new?title=Buy+a+lamp`);
  const refused = await report([...send, '--token', 'env:TOKEN'], { TOKEN: 'not-the-token' });
  expect(refused.status).not.toBe(0);
  expect(refused.stdout).toContain('lamp: refused');
  const made = await report([...send, '--token', 'env:TOKEN'], { TOKEN: 'token-1' });
  expect(made).toMatchObject({ status: 0, stdout: `lamp: made ${trackers.url}/ops/shop/issues/0\n` });
  expect(trackers.issues).toMatchObject([{ title: 'Buy a lamp' }]);
});
