/** Both doors for followers, the plain one of this machine and the one of a network with TLS: each holds against the same. */
import { once } from 'node:events';
import { type IncomingMessage, request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { MaintenanceId } from '../../src/core/ids.ts';
import { planSchema } from '../../src/core/plan/plan.ts';
import { parseInviteLink } from '../../src/core/sharing/invite-link.ts';
import { makeWorkspace, TestConsole } from '../fixtures/console.ts';
import { freePort } from '../fixtures/free-port.ts';
import { lan } from '../fixtures/lan.ts';

const plan = planSchema.parse({
  title: 'Look at the shop',
  steps: [{ id: 'look', kind: 'manual', phase: 'carry-out', title: 'Look' }],
});

describe.each([
  { where: 'of this machine', address: '127.0.0.1', tls: '', foreign: 'https' },
  { where: 'of a network', address: lan(), tls: 's', foreign: 'http' },
])('the door $where', ({ address, tls, foreign }) => {
  let workspace: Awaited<ReturnType<typeof makeWorkspace>>;
  let console: TestConsole;
  let maintenance: MaintenanceId;
  let port = 0;
  let host = '';
  let ownOrigin = '';

  beforeEach(async () => {
    workspace = await makeWorkspace();
    console = await TestConsole.open(workspace.folder);
    await console.ask('runbook.save', { name: 'Shop', expectedVersion: 0, plan });
    maintenance = (await console.ask('maintenance.create', { title: 'Tonight', runbook: 'Shop' as never })).id;
    port = await freePort();
    host = `${address}:${port}`;
    ownOrigin = `http${tls}://${host}`;
    await console.ask('share.open', { address, port, isExposureAccepted: true });
  });
  afterEach(async () => {
    await console.close();
    await workspace.remove();
  });

  async function ask(path: string, headers: Record<string, string> = {}, method = 'GET', body = '') {
    const order = { host: address, port, path, headers, method };
    const asked = tls === '' ? plainRequest(order) : secureRequest({ ...order, rejectUnauthorized: false });
    const [response] = (await once(asked.end(body), 'response')) as [IncomingMessage];
    const chunks = await response.toArray();
    return { status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks).toString() };
  }

  async function invite(): Promise<string> {
    const { link } = await console.ask('invite.make', { maintenance, role: 'review' });
    return parseInviteLink(link)?.token ?? '';
  }

  const enter = (token: string, headers: Record<string, string> = {}) =>
    ask('/enter', { origin: ownOrigin, ...headers }, 'POST', token);

  const cookieOf = async (token: string) => String((await enter(token)).headers['set-cookie']).split(';', 1)[0] ?? '';

  async function open(cookie: string, headers: Record<string, string> = {}): Promise<WebSocket> {
    const socket = new WebSocket(`ws${tls}://${host}/link`, {
      headers: { cookie, origin: ownOrigin, ...headers },
      rejectUnauthorized: false,
    });
    await once(socket, 'open');
    return socket;
  }

  async function answered(socket: WebSocket): Promise<unknown> {
    socket.send(JSON.stringify({ id: 7, request: 'share.me', input: {} }));
    const [frame] = await once(socket, 'message');
    return JSON.parse(String(frame));
  }

  it('takes an invite once, for a cookie that no script reads and no other page sends', async () => {
    const token = await invite();
    const entered = await enter(token);
    expect(entered.status).toBe(200);
    const secure = tls === '' ? '' : '; Secure';
    expect(String(entered.headers['set-cookie'])).toMatch(
      new RegExp(`^drydock-share-${port}=[\\w-]{43}; Path=/; Max-Age=\\d+; HttpOnly; SameSite=Strict${secure}$`),
    );
    const replayed = await enter(token);
    expect([replayed.status, replayed.headers['set-cookie']]).toEqual([403, undefined]);
    expect(replayed.body).toContain('lets nobody in');
  });

  it('takes an invite by POST from its own page alone', async () => {
    const token = await invite();
    for (const origin of ['http://evil.example', `http${tls}://${address}:1`, 'null', `${foreign}://${host}`, ''])
      expect([origin, (await enter(token, { origin })).status]).toEqual([origin, 403]);
    expect((await ask('/enter', {}, 'POST', token)).status).toBe(403);
    expect((await ask(`/enter?token=${token}`)).status).not.toBe(200);
    expect((await ask('/enter')).status).toBe(405);
    for (const other of ['evil.example', `evil.example:${port}`, address, `${address}.nip.io:${port}`])
      expect([other, (await enter(token, { host: other, origin: `http${tls}://${other}` })).status]).toEqual([
        other,
        421,
      ]);
    expect((await enter(token)).status).toBe(200);
  });

  it.each([
    ['no cookie', { cookie: '' }],
    ['a made-up cookie', { cookie: 'drydock-share-1=made-up' }],
    ['another origin', { origin: 'http://evil.example' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:1' }],
    ['an opaque origin', { origin: 'null' }],
    ['another host', { host: 'evil.example' }],
    ['the console’s own cookie', { cookie: 'drydock-1=abc' }],
  ])('refuses a WebSocket with %s', async (_what, headers) => {
    const cookie = await cookieOf(await invite());
    await expect(open(cookie, headers)).rejects.toThrow('403');
    await expect(open(cookie, { origin: `${foreign}://${host}` })).rejects.toThrow('403');
    expect(await answered(await open(cookie))).toMatchObject({ ok: true });
  });

  it('ends a WebSocket of which a frame is too large, binary or no frame at all, and stays', async () => {
    const cookie = await cookieOf(await invite());
    const socket = await open(cookie);
    const ended = async (harm: (socket: WebSocket) => void) => {
      const one = await open(cookie);
      const closed = once(one, 'close');
      harm(one);
      const [code] = await closed;
      await expect.poll(connections).toBe(1);
      return code as number;
    };
    expect(await ended((one) => one.send('x'.repeat(300 * 1024)))).toBe(1_009);
    expect(await ended((one) => one.send(Buffer.from('{}')))).toBe(1_003);
    expect(
      await ended((one) => {
        for (let count = 0; count < 20; count += 1) one.send('{"id":');
      }),
    ).toBe(1_008);
    // No WebSocket frame has these bits.
    expect(await ended((one) => Reflect.get(one, '_socket').write(Buffer.from([0xff, 0xff, 0xff, 0xff])))).toBe(1_002);
    expect(await answered(socket)).toMatchObject({ ok: true });
  });

  async function connections(): Promise<number> {
    const { standing } = await console.ask('share.door', {});
    return standing.kind === 'open' ? standing.connections : 0;
  }
});
