/** `drydock bundle`, `verify`, `open` and `comment import`: by what status each ends, and what it prints for people and for programs. */
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TestConsole } from '../fixtures/console.ts';
import { makeTestWorkspace, type TestWorkspace, toRecords, untilEnded, untilShown } from './command.ts';

const bo = { name: 'Bo Lind', roles: ['buddy'], qualifications: [], services: [], zone: 'UTC' };
let ours: TestWorkspace;
let fingerprint: string;
let person: string;
const fileOf = (name: string) => join(ours.folder, '..', name);

/** A maintenance somebody has written a note in, whose every command finds the console free. */
beforeAll(async () => {
  ours = await makeTestWorkspace();
  const leader = await TestConsole.open(ours.folder);
  ({ id: person } = await leader.ask('person.save', { person: bo }));
  const content = Buffer.from('# Shop\n\n1. Look\n').toString('base64');
  await leader.ask('runbook.import', { file: 'shop.md', content });
  const [runbook] = await leader.ask('runbook.list', {});
  const { id } = await leader.ask('maintenance.create', { title: 'Tonight', runbook: runbook?.name as never });
  await leader.ask('note.add', { maintenance: id, text: 'about to begin' });
  ({ fingerprint } = await leader.ask('identity.show', {}));
  await leader.close();
  const written = await ours.drydock('bundle', 'Tonight', '--out', fileOf('tonight.drydock.zip'));
  expect(written).toMatchObject({ status: 0, stderr: '' });
  expect(written.stdout).toMatch(/: [\d,]+ bytes, \d+ events, 0 lines of output\nIt goes on: .*\nsigned by SHA256:/);
  expect(written.stdout).toContain(fingerprint);
});
afterAll(() => ours.remove());

test('a bundle is not written over a file, and a maintenance nobody knows is bad use', async () => {
  const file = fileOf('tonight.drydock.zip');
  const { size } = await stat(file);
  const [again, unknown] = await Promise.all([
    ours.drydock('bundle', 'Tonight', '--out', file),
    ours.drydock('bundle', 'Yesterday', '--out', fileOf('other.drydock.zip'), '--json'),
  ]);
  expect(again).toMatchObject({ status: 2, stdout: '' });
  expect(again.stderr).toContain('exists already');
  expect((await stat(file)).size).toBe(size);
  expect(unknown.status).toBe(2);
  expect(toRecords(unknown.stdout)).toMatchObject([{ failure: { kind: 'no-such-maintenance' } }]);
});

test('verify ends with 0 where it is whole, 1 where it is not or another signed it, and 2 where there is no file', async () => {
  const file = fileOf('tonight.drydock.zip');
  const altered = fileOf('altered.drydock.zip');
  const bytes = await readFile(file);
  await writeFile(altered, Buffer.concat([bytes, Buffer.from('!')]));
  const [whole, record, other, faulty, none] = await Promise.all([
    ours.drydock('verify', file),
    ours.drydock('verify', file, '--signer', fingerprint, '--json'),
    ours.drydock('verify', file, '--signer', 'SHA256:another'),
    ours.drydock('verify', altered, '--json'),
    ours.drydock('verify', fileOf('none.drydock.zip')),
  ]);
  expect(whole.status).toBe(0);
  expect(whole.stdout).toContain('whole, and as it was signed\nmaintenance  Tonight');
  expect(whole.stdout).toContain(`signed by    ${fingerprint}`);
  expect(whole.stderr).toContain('have the fingerprint read out');
  expect(record).toMatchObject({ status: 0, stderr: '' });
  expect(toRecords(record.stdout)).toMatchObject([
    { isWhole: true, signer: { fingerprint }, manifest: { output: { rows: 0 } } },
  ]);
  expect(other.status).toBe(1);
  expect(other.stdout).toContain(`it is signed by ${fingerprint}, and not by SHA256:another`);
  expect(faulty.status).toBe(1);
  expect(toRecords(faulty.stdout)).toMatchObject([
    { isWhole: false, faults: [{ kind: 'appended', says: '1 byte was added after the end of the bundle' }] },
  ]);
  expect(none).toMatchObject({ status: 2, stdout: '' });
  expect(none.stderr).toContain('cannot be read');
});

test('open shows it until it is told to end', async () => {
  const reading = ours.begin('open', fileOf('tonight.drydock.zip'));
  const ended = untilEnded(reading);
  await untilShown(reading, '“Tonight” is whole, and is read at http://127.0.0.1:');
  reading.kill('SIGINT');
  expect(await ended).toMatchObject({ status: 0, stderr: expect.stringContaining('its copy removed') });
});

test('comment import takes in what was said on it, as theirs', async () => {
  const theirs = await makeTestWorkspace();
  const elsewhere = await TestConsole.open(theirs.folder);
  const { id: me } = await elsewhere.ask('person.save', { person: bo });
  await elsewhere.ask('person.setMe', { person: me });
  const key = await elsewhere.ask('identity.show', {});
  const bundle = fileOf('tonight.drydock.zip');
  const { content } = await elsewhere.ask('comment.onBundle', {
    bundle,
    text: 'why?',
    about: { kind: 'event', seq: 1 },
  });
  await elsewhere.close();
  await theirs.remove();
  await writeFile(fileOf('bo.drydock.json'), content);
  const leader = await TestConsole.open(ours.folder);
  await leader.ask('person.trustKey', { person: person as never, fingerprint: key.fingerprint, key: key.text });
  await leader.close();
  expect(await ours.drydock('comment', 'import', fileOf('bo.drydock.json'))).toMatchObject({
    status: 0,
    stdout: '1 of Bo Lind taken in\n',
  });
  const said = await ours.drydock('comment', 'list', 'Tonight');
  expect(said.stdout).toMatch(/ {2}Bo Lind on .*: why\?\n/);
});
