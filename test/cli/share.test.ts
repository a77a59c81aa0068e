/** `drydock share` and `drydock follow INVITE`, as two people at two terminals: from the invite to the leader’s yes, and to the end. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { freePort } from '../fixtures/free-port.ts';
import { makeTestWorkspace, program, type TestWorkspace, toRecords, untilEnded } from './command.ts';

let workspace: TestWorkspace;

beforeEach(async () => {
  workspace = await makeTestWorkspace();
  await mkdir(workspace.folder, { recursive: true });
  const file = join(workspace.folder, 'shop.md');
  await writeFile(file, '# Look at the shop\n\n1. Look\n');
  await workspace.records('import', file, '--name', 'Shop');
  await workspace.records('maintenance', 'new', 'Tonight', '--runbook', 'Shop');
});

afterEach(() => workspace.remove());

/** At a terminal of its own: with a standard input, and all that it printed kept. */
class Terminal {
  readonly child: ChildProcess;
  readonly ended: ReturnType<typeof untilEnded>;
  #shown = '';
  readonly #looks = new Set<() => void>();

  constructor(...words: readonly string[]) {
    const stdio = 'pipe';
    this.child = spawn(process.execPath, [program, ...words, '--json'], { env: workspace.environment, stdio });
    this.ended = untilEnded(this.child);
    this.child.stdout?.on('data', (bytes: Buffer) => {
      this.#shown += bytes.toString();
      for (const look of this.#looks) look();
    });
  }

  /** Resolves with the first record of which `isIt` holds. */
  shown(isIt: (record: Record<string, unknown>) => boolean): Promise<Record<string, unknown>> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = toRecords(this.#shown.slice(0, this.#shown.lastIndexOf('\n') + 1)).find(isIt);
        if (found !== undefined) resolve(found);
      };
      this.#looks.add(look);
      look();
      this.child.once('close', () => reject(new Error(`it was never shown, but: ${this.#shown}`)));
    });
  }
}

test('an invite is printed, whoever comes is asked about, and following ends with the sharing', async () => {
  const sharing = new Terminal('share', 'open', 'Tonight', '--role', 'review', '--port', String(await freePort()));
  const { link } = await sharing.shown((one) => 'link' in one);
  const following = new Terminal('follow', String(link));
  const { url, port } = await following.shown((one) => 'url' in one);

  // The buddy’s own browser, let in by the buddy’s own Drydock.
  const entered = await fetch(String(url), { redirect: 'manual' });
  const cookie = String(entered.headers.get('set-cookie')).split(';', 1)[0] ?? '';
  const headers = { cookie, origin: `http://127.0.0.1:${port}` };
  const socket = new WebSocket(`ws://127.0.0.1:${port}/link`, { headers });
  await once(socket, 'open');
  const answerOf = (id: number, request: string, input: object) =>
    new Promise<Record<string, unknown>>((resolve) => {
      socket.on('message', (data) => {
        const frame = JSON.parse(String(data)) as Record<string, unknown>;
        if (frame['id'] === id) resolve(frame);
      });
      socket.send(JSON.stringify({ id, request, input }));
    });
  await answerOf(1, 'share.join', { name: 'Bo' });
  const waiting = await sharing.shown((one) => one['standing'] === 'waiting');
  expect(waiting).toMatchObject({ name: 'Bo' });
  sharing.child.stdin?.write('yes\n');
  await sharing.shown((one) => one['standing'] === 'admitted');
  expect(await answerOf(2, 'share.me', {})).toMatchObject({ output: { standing: 'admitted', name: 'Bo' } });
  const list = await answerOf(3, 'maintenance.list', {});
  expect(list).toMatchObject({ ok: true, output: [{ title: 'Tonight' }] });

  sharing.child.kill('SIGINT');
  expect((await sharing.ended).status).toBe(0);
  following.child.kill('SIGINT');
  expect((await following.ended).status).toBe(0);
  const [shared = {}] = await workspace.records('share', 'list', 'Tonight');
  expect(shared).toMatchObject({ invites: [{ came: 1, role: 'review' }], followers: [{ name: 'Bo', isHere: false }] });

  const [{ id }] = shared['followers'] as [{ readonly id: string }];
  const refused = await workspace.drydock('share', 'refuse', 'Tonight', id, '--why', 'nobody knows them');
  expect([refused.status, refused.stdout]).toEqual([0, `${id} is not let in any more\n`]);
  const [after] = await workspace.records('share', 'list', 'Tonight');
  expect(after).toMatchObject({ followers: [{ name: 'Bo', standing: 'refused' }] });
  const again = await workspace.drydock('share', 'refuse', 'Tonight', 'nobody');
  expect([again.status, again.stderr]).toEqual([2, expect.stringContaining('Nobody came as “nobody”')]);
});

test('half an invite, and a share that other machines would reach unasked, are refused in words', async () => {
  const half = await workspace.drydock('follow', 'http://127.0.0.1:8618/#join=abc');
  expect([half.status, half.stdout]).toEqual([2, '']);
  expect(half.stderr).toContain('no whole invite');
  const wide = await workspace.drydock('share', 'open', 'Tonight', '--address', '192.0.2.1');
  expect(wide.status).toBe(2);
  expect(wide.stderr).toContain('192.0.2.1');
  const nobody = await workspace.drydock('share', 'list', 'Tonight');
  expect(nobody.stdout).toBe('Nobody is invited.\n');
});
