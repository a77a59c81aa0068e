/** MediaWiki: a stand-in that logs in, keeps one page with its revisions, and has conflicts and lag as the real API reports them. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { toWikitext } from '../../src/main/notify/senders/wikitext.ts';
import { check, makeMessage, send, tryOut } from './outgoing.ts';
import { type Asked, sendJson, startWebServer, type WebServer } from './web-server.ts';

let server: WebServer;
let page: string | undefined;
let revision: number;
/** Happens between the reading and the writing of the next edit. */
let meanwhile: (() => void) | undefined;
let edits: Asked[];
/** In place of the next edit's answer. */
let says: { code: string; info: string; headers?: Record<string, string> } | undefined;

beforeAll(async () => {
  server = await startWebServer();
});
afterAll(() => server.close());
beforeEach(() => {
  page = undefined;
  revision = 10;
  meanwhile = undefined;
  says = undefined;
  edits = [];
  server.respond((asked, response) => {
    const form = asked.method === 'GET' ? new URL(asked.path, server.url).searchParams : asked.form();
    const isIn = /session=in/.test(asked.headers.cookie ?? '');
    if (form.get('type') === 'login') {
      return sendJson(response, { query: { tokens: { logintoken: 'L+\\' } } }, 200, {
        'set-cookie': 'pre=1; HttpOnly',
      });
    }
    if (form.get('action') === 'login') {
      const isRight =
        form.get('lgpassword') === 'bot-pass-word' &&
        form.get('lgtoken') === 'L+\\' &&
        asked.headers.cookie === 'pre=1';
      if (!isRight)
        return sendJson(response, { login: { result: 'Failed', reason: 'Incorrect username or password.' } });
      return sendJson(response, { login: { result: 'Success', lgusername: 'Drydock' } }, 200, {
        'set-cookie': 'session=in; path=/',
      });
    }
    if (form.get('action') === 'query') {
      const there = { lastrevid: revision, revisions: [{ slots: { main: { content: page } } }] };
      return sendJson(response, {
        curtimestamp: '2026-11-20T12:00:00Z',
        query: {
          pages: [page === undefined ? { missing: true } : there],
          tokens: { csrftoken: isIn ? 'C+\\' : '+\\' },
        },
      });
    }
    edits.push(asked);
    meanwhile?.();
    meanwhile = undefined;
    const error = (code: string, info: string, headers = {}) =>
      sendJson(response, { error: { code, info } }, 200, headers);
    if (says !== undefined) return error(says.code, says.info, says.headers);
    if (form.get('token') !== 'C+\\' || !isIn) return error('badtoken', 'Invalid CSRF token.');
    if (page !== undefined && form.get('baserevid') !== `${revision}`) return error('editconflict', 'Edit conflict.');
    page = form.get('text') ?? '';
    revision += 1;
    sendJson(response, { edit: { result: 'Success', newrevid: revision } });
  });
});

const channel = (mode: 'section' | 'replace' = 'section') => ({
  kind: 'mediawiki',
  url: `${server.url}/w/api.php`,
  page: 'Meta:Maintenance',
  mode,
  user: 'Ada@drydock',
});
const secrets = { password: 'bot-pass-word' };

