/** What one follower may take of the door, and for how long: with guests and a time that a test has in its hand. */
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { ShareServer } from '../../src/main/link/share-listener.ts';
import { freePort } from '../fixtures/free-port.ts';
import { StandInDesk } from './stand-in-desk.ts';
import { SetTime, StandInGuests } from './stand-in-guests.ts';

let guests: StandInGuests;
let time: SetTime;
let door: ShareServer;
let port = 0;

beforeEach(async () => {
  guests = new StandInGuests();
  time = new SetTime();
  port = await freePort();
  const parts = {
    desk: new StandInDesk({ 'share.me': () => ({}) }),
    guests,
    pages: '/nowhere',
    after: (ms: number, call: () => void) => time.after(ms, call),
    elapsedMs: () => time.nowMs,
  };
  const opened = await ShareServer.open(parts, { isOpen: true, address: '127.0.0.1', port }, undefined);
  if (!opened.ok) throw new Error(opened.failure.message);
  door = opened.value;
});
afterEach(() => door.close());

async function open(session: string): Promise<WebSocket> {
  const headers = { cookie: `drydock-share-${port}=${session}`, origin: `http://127.0.0.1:${port}` };
  const socket = new WebSocket(`ws://127.0.0.1:${port}/link`, { headers });
  await once(socket, 'open');
  return socket;
}

async function openMany(session: string, count: number): Promise<WebSocket[]> {
  const sockets: WebSocket[] = [];
  while (sockets.length < count) sockets.push(await open(session));
  return sockets;
}

const ended = async (socket: WebSocket) => {
  const [code, reason] = await once(socket, 'close');
  return [code, String(reason)];
};

describe('one follower', () => {
  it('has eight windows, two before they were let in, and shuts nobody else out', async () => {
    guests.standings.set('waiting', 'waiting').set('in', 'admitted').set('other', 'nameless');
    await openMany('waiting', 2);
    await expect(open('waiting')).rejects.toThrow('429');
    const [first] = await openMany('in', 8);
    await expect(open('in')).rejects.toThrow('429');
    await openMany('other', 2);
    await expect(open('other')).rejects.toThrow('429');
    expect(door.connections).toBe(12);
    guests.standings.set('waiting', 'admitted');
    await openMany('waiting', 6);
    first?.close();
    await expect.poll(() => door.connections).toBe(17);
    await open('in');
  });

  it('has one allowance of questions, in however many windows', async () => {
    guests.standings.set('flood', 'admitted').set('quiet', 'admitted');
    const windows = await openMany('flood', 8);
    const answered = (sockets: readonly WebSocket[], count: number) =>
      Promise.all(
        sockets.map(async (socket) => {
          let oks = 0;
          for (let id = 1; id <= count; id += 1) {
            socket.send(JSON.stringify({ id, request: 'share.me', input: {} }));
            const [frame] = await once(socket, 'message');
            if (JSON.parse(String(frame)).ok) oks += 1;
          }
          return oks;
        }),
      ).then((all) => all.reduce((sum, oks) => sum + oks, 0));
    expect(await answered(windows, 60)).toBe(400);
    expect(await answered([await open('quiet')], 60)).toBe(60);
    time.pass(500);
    expect(await answered(windows, 60)).toBe(50);
    windows[0]?.close();
    await expect.poll(() => door.connections).toBe(8);
    expect(await answered([await open('flood')], 10)).toBe(0);
  });

  it('who gives no name is hung up on after two minutes, and may come again', async () => {
    guests.standings.set('silent', 'nameless').set('named', 'nameless').set('in', 'admitted');
    const [silent, named, inside] = [await open('silent'), await open('named'), await open('in')];
    guests.standings.set('named', 'waiting');
    time.pass(119_000);
    expect(door.connections).toBe(3);
    const end = ended(silent);
    time.pass(1_900);
    expect(await end).toEqual([1_008, 'no name was given']);
    await expect.poll(() => door.connections).toBe(2);
    expect([named.readyState, inside.readyState]).toEqual([WebSocket.OPEN, WebSocket.OPEN]);
    await open('silent');
  });
});

describe('who may follow no longer', () => {
  it('is disconnected within a second, whoever says so', async () => {
    guests.standings.set('revoked', 'admitted').set('stays', 'admitted');
    const [revoked, stays] = [await open('revoked'), await open('stays')];
    time.pass(3_000);
    expect([revoked.readyState, door.connections]).toEqual([WebSocket.OPEN, 2]);
    guests.standings.set('revoked', 'revoked');
    const end = ended(revoked);
    time.pass(900);
    expect(await end).toEqual([4_001, 'revoked']);
    expect(stays.readyState).toBe(WebSocket.OPEN);
    await expect(open('revoked')).rejects.toThrow('403');
  });

  it('is disconnected soon where the door is told, in every window', async () => {
    guests.standings.set('revoked', 'admitted');
    const ends = (await openMany('revoked', 3)).map(ended);
    guests.standings.set('revoked', 'revoked');
    door.lookSoon();
    door.lookSoon();
    time.pass(50);
    expect(await Promise.all(ends)).toEqual(ends.map(() => [4_001, 'revoked']));
  });
});
