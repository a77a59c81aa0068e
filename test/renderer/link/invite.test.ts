/** The page takes an invite out of its address before it sends it, and says why where it is not let in. */
import { expect, it } from 'vitest';
import { takeInvite } from '../../../src/renderer/link/invite.ts';

function open(hash: string, answer: () => Promise<Response>) {
  const done: string[] = [];
  const page = {
    location: { hash, pathname: '/', search: '' },
    history: {
      replaceState: (_state: unknown, _title: string, url?: string | URL | null) => void done.push(`address ${url}`),
    },
    fetch: ((path: string, init: RequestInit) => {
      done.push(`${init.method} ${path} ${String(init.body)}`);
      return answer();
    }) as typeof fetch,
  };
  return { page, done };
}

it('leaves an address without an invite alone', async () => {
  const { page, done } = open('#/m/m-1/console', () => Promise.reject(new Error('asked')));
  expect(await takeInvite(page)).toEqual({ kind: 'none' });
  expect(done).toEqual([]);
});

it('cleans the address, then brings the token', async () => {
  const { page, done } = open('#join=abc&cert=x', async () => new Response('Come in.'));
  expect(await takeInvite(page)).toEqual({ kind: 'entered' });
  expect(done).toEqual(['address /', 'POST /enter abc']);
});

it('says in the console’s words why it is not let in, and in its own where nobody answers', async () => {
  const refused = open('#join=abc', async () => new Response('This invite lets nobody in.\n', { status: 403 }));
  expect(await takeInvite(refused.page)).toEqual({ kind: 'refused', message: 'This invite lets nobody in.' });
  const silent = open('#join=abc', () => Promise.reject(new Error('no network')));
  expect(await takeInvite(silent.page)).toMatchObject({ kind: 'refused', message: expect.stringContaining('again') });
});