describe('a page', () => {
  it('gets a section for each maintenance, the newest notice first, and keeps the rest', async () => {
    page = 'Welcome.';
    expect(await send(channel(), makeMessage(), secrets)).toEqual({
      kind: 'sent',
      reference: 'Meta:Maintenance, revision 11',
    });
    await send(channel(), makeMessage({ sendingId: 'sending-2', subject: 'It has begun', text: 'Now.' }), secrets);
    expect(page).toMatch(/^Welcome\.\n\n<!-- drydock begin m-shop -->\n== Shop schema 42 ==\n/);
    expect(page.indexOf('It has begun')).toBeLessThan(page.indexOf('Orders wait.'));
    expect(page.match(/== Shop schema 42 ==/g)).toHaveLength(1);
  });

  it('is made where there is none, and only then', async () => {
    expect(await send(channel(), makeMessage(), secrets)).toMatchObject({ kind: 'sent' });
    expect(edits[0]?.form().get('createonly')).toBe('1');
    await send(channel(), makeMessage({ sendingId: 'sending-2' }), secrets);
    expect(edits[1]?.form().get('nocreate')).toBe('1');
  });

  it('has a notice once, however often it is sent', async () => {
    await send(channel(), makeMessage(), secrets);
    expect(await send(channel(), makeMessage(), secrets)).toEqual({
      kind: 'sent',
      reference: 'Meta:Maintenance, revision 11',
    });
    expect(edits).toHaveLength(1);
  });

  it('as a site notice is the newest notice alone', async () => {
    page = 'Old notice';
    await send(channel('replace'), makeMessage(), secrets);
    expect(page).not.toContain('Old notice');
    expect(page).toContain('Orders wait.');
  });

  it('that somebody edits meanwhile is a conflict: failed, to be tried on what is there then', async () => {
    page = 'Welcome.';
    meanwhile = () => {
      page = 'Welcome, all.';
      revision += 1;
    };
    expect(await send(channel(), makeMessage(), secrets)).toMatchObject({ kind: 'failed' });
    expect(page).toBe('Welcome, all.');
    expect(await send(channel(), makeMessage(), secrets)).toMatchObject({ kind: 'sent' });
    expect(page).toMatch(/^Welcome, all\./);
  });
});

describe('what the wiki says', () => {
  it.each([
    ['maxlag', 'Waiting for db2: 7 seconds lagged.', { 'retry-after': '5' }, { kind: 'failed', retryAfterMs: 5_000 }],
    ['readonly', 'The wiki is in read-only mode.', {}, { kind: 'failed' }],
    ['ratelimited', 'Too many.', {}, { kind: 'failed' }],
    ['protectedpage', 'This page has been protected.', {}, { kind: 'refused' }],
    ['blocked', 'You are blocked.', {}, { kind: 'refused' }],
  ])('%s', async (code, info, headers, outcome) => {
    says = { code, info, headers };
    expect(await send(channel(), makeMessage(), secrets)).toMatchObject({
      ...outcome,
      problem: expect.stringContaining(code),
    });
  });

  it('a wrong password is refused, and is not in the words', async () => {
    const outcome = await send(channel(), makeMessage(), { password: 'not-the-word' });
    expect(outcome).toMatchObject({ kind: 'refused', problem: expect.stringContaining('Incorrect') });
    expect(JSON.stringify(outcome)).not.toContain('not-the-word');
    expect(await tryOut(channel(), { password: 'not-the-word' })).toMatchObject({ isWorking: false });
    expect(await tryOut(channel(), secrets)).toEqual({
      isWorking: true,
      message: 'Signed in as Drydock. No page was changed.',
    });
    expect(edits).toEqual([]);
  });

  it('what is no wiki is refused', async () => {
    server.respond((_, response) => void response.end('<html>'));
    expect(await send(channel(), makeMessage(), secrets)).toMatchObject({ kind: 'refused' });
    server.respond((_, response) => sendJson(response, {}));
    expect(await send(channel(), makeMessage(), secrets)).toMatchObject({ kind: 'refused' });
  });
});

it('words stay words in wikitext', () => {
  const text =
    "{{Delete}} [[Category:X]] <script> ''b'' ~~~~ __NOTOC__ | a=b\n* list\n# one\n\n== h ==\n<!-- drydock end m-shop -->";
  expect(toWikitext(text)).not.toMatch(/\{\{|\[\[|<(?!br \/>)|''|~~|__|\||^[*#=]/m);
});

it('an address that is no API, and a name that is no page’s, are found out', () => {
  expect(check({ ...channel(), url: 'https://wiki.example.org/wiki/Main' })).toContain('api.php');
  expect(check({ ...channel(), page: 'A|B' })).toContain('name');
});
