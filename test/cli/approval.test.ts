/** An approval by files on the command line, between two workspaces. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeTestWorkspace, type TestWorkspace } from './command.ts';

let leader: TestWorkspace;
let approver: TestWorkspace;
beforeAll(async () => {
  [leader, approver] = await Promise.all([makeTestWorkspace(), makeTestWorkspace()]);
});
afterAll(() => Promise.all([leader.remove(), approver.remove()]));

const call = (workspace: TestWorkspace, request: string, input: object) =>
  workspace.records('call', request, JSON.stringify(input));

test('POL-1: an approval is asked for, answered elsewhere and imported by three commands, with keys trusted once', async () => {
  const inHome = (name: string) => join(leader.folder, '..', name);
  const known = { qualifications: [], services: [], zone: 'UTC', contact: {} };
  for (const [workspace, me] of [
    [leader, 'ada'],
    [approver, 'eve'],
  ] as const) {
    await call(workspace, 'person.save', { person: { ...known, id: 'ada', name: 'Ada', roles: ['SRE'] } });
    await call(workspace, 'person.save', { person: { ...known, id: 'eve', name: 'Eve', roles: ['EM'] } });
    await call(workspace, 'person.setMe', { person: me });
  }
  await writeFile(inHome('shop.md'), '# Shop\n\n- [ ] Look\n');
  await leader.records('import', inHome('shop.md'));
  const [made] = await leader.records('maintenance', 'new', 'Tonight', '--runbook', 'Shop');
  await call(leader, 'roster.involve', { maintenance: made?.['id'], people: ['ada', 'eve'] });

  const [request, answer] = [inHome('request.json'), inHome('answer.json')];
  await leader.records('approval', 'request', 'Tonight', '--to', 'eve', '--out', request);
  const again = await leader.drydock('approval', 'request', 'Tonight', '--to', 'eve', '--out', request);
  expect(again.status).toBe(2);
  const shown = await approver.drydock('approval', 'open', request);
  expect(shown.stdout).toContain('Eve (eve) about schedule');
  const strange = await approver.drydock('approval', 'reply', request, '--approve', '--out', answer);
  expect(strange.status).not.toBe(0);
  const [asking] = await leader.records('identity');
  const signer = String(asking?.['fingerprint']);
  await approver.records('approval', 'reply', request, '--approve', '--signer', signer, '--out', answer);

  const untrusted = await leader.drydock('approval', 'import', answer);
  expect(untrusted.status).not.toBe(0);
  const [key] = await approver.records('identity');
  const fingerprint = String(key?.['fingerprint']);
  expect(untrusted.stderr).toContain(`drydock person trust eve --fingerprint ${fingerprint}`);
  await leader.records('person', 'trust', 'eve', '--fingerprint', fingerprint, '--key', String(key?.['text']));
  const [imported] = await leader.records('approval', 'import', answer);
  expect(imported).toMatchObject({ person: 'eve', isStale: false });
  const { stdout: log } = await leader.drydock('log', 'Tonight');
  expect(log).toContain('== Ada asked Eve about the maintenance');
  expect(log).toContain('== Eve approved the maintenance by a signed file');
  const replayed = await leader.drydock('approval', 'import', answer);
  expect(replayed.stderr).toContain('has been taken already');
  expect(replayed.status).toBe(2);
});
