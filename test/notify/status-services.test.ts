/** Statuspage and Cachet: stand-ins that keep incidents and schedules as the services document them. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LifeCycle } from '../../src/main/notify/ports.ts';
import { check, makeMessage, send, tryOut } from './outgoing.ts';
import { sendJson, startWebServer, type WebServer } from './web-server.ts';

let server: WebServer;
beforeAll(async () => {
  server = await startWebServer();
});
afterAll(() => server.close());

const at = (lifeCycle: LifeCycle, number: number) => makeMessage({ lifeCycle, sendingId: `sending-${number}` });
const writes = () => server.asked.filter(({ method }) => method !== 'GET');

describe('Statuspage', () => {
  type Incident = Record<string, unknown> & { id: string };
  let incidents: Incident[];
  /** The next write is done, and its answer lost. */
  let isLosing: boolean;
  const channel = () => ({ kind: 'statuspage', url: server.url, page: 'pg1', components: ['c1'] });
  const secrets = { token: 'k3y-k3y-k3y' };

  beforeEach(() => {
    server.asked.length = 0;
    incidents = [];
    isLosing = false;
    server.respond((asked, response) => {
      if (asked.headers.authorization !== 'OAuth k3y-k3y-k3y')
        return sendJson(response, { error: 'Could not authenticate' }, 401);
      const [path = ''] = asked.path.split('?');
      if (path === '/v1/pages/pg1') return sendJson(response, { id: 'pg1', name: 'Shop' });
      const id = /^\/v1\/pages\/pg1\/incidents\/(\w+)$/.exec(path)?.[1];
      const found = incidents.find((incident) => incident.id === id);
      if (id !== undefined && found === undefined) return sendJson(response, { error: 'not found' }, 404);
      if (asked.method === 'GET') return sendJson(response, found ?? incidents);
      const { incident } = asked.json<{ incident: Record<string, unknown> }>();
      const written = Object.assign(found ?? { id: `i${incidents.length + 1}` }, incident) as Incident;
      if (found === undefined) incidents.unshift(written);
      if (isLosing) return response.destroy();
      sendJson(response, written, found === undefined ? 201 : 200);
    });
  });

  it('leads one incident from scheduled to completed', async () => {
    expect(await send(channel(), at('scheduled', 1), secrets)).toEqual({ kind: 'sent', reference: 'i1' });
    expect(incidents[0]).toMatchObject({
      name: 'Shop schema 42',
      status: 'scheduled',
      impact_override: 'maintenance',
      scheduled_for: '2026-11-28T22:00:00.000Z',
      scheduled_until: '2026-11-28T23:00:00.000Z',
      scheduled_auto_in_progress: false,
      component_ids: ['c1'],
    });
    const seen: unknown[] = [];
    for (const [index, lifeCycle] of (['in-progress', 'verifying', 'completed'] as const).entries()) {
      const message = { ...at(lifeCycle, index + 2), earlierReference: 'i1' };
      expect(await send(channel(), message, secrets)).toEqual({ kind: 'sent', reference: 'i1' });
      seen.push([incidents[0]?.['status'], incidents[0]?.['components']]);
    }
    expect(seen).toEqual([
      ['in_progress', { c1: 'under_maintenance' }],
      ['verifying', { c1: 'under_maintenance' }],
      ['completed', { c1: 'operational' }],
    ]);
    expect(incidents).toHaveLength(1);
  });

  it('a first sending whose answer was lost is found again, not made twice', async () => {
    isLosing = true;
    expect(await send(channel(), at('scheduled', 1), secrets)).toMatchObject({ kind: 'unknown' });
    isLosing = false;
    expect(await send(channel(), at('scheduled', 1), secrets)).toEqual({ kind: 'sent', reference: 'i1' });
    expect(writes()).toHaveLength(1);
  });

  it('an update whose answer was lost is not written twice', async () => {
    await send(channel(), at('scheduled', 1), secrets);
    isLosing = true;
    const update = { ...at('in-progress', 2), earlierReference: 'i1' };
    expect(await send(channel(), update, secrets)).toMatchObject({ kind: 'unknown' });
    isLosing = false;
    expect(await send(channel(), update, secrets)).toEqual({ kind: 'sent', reference: 'i1' });
    expect(writes().map(({ method }) => method)).toEqual(['POST', 'PATCH']);
  });

  it('an incident that was removed there is made anew', async () => {
    const message = { ...at('in-progress', 2), earlierReference: 'gone' };
    expect(await send(channel(), message, secrets)).toEqual({ kind: 'sent', reference: 'i1' });
  });

  it('a wrong key is refused, and is not in the words', async () => {
    const outcome = await send(channel(), at('scheduled', 1), { token: 'wrong-wrong' });
    expect(outcome).toMatchObject({ kind: 'refused', problem: expect.stringContaining('Could not authenticate') });
    expect(JSON.stringify(outcome)).not.toContain('wrong-wrong');
  });

  it('a limit that is met while looking is failed: nothing was written', async () => {
    server.respond((_, response) => sendJson(response, { error: 'calm' }, 420, { 'retry-after': '5' }));
    expect(await send(channel(), at('scheduled', 1), secrets)).toMatchObject({ kind: 'failed', retryAfterMs: 5_000 });
    server.respond((_, response) => void response.destroy());
    expect(await send(channel(), at('scheduled', 1), secrets)).toMatchObject({ kind: 'failed' });
  });

  it('without a window there is nothing to schedule', async () => {
    const { window: _, ...message } = at('scheduled', 1);
    expect(await send(channel(), message, secrets)).toMatchObject({ kind: 'refused' });
    expect(writes()).toEqual([]);
  });

  it('is tried by reading the page', async () => {
    expect(await tryOut(channel(), secrets)).toEqual({
      isWorking: true,
      message: 'The key opens the page “Shop”. Nothing was published.',
    });
    expect(await tryOut(channel(), { token: 'wrong' })).toMatchObject({ isWorking: false });
  });
});

