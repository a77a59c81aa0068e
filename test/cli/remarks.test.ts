/** What a buddy says on a bundle, offline, comes back signed and is merged as theirs; whatever is not theirs is refused. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TestConsole } from '../fixtures/console.ts';
import { makeTestWorkspace, type TestWorkspace } from './command.ts';

let theirs: TestWorkspace;
let ours: TestWorkspace;

beforeEach(async () => {
  [theirs, ours] = await Promise.all([makeTestWorkspace(), makeTestWorkspace()]);
});
afterEach(async () => {
  await theirs.remove();
  await ours.remove();
});

const bo = { name: 'Bo Lind', roles: ['buddy'], qualifications: [], services: [], zone: 'UTC' };

test('CON-5: comments and marks made on a bundle come back in a signed file, and merge once, in order, as theirs', async () => {
  const leader = await TestConsole.open(theirs.folder);
  const { id: person } = await leader.ask('person.save', { person: bo });
  await leader.ask('runbook.import', {
    file: 'shop.md',
    content: Buffer.from('# Shop\n\n1. Look\n').toString('base64'),
  });
  const [runbook] = await leader.ask('runbook.list', {});
  const { id } = await leader.ask('maintenance.create', { title: 'Tonight', runbook: runbook?.name as never });
  const bundle = join(ours.folder, '..', 'tonight.drydock.zip');
  await leader.ask('bundle.write', { maintenance: id, file: bundle });
  await leader.ask('note.add', { maintenance: id, text: 'it goes on meanwhile' });

  // Bo's own console: it knows Bo, and nothing of the maintenance.
  const elsewhere = await TestConsole.open(ours.folder);
  const { id: me } = await elsewhere.ask('person.save', { person: bo });
  await elsewhere.ask('person.setMe', { person: me });
  const { text: key, fingerprint } = await elsewhere.ask('identity.show', {});
  const first = await elsewhere.ask('comment.onBundle', {
    bundle,
    text: 'why is nothing backed up first?',
    about: { kind: 'event', seq: 1 },
  });
  const second = await elsewhere.ask('comment.onBundle', {
    bundle,
    remarks: first.content,
    about: { kind: 'event', seq: 1 },
  });
  expect(second.remarks).toBe(2);
  expect(
    await elsewhere.answer('comment.onBundle', { bundle, text: 'x', about: { kind: 'row', row: 99 } }),
  ).toMatchObject({ ok: false, failure: { kind: 'no-such-line' } });
  await elsewhere.close();

  const take = (content: string) => leader.answer('comment.import', { content });
  expect(await take(second.content)).toMatchObject({ ok: false, failure: { kind: 'unknown-key' } });
  await leader.ask('person.trustKey', { person, fingerprint, key });
  expect(await take(second.content.replace('backed up', 'rolled up'))).toMatchObject({
    ok: false,
    failure: { kind: 'bad-signature' },
  });
  const before = await leader.state(id);
  expect(await take(second.content)).toMatchObject({ ok: true, output: { maintenance: id, person, merged: 2 } });
  const { talk } = await leader.state(id);
  expect(talk.comments).toMatchObject([{ text: 'why is nothing backed up first?', by: { name: 'Bo Lind', person } }]);
  expect(talk.seen).toMatchObject([{ about: { kind: 'event', seq: 1 }, by: { person } }]);
  const events = (await leader.events(id)).slice(before.seq);
  expect(events.map(({ type }) => type)).toEqual(['comment-added', 'marked-seen']);
  expect(events[0]?.data).toMatchObject({ elsewhere: { fingerprint } });
  // The same file again changes nothing.
  expect(await take(second.content)).toMatchObject({ ok: false, failure: { kind: 'not-now' } });
  await leader.close();
});

test('the commands write the file and say what is wrong with a bundle that was altered', async () => {
  const leader = await TestConsole.open(theirs.folder);
  await leader.ask('runbook.import', {
    file: 'shop.md',
    content: Buffer.from('# Shop\n\n1. Look\n').toString('base64'),
  });
  const [runbook] = await leader.ask('runbook.list', {});
  const { id } = await leader.ask('maintenance.create', { title: 'Tonight', runbook: runbook?.name as never });
  const bundle = join(theirs.folder, '..', 'tonight.drydock.zip');
  await leader.ask('bundle.write', { maintenance: id, file: bundle });
  await leader.close();
  const file = join(theirs.folder, '..', 'mine.drydock.json');

  const nobody = await ours.drydock('comment', 'on', bundle, 'hello', '--file', file);
  expect(nobody.status).not.toBe(0);
  expect(nobody.stderr).toContain('does not know who sits at it');
  const elsewhere = await TestConsole.open(ours.folder);
  const { id: me } = await elsewhere.ask('person.save', { person: bo });
  await elsewhere.close();
  await ours.drydock('person', 'me', me);
  const [said] = await ours.records('comment', 'on', bundle, 'hello', '--event', '1', '--file', file);
  expect(said).toMatchObject({ remarks: 1 });
  expect(await readFile(file, 'utf8')).toContain('"form":"drydock-remarks"');

  const bytes = await readFile(bundle);
  bytes[Math.floor(bytes.length / 3)] = (bytes[Math.floor(bytes.length / 3)] ?? 0) ^ 1;
  const altered = join(theirs.folder, '..', 'altered.drydock.zip');
  await writeFile(altered, bytes);
  const refused = await ours.drydock('comment', 'on', altered, 'hello', '--file', file);
  expect(refused.status).not.toBe(0);
  expect(refused.stderr).toContain('not as it was signed');
});
