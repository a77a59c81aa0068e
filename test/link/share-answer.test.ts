/** What strangers cost the door for followers: so many look-ups, whatever they send. */
import { describe, expect, it } from 'vitest';
import { ShareAnswering } from '../../src/main/link/share-answer.ts';
import { StandInGuests } from './stand-in-guests.ts';

const loopback = { isOpen: true, address: '127.0.0.1', port: 8_618 } as const;
const own = { host: '127.0.0.1:8618', origin: 'http://127.0.0.1:8618' };
const name = 'drydock-share-8618';

function bench() {
  const guests = new StandInGuests();
  guests.standings.set('bo', 'admitted');
  let nowMs = 0;
  const answering = new ShareAnswering(loopback, guests, '/nowhere', () => nowMs);
  const standing = async (cookie: string) =>
    (await answering.answer({ method: 'GET', url: '/standing', headers: { ...own, cookie }, body: undefined })).status;
  return { guests, answering, standing, pass: (ms: number) => (nowMs += ms) };
}

describe('a cookie', () => {
  it('is the first of its name, and the only one that is looked up', async () => {
    const { guests, answering, standing } = bench();
    const many = Array.from({ length: 300 }, (_, count) => `${name}=s-${count}`).join('; ');
    expect(await standing(`other=1; ${many}`)).toBe(410);
    expect(answering.findGuest({ ...own, cookie: `${many}; ${name}=bo` })).toBe(403);
    expect(guests.lookedUp).toEqual(['s-0', 's-0']);
    expect(await standing(`other=1; ${name}=bo`)).toBe(200);
    expect(answering.findGuest({ ...own, cookie: `other=1; ${name}=bo` })).toMatchObject({ session: 'bo' });
  });

  it('among more than a browser sends is not looked up', async () => {
    const { guests, answering, standing } = bench();
    const cookie = `${name}=bo; other=${'x'.repeat(8 * 1_024)}`;
    expect([await standing(cookie), answering.findGuest({ ...own, cookie })]).toEqual([410, 403]);
    expect(guests.lookedUp).toEqual([]);
  });
});

it('those who ask for a WebSocket, for how they stand and for pages have one allowance, which is taken from before anything is looked up', async () => {
  const { guests, answering, standing, pass } = bench();
  const cookie = `${name}=made-up`;
  const found = Array.from({ length: 20_010 }, () => answering.findGuest({ ...own, cookie }));
  expect(found.filter((one) => one === 403)).toHaveLength(20_000);
  expect(found.slice(20_000).every((one) => one === 429)).toBe(true);
  expect(await standing(cookie)).toBe(429);
  expect(guests.lookedUp).toHaveLength(20_000);
  // Another page’s doing is refused without taking anything from it.
  expect(answering.findGuest({ ...own, cookie, origin: 'http://evil.example' })).toBe(403);
  pass(10);
  expect(answering.findGuest({ ...own, cookie: `${name}=bo` })).toMatchObject({ session: 'bo' });
});
