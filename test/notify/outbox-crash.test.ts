/** A console is killed while it sends: the next one never sends the same click again, and asks. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { makeWorkspace, TestConsole } from '../fixtures/console.ts';

it.each([
  ['with its intent on disk and nothing sent yet', 'begun', 0],
  ['after the other side has it and before it answers', 'received', 1],
] as const)('PREP-1: killed %s, the notice is delivered at most once for its click', async (_, when, delivered) => {
  const workspace = await makeWorkspace();
  onTestFinished(() => workspace.remove());
  let deliveries = 0;
  let kill = () => {};
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      deliveries += 1;
      if (deliveries === 1 && when === 'received') kill();
      else response.end('ok');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close().closeAllConnections());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;

  const program = fileURLToPath(new URL('./sender-process.ts', import.meta.url));
  const child = spawn(process.execPath, [program, workspace.folder, url, when], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  kill = () => child.kill('SIGKILL');
  const [, signal] = (await once(child, 'close')) as [number | null, string | null];
  expect(signal).toBe('SIGKILL');
  expect(deliveries).toBe(delivered);

  const console = await TestConsole.open(workspace.folder);
  onTestFinished(() => console.close());
  const [maintenance] = (await console.ask('maintenance.list', {})).map(({ id }) => id);
  if (maintenance === undefined) throw new Error('the maintenance is gone');
  const sendings = (await console.state(maintenance)).notices.notices.flatMap((notice) => notice.sendings);
  expect(sendings).toMatchObject([{ id: 'click-1', state: 'unknown', text: 'Tonight.' }]);

  const seen = { subject: 'Planned maintenance', text: 'Tonight.' };
  const notice = 'announcement';
  const again = (sending: string) => ({ maintenance, notice, sendings: [{ channel: 'chat', sending }], seen });
  expect((await console.ask('notice.send', again('click-1'))).begun).toEqual([]);
  expect((await console.ask('notice.send', again('click-2'))).begun).toEqual([]);
  await console.ask('notice.settle', {
    maintenance,
    notice,
    sending: 'click-1',
    word: 'did-not-arrive',
    reason: 'looked',
  });
  expect((await console.ask('notice.send', again('click-1'))).begun).toEqual([]);
  expect((await console.ask('notice.send', again('click-2'))).begun).toEqual(['chat']);
  await console.untilEvent(maintenance, ({ type }) => type === 'sending-done');
  expect(deliveries).toBe(delivered + 1);
});
