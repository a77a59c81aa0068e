/** A report on a page of a wiki: put there once, put there anew, and never over what somebody else wrote. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type ChannelOf, channelSchema } from '../../src/core/notice/channel.ts';
import { postReport, type WikiPost } from '../../src/main/notify/wiki-report.ts';
import { Wiki } from '../fixtures/wiki.ts';

let wiki: Wiki;
let pausesMs: number[];
beforeAll(async () => {
  wiki = await Wiki.start();
});
afterAll(() => wiki.close());
beforeEach(() => {
  wiki.pages.clear();
  wiki.edits.length = 0;
  wiki.mishaps.length = 0;
  pausesMs = [];
});

const clock = {
  now: () => Date.UTC(2026, 10, 20, 12),
  after: (ms: number, call: () => void) => {
    pausesMs.push(ms);
    queueMicrotask(call);
    return () => {};
  },
};
const page = 'Reports/Shop 42';

function post(more: Partial<WikiPost> = {}, password = 'bot-pass-word', signal = new AbortController().signal) {
  const channel = channelSchema.parse({
    ...{ name: 'staff', audience: 'internal', kind: 'mediawiki', url: wiki.api },
    ...{ page: 'Notices', mode: 'section', user: 'Ada@drydock' },
  }) as ChannelOf<'mediawiki'>;
  const wanted = { page, maintenance: 'm-shop', wikitext: "'''Shop 42'''\n\nDown.\n", summary: 'Shop 42', ...more };
  return postReport(channel, password, wanted, { signal, clock });
}

it('makes the page, says where it is, and puts a changed report over it', async () => {
  expect(await post()).toEqual({
    ok: true,
    value: { page, revision: wiki.pages.get(page)?.revision, url: 'https://wiki.example.org/wiki/Reports%2FShop%2042' },
  });
  expect(wiki.edits[0]?.get('createonly')).toBe('1');
  expect(wiki.edits[0]?.get('summary')).toBe('Shop 42');
  expect(await post({ wikitext: 'Up again.' })).toMatchObject({ ok: true });
  expect(wiki.pages.get(page)?.text).toMatch(/^<!-- drydock report m-shop [0-9a-f]{64} -->\nUp again\.$/);
  expect(wiki.edits[1]?.get('nocreate')).toBe('1');
});

it('changes nothing where it is there already', async () => {
  const first = await post();
  expect(await post()).toEqual(first);
  expect(wiki.edits).toHaveLength(1);
});

it.each([
  ['a page of something else', () => wiki.write(page, 'Our recipes.'), 'holds something else'],
  [
    'the report of another maintenance',
    async () => void (await post({ maintenance: 'm-other', wikitext: 'Other.' })),
    'holds something else',
  ],
  [
    'its own page that somebody has written on since',
    async () => {
      await post();
      wiki.write(page, `${wiki.pages.get(page)?.text}\n\nA word of Bo's.`);
    },
    'somebody has written on it since',
  ],
])('does not write over %s, unless that revision was seen', async (_, make, words) => {
  await make();
  const before = wiki.pages.get(page);
  const refused = await post({ wikitext: 'New.' });
  expect(refused).toMatchObject({
    ok: false,
    failure: { kind: 'page-is-others', message: expect.stringContaining(words), revision: before?.revision },
  });
  expect(wiki.pages.get(page)).toEqual(before);
  expect(await post({ wikitext: 'New.', overRevision: (before?.revision ?? 0) - 1 })).toMatchObject({ ok: false });
  expect(await post({ wikitext: 'New.', overRevision: before?.revision ?? 0 })).toMatchObject({ ok: true });
});

it('looks again after a conflict, and stops before the words of whoever was faster', async () => {
  await post();
  wiki.mishaps.push(() => wiki.write(page, 'Bo was here.'));
  expect(await post({ wikitext: 'New.' })).toMatchObject({ ok: false, failure: { kind: 'page-is-others' } });
  expect(wiki.pages.get(page)?.text).toBe('Bo was here.');
});

it('tries again where the wiki is busy, waits as it asks, and not for ever', async () => {
  wiki.mishaps.push('maxlag', 'readonly');
  expect(await post()).toMatchObject({ ok: true });
  expect(pausesMs).toEqual([1_000, 2_000]);
  wiki.pages.clear();
  wiki.mishaps.push('readonly', 'readonly', 'readonly', 'readonly', 'readonly');
  expect(await post()).toMatchObject({ ok: false, failure: { kind: 'wiki-failed' } });
  expect(wiki.mishaps).toHaveLength(1);
});

it('recognises what it wrote where the answer was lost, and does not write twice', async () => {
  wiki.mishaps.push('loses-the-answer');
  expect(await post()).toMatchObject({ ok: true, value: { page } });
  expect(wiki.edits).toHaveLength(1);
});

it('says so where nobody knows whether it was written', async () => {
  wiki.mishaps.push('loses-the-answer', 'readonly', 'readonly', 'readonly');
  const stop = new AbortController();
  wiki.mishaps[0] = () => stop.abort();
  const posted = await post({}, 'bot-pass-word', stop.signal);
  expect(posted).toMatchObject({ ok: false, failure: { kind: 'outcome-unknown' } });
});

it('a wrong password and a protected page are refused at once, and the password is in no words', async () => {
  const refused = await post({}, 'not-the-word');
  expect(refused).toMatchObject({ ok: false, failure: { kind: 'wiki-refused' } });
  expect(JSON.stringify(refused)).not.toContain('not-the-word');
  wiki.mishaps.push('protectedpage');
  expect(await post()).toMatchObject({ ok: false, failure: { kind: 'wiki-refused' } });
  expect(pausesMs).toEqual([]);
});
