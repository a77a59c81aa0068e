/** A console that leaves while it is still on its way to a host: the process ends, and what it had to clean up is cleaned up. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { planSchema } from '../../src/core/plan/plan.ts';
import { makeWorkspace, TestConsole } from '../fixtures/console.ts';
import { type Sshd, startSshd } from '../fixtures/sshd/sshd.ts';
import { LeaderProcess } from './leader-process.ts';

let sshd: Sshd;
let workspace: Awaited<ReturnType<typeof makeWorkspace>>;
beforeAll(async () => {
  sshd = await startSshd();
  workspace = await makeWorkspace();
});
afterAll(async () => {
  await sshd.close();
  await workspace.remove();
});

const plan = planSchema.parse({
  title: 'One step',
  steps: [
    {
      id: 'say',
      kind: 'command',
      phase: 'carry-out',
      title: 'Say a word',
      hosts: ['db-1'],
      script: 'echo word',
    },
  ],
});

async function prepare() {
  const console = await TestConsole.open(workspace.folder);
  try {
    await console.connectTo(sshd);
    await console.reach('db-1');
    await console.ask('runbook.save', { name: 'One step', expectedVersion: 0, plan });
    return (await console.ask('maintenance.create', { title: 'Once', runbook: 'One step' })).id;
  } finally {
    await console.close();
  }
}

// Killed between the verdict and the removal of the spool, the next leader asks for that removal first, over a connection it has
// yet to make, and has nothing else to do: it completes the run and leaves before the host has answered.
test('a leader that has only a spool left to remove removes it, and its process ends', async () => {
  const id = await prepare();
  await new LeaderProcess([workspace.folder, id, 'attempt-ended']).over();
  const last = new LeaderProcess([workspace.folder, id]);
  expect(await last.end()).toBe(0);
  const console = await TestConsole.open(workspace.folder, { as: 'reader' });
  const state = await console.state(id);
  await console.close();
  expect(state.status).toBe('completed');
  expect(existsSync(join(sshd.home, '.drydock', 'runs', id, 'say@db-1', '1', 'out'))).toBe(false);
});
