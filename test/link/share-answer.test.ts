/** What strangers cost the door for followers: so many look-ups, whatever they send. */
import { describe, expect, it } from 'vitest';
import { ShareAnswering } from '../../src/main/link/share-answer.ts';
import { StandInGuests } from './stand-in-guests.ts';

const loopback = { isOpen: true, address: '127.0.0.1', port: 8_618 } as const;
const from = '127.0.0.1';
const own = { host: '127.0.0.1:8618', origin: 'http://127.0.0.1:8618' };
const name = 'drydock-share-8618';

function bench() {
  const guests = new StandInGuests();
  guests.standings.set('bo', 'admitted');
  let nowMs = 0;
  const answering = new ShareAnswering(loopback, guests, '/nowhere', () => nowMs);
  const standing = async (cookie: string) =>
    (await answering.answer({ method: 'GET', url: '/standing', from, headers: { ...own, cookie }, body: undefined }))
      .status;
  return { guests, answering, standing, pass: (ms: number) => (nowMs += ms) };
}

describe('a cookie', () => {
  it('is the first of its name, and the only one that is looked up', async () => {
    const { guests, answering, standing } = bench();
    const many = Array.from({ length: 300 }, (_, count) => `${name}=s-${count}`).join('; ');
    expect(await standing(`other=1; ${many}`)).toBe(410);
    expect(answering.findGuest({ from, headers: { ...own, cookie: `${many}; ${name}=bo` } })).toBe(403);
    expect(guests.lookedUp).toEqual(['s-0', 's-0']);
    expect(await standing(`other=1; ${name}=bo`)).toBe(200);
    expect(answering.findGuest({ from, headers: { ...own, cookie: `other=1; ${name}=bo` } })).toMatchObject({
      session: 'bo',
    });
  });

  it('among more than a browser sends is not looked up', async () => {
    const { guests, answering, standing } = bench();
    const cookie = `${name}=bo; other=${'x'.repeat(8 * 1_024)}`;
    expect([await standing(cookie), answering.findGuest({ from, headers: { ...own, cookie } })]).toEqual([410, 403]);
    expect(guests.lookedUp).toEqual([]);
  });
});

it('those who ask for a WebSocket, for how they stand and for pages have one allowance, which is taken from before anything is looked up', async () => {
  const { guests, answering, standing, pass } = bench();
  const cookie = `${name}=made-up`;
  const found = Array.from({ length: 20_010 }, () => answering.findGuest({ from, headers: { ...own, cookie } }));
  expect(found.filter((one) => one === 403)).toHaveLength(20_000);
  expect(found.slice(20_000).every((one) => one === 429)).toBe(true);
  expect(await standing(cookie)).toBe(429);
  expect(guests.lookedUp).toHaveLength(20_000);
  // Another page’s doing is refused without taking anything from it.
  expect(answering.findGuest({ from, headers: { ...own, cookie, origin: 'http://evil.example' } })).toBe(403);
  pass(10);
  expect(answering.findGuest({ from, headers: { ...own, cookie: `${name}=bo` } })).toMatchObject({ session: 'bo' });
});

describe('one address of a network', () => {
  const network = { isOpen: true, address: '192.0.2.1', port: 8_618 } as const;
  const headers = { host: '192.0.2.1:8618', origin: 'https://192.0.2.1:8618' };

  it('uses up its own allowance of tries, and what is there for all is left to the others', async () => {
    const answering = new ShareAnswering(network, new StandInGuests(), '/nowhere', () => 0);
    const statuses = async (address: string, many: number) => {
      const all: number[] = [];
      while (all.length < many) {
        const question = { method: 'POST', url: '/enter', from: address, headers, body: 'A'.repeat(43) };
        all.push((await answering.answer(question)).status);
      }
      return [all.filter((status) => status === 403).length, all.filter((status) => status === 429).length];
    };
    expect(await statuses('198.51.100.1', 2_000)).toEqual([300, 1_700]);
    expect(await statuses('198.51.100.2', 10)).toEqual([10, 0]);
    // However many they are, all together have no more than there is.
    expect(await statuses('198.51.100.3', 300)).toEqual([300, 0]);
    expect(await statuses('198.51.100.4', 300)).toEqual([300, 0]);
    expect(await statuses('198.51.100.5', 300)).toEqual([90, 210]);
  });

  it('uses up its own allowance of pages and WebSockets', async () => {
    const answering = new ShareAnswering(network, new StandInGuests(), '/nowhere', () => 0);
    const asked = (address: string, many: number) =>
      Array.from({ length: many }, () => answering.findGuest({ from: address, headers })).filter((one) => one === 403);
    expect(asked('198.51.100.1', 5_000)).toHaveLength(4_000);
    const page = { method: 'GET', url: '/standing', headers, body: undefined };
    expect((await answering.answer({ ...page, from: '198.51.100.1' })).status).toBe(429);
    expect((await answering.answer({ ...page, from: '198.51.100.2' })).status).toBe(410);
  });
});
