/** Webhooks against a server on loopback: what each service gets, and what every kind of answer means. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { check, makeMessage, nowMs, send, tryOut } from './outgoing.ts';
import { sendJson, startWebServer, type WebServer } from './web-server.ts';

let server: WebServer;
beforeAll(async () => {
  server = await startWebServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.asked.length = 0;
  server.respond((_, response) => void response.end('ok'));
});

const shouting = makeMessage({
  subject: '@everyone <!channel> & <@U1>',
  text: '@all *bold* https://example.org/a_b_c\n@here',
});

describe('payloads', () => {
  it('Slack gets words: its mentions are escaped, its markup is off', async () => {
    const outcome = await send({ kind: 'webhook', format: 'slack' }, shouting, {
      url: `${server.url}/services/T0/B0/s3cret`,
    });
    expect(outcome).toEqual({ kind: 'sent' });
    expect(server.asked[0]?.path).toBe('/services/T0/B0/s3cret');
    expect(server.asked[0]?.json()).toEqual({
      text: '@everyone &lt;!channel&gt; &amp; &lt;@U1&gt;\n\n@all *bold* https://example.org/a_b_c\n@here',
      mrkdwn: false,
      unfurl_links: false,
      unfurl_media: false,
    });
  });

  it('Mattermost calls nobody: at-signs and Slack’s own mentions are broken, addresses are not', async () => {
    const message = makeMessage({
      subject: '<!channel> @all',
      text: 'ask ada@example.org, see https://example.org/a_b',
    });
    await send({ kind: 'webhook', format: 'mattermost' }, message, { url: `${server.url}/hooks/x` });
    expect(server.asked[0]?.json<{ text: string }>().text).toBe(
      '\\<\u200b!channel\\> @\u200ball\n\nask ada@example.org, see https://example.org/a_b',
    );
  });

  it('Discord is told to ring for nobody, and its message is the reference', async () => {
    server.respond((_, response) => sendJson(response, { id: '1234' }));
    const outcome = await send({ kind: 'webhook', format: 'discord' }, shouting, {
      url: `${server.url}/api/webhooks/1/t`,
    });
    expect(outcome).toEqual({ kind: 'sent', reference: '1234' });
    expect(server.asked[0]?.path).toBe('/api/webhooks/1/t?wait=true');
    expect(server.asked[0]?.json()).toMatchObject({ allowed_mentions: { parse: [] }, flags: 4 });
  });

  it('a notice too long for Discord is refused whole, not cut', async () => {
    const message = makeMessage({ text: 'x'.repeat(2_000) });
    const outcome = await send({ kind: 'webhook', format: 'discord' }, message, { url: server.url });
    expect(outcome).toMatchObject({ kind: 'refused', problem: expect.stringContaining('discord takes 2,000') });
    expect(server.asked).toEqual([]);
  });

  it('Matrix gets the sending as its transaction, so that a second try is the same event', async () => {
    server.respond((_, response) => sendJson(response, { event_id: '$1' }));
    const channel = { kind: 'webhook', format: 'matrix', url: server.url, room: '!r/../x:example.org' };
    expect(await send(channel, makeMessage(), { token: 't0ken' })).toEqual({ kind: 'sent', reference: '$1' });
    const [asked] = server.asked;
    expect(asked?.method).toBe('PUT');
    expect(asked?.path).toBe('/_matrix/client/v3/rooms/!r%2F..%2Fx%3Aexample.org/send/m.room.message/sending-1');
    expect(asked?.headers.authorization).toBe('Bearer t0ken');
    expect(asked?.json()).toMatchObject({ msgtype: 'm.text', 'm.mentions': {} });
  });

  it('a template stays JSON whatever is put into it, and its keys stay as they are', async () => {
    const template = '{"title":"{{subject}}","n":3,"list":["{{ text }}"],"{{text}}":"{{maintenance}}"}';
    const message = makeMessage({ subject: '","evil":"1', text: 'line\n"two" {{subject}} \\' });
    await send({ kind: 'webhook', format: 'json', url: server.url, template }, message);
    expect(server.asked[0]?.json()).toEqual({
      title: '","evil":"1',
      n: 3,
      list: ['line\n"two" {{subject}} \\'],
      '{{text}}': 'Shop schema 42',
    });
    expect(server.asked[0]?.headers['idempotency-key']).toBe('sending-1');
  });
});

describe('answers', () => {
  const slack = { kind: 'webhook', format: 'slack' };
  const secrets = () => ({ url: `${server.url}/services/T0123/B0123/verysecret` });

  it.each([
    [400, 'invalid_payload', 'refused'],
    [404, 'no_service', 'refused'],
    [410, 'channel_is_archived', 'refused'],
    [503, 'later', 'failed'],
    [500, 'rollup_error', 'unknown'],
    [502, '', 'unknown'],
  ])('%i %s is %s', async (status, words, kind) => {
    server.respond((_, response) => void response.writeHead(status).end(words));
    const outcome = await send(slack, makeMessage(), secrets());
    expect(outcome).toMatchObject({ kind, problem: expect.stringContaining(`${status}`) });
    expect(outcome).toMatchObject({ problem: expect.stringContaining(words) });
  });

  it.each([
    ['seconds in a header', { 'retry-after': '30' }, '', 30_000],
    ['a date in a header', { 'retry-after': new Date(nowMs + 60_000).toUTCString() }, '', 60_000],
    ['Discord’s seconds', {}, '{"retry_after":0.65}', 650],
    ['Matrix’s milliseconds', {}, '{"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":2000}', 2_000],
    ['a year, bounded to an hour', { 'retry-after': '31536000' }, '', 3_600_000],
  ])('429 waits as it is asked to: %s', async (_, headers, body, retryAfterMs) => {
    server.respond((__, response) => void response.writeHead(429, headers).end(body));
    expect(await send(slack, makeMessage(), secrets())).toMatchObject({ kind: 'failed', retryAfterMs });
  });

  it('a redirect is not followed, and said', async () => {
    server.respond((_, response) => void response.writeHead(307, { location: 'http://127.0.0.1:1/' }).end());
    const outcome = await send(slack, makeMessage(), secrets());
    expect(outcome).toMatchObject({ kind: 'refused', problem: expect.stringContaining('leads elsewhere') });
    expect(server.asked).toHaveLength(1);
  });

  it('a connection that ends without an answer leaves it unknown', async () => {
    server.respond((_, response) => void response.destroy());
    expect(await send(slack, makeMessage(), secrets())).toMatchObject({ kind: 'unknown' });
  });

  it('half an answer counts by its status where no more is needed', async () => {
    server.respond((_, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('half');
      setImmediate(() => response.destroy());
    });
    expect(await send(slack, makeMessage(), secrets())).toEqual({ kind: 'sent' });
  });

  it('half an answer that should have named the event leaves it unknown', async () => {
    server.respond((_, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{"event');
      setImmediate(() => response.destroy());
    });
    const channel = { kind: 'webhook', format: 'matrix', url: server.url, room: '!r:example.org' };
    expect(await send(channel, makeMessage(), { token: 't' })).toMatchObject({ kind: 'unknown' });
  });

  it('an endless answer is cut at the limit', async () => {
    server.respond((_, response) => {
      response.writeHead(400);
      const pour = () => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
      };
      response.on('drain', pour);
      pour();
    });
    const outcome = await send(slack, makeMessage(), secrets());
    expect(outcome).toMatchObject({ kind: 'refused', problem: expect.stringMatching(/cut\)$/) });
  });

  it('where nothing listens it is failed: nothing has left', async () => {
    const other = await startWebServer();
    await other.close();
    expect(await send(slack, makeMessage(), { url: `${other.url}/x` })).toMatchObject({ kind: 'failed' });
  });

  it('stopped while it waits for the answer, it is unknown', async () => {
    const stop = new AbortController();
    server.respond(() => stop.abort());
    const outcome = await send(slack, makeMessage(), secrets(), { signal: stop.signal });
    expect(outcome).toMatchObject({ kind: 'unknown', problem: expect.stringContaining('stopped') });
  });

  it('an answer that repeats the secret address does not bring it into the problem', async () => {
    server.respond((asked, response) => void response.writeHead(404).end(`Cannot POST ${asked.path}, nor verysecret`));
    const outcome = await send(slack, makeMessage(), secrets());
    expect(outcome.kind).toBe('refused');
    expect(JSON.stringify(outcome)).not.toMatch(/verysecret|B0123\//);
    expect(JSON.stringify(outcome)).toContain('••••••');
  });

  it('a secret address without TLS is not spoken to', async () => {
    const outcome = await send(slack, makeMessage(), { url: 'http://hooks.example.org/x' });
    expect(outcome).toMatchObject({ kind: 'refused', problem: expect.stringContaining('https://') });
  });
});

describe('check and try', () => {
  it.each([
    [{ format: 'json', url: 'http://example.org/' }, 'https://'],
    [{ format: 'json', url: 'https://me:pw@example.org/' }, 'user name or password'],
    [{ format: 'matrix', url: 'https://example.org', room: '#shop:example.org' }, '“!”'],
    [{ format: 'matrix', room: '!r:example.org' }, 'homeserver'],
    [{ format: 'json', template: '{"a":' }, 'no JSON'],
    [{ format: 'json', template: '{"a":"{{sbject}}"}' }, '“{{sbject}}”'],
  ])('%o is found out', (more, words) => {
    expect(check({ kind: 'webhook', ...more })).toContain(words);
  });

  it('finds nothing wrong with a channel that is right', () => {
    expect(check({ kind: 'webhook', format: 'slack' })).toBeUndefined();
    expect(check({ kind: 'by-hand', where: 'the notice board' })).toBeUndefined();
  });

  it('Matrix is tried without a message', async () => {
    server.respond((_, response) => sendJson(response, { user_id: '@drydock:example.org' }));
    const channel = { kind: 'webhook', format: 'matrix', url: server.url, room: '!r:example.org' };
    expect(await tryOut(channel, { token: 't' })).toMatchObject({ isWorking: true });
    expect(server.asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /_matrix/client/v3/account/whoami',
    ]);
  });

  it('Slack can only be tried by a message that says it is a test', async () => {
    expect(await tryOut({ kind: 'webhook', format: 'slack' }, { url: server.url })).toMatchObject({ isWorking: true });
    expect(server.asked[0]?.body).toContain('This is a test');
  });
});