describe.each(['2', '3'] as const)('Cachet %s', (version) => {
  type Schedule = Record<string, unknown> & { id: number };
  let schedules: Schedule[];
  let isLosing: boolean;
  const base = version === '3' ? '/api' : '/api/v1';
  const channel = () => ({ kind: 'cachet', url: `${server.url}${base}`, version, zone: 'Europe/Berlin' });
  const secrets = { token: 't0ken-t0ken' };

  beforeEach(() => {
    server.asked.length = 0;
    schedules = [];
    isLosing = false;
    const shown = (one: Schedule) => (version === '3' ? { id: `${one.id}`, type: 'schedules', attributes: one } : one);
    server.respond((asked, response) => {
      const given = version === '3' ? asked.headers.authorization : `Bearer ${asked.headers['x-cachet-token']}`;
      const [path = ''] = asked.path.split('?');
      if (!path.startsWith(`${base}/schedules`)) return sendJson(response, { message: 'Not Found' }, 404);
      if (asked.method === 'GET') return sendJson(response, { data: schedules.map(shown) });
      if (given !== 'Bearer t0ken-t0ken') return sendJson(response, { message: 'Unauthenticated.' }, 401);
      const id = Number(/\/(\d+)$/.exec(path)?.[1] ?? Number.NaN);
      const found = schedules.find((one) => one.id === id);
      const written = Object.assign(found ?? { id: schedules.length + 1 }, asked.json()) as Schedule;
      if (found === undefined) schedules.unshift(written);
      if (isLosing) return response.destroy();
      sendJson(response, { data: shown(written) }, found === undefined && version === '3' ? 201 : 200);
    });
  });

  it('leads one schedule to its end, in the zone Cachet runs in', async () => {
    expect(await send(channel(), at('scheduled', 1), secrets)).toEqual({ kind: 'sent', reference: '1' });
    const seconds = version === '3' ? ':00' : '';
    expect(schedules[0]).toMatchObject({
      name: 'Shop schema 42',
      status: 0,
      scheduled_at: `2026-11-28 23:00${seconds}`,
      message: expect.stringContaining('Orders wait.\n\n(m-shop)'),
    });
    expect(schedules[0]?.['completed_at']).toBe(version === '3' ? '2026-11-29 00:00:00' : undefined);
    const seen: unknown[] = [];
    for (const [index, lifeCycle] of (['in-progress', 'verifying', 'completed'] as const).entries()) {
      await send(channel(), { ...at(lifeCycle, index + 2), earlierReference: '1' }, secrets);
      seen.push(schedules[0]?.['status']);
    }
    expect(seen).toEqual([1, 1, 2]);
    expect(schedules[0]?.['completed_at']).toBe(`2026-11-20 13:00${seconds}`);
    expect(schedules).toHaveLength(1);
  });

  it('a schedule whose making was not answered is found again, not made twice', async () => {
    isLosing = true;
    expect(await send(channel(), at('scheduled', 1), secrets)).toMatchObject({ kind: 'unknown' });
    isLosing = false;
    expect(await send(channel(), at('scheduled', 1), secrets)).toEqual({ kind: 'sent', reference: '1' });
    expect(schedules).toHaveLength(1);
    expect(writes().map(({ method }) => method)).toEqual(['POST', 'PUT']);
  });

  it('a wrong token is refused', async () => {
    expect(await send(channel(), at('scheduled', 1), { token: 'wrong' })).toMatchObject({
      kind: 'refused',
      problem: expect.stringContaining('Unauthenticated'),
    });
  });

  it('an address that is not of the API is refused', async () => {
    const elsewhere = { ...channel(), url: server.url };
    expect(await send(elsewhere, at('scheduled', 1), secrets)).toMatchObject({ kind: 'refused' });
  });
});

it('Cachet’s components are numbers, and version 2 takes none', () => {
  const cachet = { kind: 'cachet', url: 'https://status.example.org/api' };
  expect(check({ ...cachet, components: ['db'] })).toContain('numbers');
  expect(check({ ...cachet, version: '2', components: ['1'] })).toContain('leave them out');
  expect(check({ ...cachet, components: ['1'] })).toBeUndefined();
});
