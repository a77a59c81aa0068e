/** A real host from the command line: its key trusted by fingerprint, a run the policy refuses, and one that cannot wait. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { expect, onTestFinished, test } from 'vitest';
import { startSshd } from '../fixtures/sshd/sshd.ts';
import { makeTestWorkspace, program, toRecords, untilEnded } from './command.ts';

const runbook = `---
drydock: 1
variables:
  - name: FIRST
    secret: true
  - name: SECOND
    secret: true
---

# Shop

## Carry out

### Speak

\`\`\`sh {host=db-1}
echo "one $FIRST, two $SECOND"
\`\`\`
`;

test('POL-18: a run the policy refuses starts at once with a justification, on a host that was trusted by its fingerprint', async () => {
  const sshd = await startSshd();
  onTestFinished(() => sshd.close());
  const workspace = await makeTestWorkspace();
  onTestFinished(() => workspace.remove());
  const { port, user, identityFile } = sshd;
  const reach = ['--port', String(port), '--user', user, '--identity', identityFile];
  expect((await workspace.drydock('host', 'add', 'db-1', '127.0.0.1', ...reach)).status).toBe(0);

  const key = Buffer.from(sshd.hostKey.split(' ')[1] ?? '', 'base64');
  const fingerprint = `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
  const foreign = await workspace.drydock('host', 'trust', 'db-1', '--fingerprint', `SHA256:${'A'.repeat(43)}`);
  expect(foreign.status).not.toBe(0);
  expect(foreign.stderr).toContain(fingerprint);
  expect((await workspace.drydock('host', 'trust', 'db-1', '--fingerprint', fingerprint)).status).toBe(0);

  const file = join(workspace.folder, '..', 'shop.md');
  await writeFile(file, runbook);
  await workspace.records('import', file);
  await workspace.records('maintenance', 'new', 'Move the shop', '--runbook', 'Shop');

  const words = ['run', 'Move the shop', '--confirm', 'Move the shop', '--json'];
  const secrets = ['--secret', 'FIRST=env:SHOP_FIRST', '--secret', 'SECOND=fd:3'];
  const run = (...more: readonly string[]) => {
    const child = spawn(process.execPath, [program, ...words, ...secrets, ...more], {
      env: { ...workspace.environment, SHOP_FIRST: 'correct-horse' },
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    });
    // A run that is refused before it asks for the secret closes the pipe unread.
    (child.stdio[3] as Writable).on('error', () => undefined).end('battery-staple\n');
    return untilEnded(child);
  };
  const refused = await run();
  expect(refused.status).toBe(3);
  expect(toRecords(refused.stdout).map(({ rule }) => rule)).toContain('POL-1');

  const led = await run('--emergency', 'the disk fills up');
  expect(led.stderr).not.toContain('battery-staple');
  expect(led.status).toBe(0);
  const log = await workspace.drydock('log', 'Move the shop');
  expect(log.stdout).toContain('one ••••••, two ••••••');
  expect(log.stdout).not.toMatch(/correct-horse|battery-staple/);
  expect(log.stdout).toContain('the disk fills up');
});
