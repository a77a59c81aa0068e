/** The workspace and its lists follow what the host process says, and what was not read yet is not called empty. */
import { expect, it } from 'vitest';
import type { HostName } from '../../../src/core/ids.ts';
import { createListsModel } from '../../../src/renderer/model/lists-model.ts';
import { createWorkspaceModel } from '../../../src/renderer/model/workspace-model.ts';
import { createFakeLink, settle } from './fake-link.ts';

const host = (name: string) => name as HostName;
const prompt = { id: 'p-1', kind: 'secret' as const, host: host('db-1'), title: 'Password', fields: [] };

it('keeps the last word on each host and the prompts that nobody has answered yet', async () => {
  const link = createFakeLink({
    'workspace.show': () => ({ contacts: [{ host: 'db-1', state: 'connecting' }], prompts: [], path: '/w' }),
    'prompt.answer': () => ({}),
  });
  const model = createWorkspaceModel(link);
  await settle();
  link.notify({ notice: 'contact', data: { host: host('app-1'), state: 'connected', lastByteAtMs: 5 } });
  link.notify({ notice: 'contact', data: { host: host('db-1'), state: 'lost', message: 'no answer' } });
  expect([...model.getState().contacts.keys()]).toEqual(['app-1', 'db-1']);
  expect(model.getState().contacts.get('db-1')).toMatchObject({ state: 'lost' });

  link.notify({ notice: 'prompt', data: prompt });
  expect(model.getState().prompts).toEqual([prompt]);
  await model.answer('p-1', undefined);
  expect(link.asked.at(-1)).toEqual({ name: 'prompt.answer', input: { prompt: 'p-1' } });
  link.notify({ notice: 'prompt-settled', data: { prompt: 'p-1' } });
  expect(model.getState().prompts).toEqual([]);
});

it('shows how the link stands, and reads again when it is open again', async () => {
  let version = 1;
  const link = createFakeLink({ 'workspace.show': () => ({ contacts: [], prompts: [], version: `${version}` }) });
  const model = createWorkspaceModel(link);
  await settle();
  link.become('lost');
  expect(model.getState().link).toBe('lost');
  version = 2;
  link.become('open');
  await settle();
  expect(model.getState()).toMatchObject({ link: 'open', workspace: { version: '2' } });
});

it('reads the list that changed, and that list alone', async () => {
  const link = createFakeLink({ 'maintenance.list': () => [], 'runbook.list': () => [], 'host.list': () => [] });
  const model = createListsModel(link);
  expect(model.getState().runbooks).toBeUndefined();
  await settle();
  expect(model.getState()).toMatchObject({ maintenances: [], runbooks: [], hosts: [] });
  link.asked.length = 0;
  link.notify({ notice: 'documents', data: { area: 'runbook' } });
  await settle();
  expect(link.asked.map(({ name }) => name)).toEqual(['runbook.list']);
  model.end();
});

it('reads a list once more when it changes while it is being read, however often', async () => {
  const reads: (() => void)[] = [];
  const link = createFakeLink({
    'maintenance.list': () => [],
    'host.list': () => [],
    'runbook.list': () => new Promise((resolve) => reads.push(() => resolve([{ name: `read ${reads.length}` }]))),
  });
  const model = createListsModel(link);
  for (let change = 0; change < 5; change += 1) link.notify({ notice: 'documents', data: { area: 'runbook' } });
  await settle();
  expect(reads).toHaveLength(1);
  reads[0]?.();
  await settle();
  expect(reads).toHaveLength(2);
  reads[1]?.();
  await settle();
  expect(model.getState().runbooks).toEqual([{ name: 'read 2' }]);
  model.end();
});
