/** Notices from the command line: channels, words, and a notice that arrives at a real server. */
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeTestWorkspace } from './command.ts';

test('PREP-1: a notice is listed, refused while facts are missing, sent through a channel, and then listed as sent', async () => {
  const workspace = await makeTestWorkspace();
  onTestFinished(() => workspace.remove());
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      bodies.push(Buffer.concat(pieces).toString());
      response.end('ok');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close().closeAllConnections());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;

  const file = join(workspace.folder, '..', 'shop.md');
  await writeFile(file, '# Shop\n\n## Carry out\n\n- [ ] Work\n');
  await workspace.records('import', file);
  await workspace.records('maintenance', 'new', 'Move the shop', '--runbook', 'Shop');
  const channel = { kind: 'webhook', name: 'chat', audience: 'public', format: 'slack', url };
  expect((await workspace.drydock('channel', 'add', JSON.stringify(channel))).status).toBe(0);
  expect((await workspace.drydock('channel', 'add', 'no json')).status).toBe(2);
  expect(await workspace.records('channel', 'list')).toMatchObject([{ channel, secrets: [] }]);

  const send = () => workspace.drydock('notice', 'send', 'Move the shop', 'start', '--channel', 'chat');
  const refused = await send();
  expect(refused.status).toBe(2);
  expect(refused.stderr).toContain('the environment');
  expect(bodies).toEqual([]);

  const [listed] = await workspace.records('maintenance', 'list');
  const [shown = {}] = await workspace.records('notice', 'list', 'Move the shop');
  const { sendings: _, ...notice } = shown['notice'] as Record<string, unknown>;
  const written = { ...notice, subject: 'Maintenance tonight', text: 'The shop is read-only from 22:00.' };
  const input = JSON.stringify({ maintenance: listed?.['id'], notice: written });
  expect((await workspace.drydock('call', 'notice.change', input)).status).toBe(0);
  const id = String(notice['id']);
  const sent = await workspace.drydock('notice', 'send', 'Move the shop', id, '--channel', 'chat');
  expect(sent.stderr).toBe('');
  expect(sent.status).toBe(0);
  expect(bodies).toHaveLength(1);
  expect(bodies[0]).toContain('read-only from 22:00');
  const after = await workspace.records('notice', 'list', 'Move the shop');
  expect(after.find((one) => (one['notice'] as { id: string }).id === id)).toMatchObject({ status: 'sent' });
});
