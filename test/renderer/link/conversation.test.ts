/** The conversation pairs answers with questions and never leaves one hanging. */
import { expect, test } from 'vitest';
import type { Contact } from '../../../src/contract/bridge.ts';
import type { Notice } from '../../../src/contract/notices.ts';
import { toEndOfShare } from '../../../src/contract/share-ways.ts';
import { openBridgeLink } from '../../../src/renderer/link/bridge.ts';
import { Conversation } from '../../../src/renderer/link/conversation.ts';
import type { LinkState } from '../../../src/renderer/link/link.ts';
import { retryDelayMs } from '../../../src/renderer/link/websocket.ts';

const none = () => {};

function opened() {
  const conversation = new Conversation();
  const sent: string[] = [];
  conversation.opened({ send: (frame) => void sent.push(frame) });
  return { conversation, sent, link: conversation.link(none) };
}

test('answers come to whoever asked, in whatever order they come', async () => {
  const { conversation, sent, link } = opened();
  const runbooks = link.ask('runbook.list', {});
  const hosts = link.ask('host.list', {});
  expect(sent.map((frame) => JSON.parse(frame))).toEqual([
    { id: 1, request: 'runbook.list', input: {} },
    { id: 2, request: 'host.list', input: {} },
  ]);
  conversation.heard('{"id":2,"ok":true,"output":["hosts"]}');
  conversation.heard('{"id":1,"ok":true,"output":["runbooks"]}');
  expect(await hosts).toEqual(['hosts']);
  expect(await runbooks).toEqual(['runbooks']);
});

test('a refusal rejects with what a person reads', async () => {
  const { conversation, link } = opened();
  const asked = link.ask('runbook.list', {});
  conversation.heard('{"id":1,"ok":false,"failure":{"kind":"read-only","message":"Held.","advice":"Wait."}}');
  await expect(asked).rejects.toMatchObject({ kind: 'read-only', message: 'Held.', advice: 'Wait.' });
});

test('what is asked before the first contact waits for it', async () => {
  const conversation = new Conversation();
  const link = conversation.link(none);
  const asked = link.ask('host.list', {});
  const sent: string[] = [];
  conversation.opened({ send: (frame) => void sent.push(frame) });
  expect(sent).toHaveLength(1);
  conversation.heard('{"id":1,"ok":true,"output":[]}');
  expect(await asked).toEqual([]);
});

test('lost contact rejects what waits, and refuses what is asked then, instead of doing it later', async () => {
  const { conversation, sent, link } = opened();
  const waiting = link.ask('host.list', {});
  conversation.lost();
  await expect(waiting).rejects.toMatchObject({ kind: 'link-lost' });
  await expect(link.ask('host.list', {})).rejects.toMatchObject({ kind: 'link-lost' });
  conversation.opened({ send: (frame) => void sent.push(frame) });
  expect(sent).toHaveLength(1);
});

test('state changes are told once each', () => {
  const conversation = new Conversation();
  const link = conversation.link(none);
  const states: LinkState[] = [];
  const end = link.onState((state) => void states.push(state));
  conversation.opened({ send: none });
  conversation.lost();
  conversation.lost();
  conversation.opened({ send: none });
  end();
  conversation.lost();
  expect(states).toEqual(['open', 'lost', 'open']);
  expect(link.state()).toBe('lost');
});

test('a link that has ended stays ended, says why, and refuses what is asked', async () => {
  const { conversation, link } = opened();
  const waiting = link.ask('host.list', {});
  conversation.ended('revoked');
  conversation.lost();
  expect([link.state(), link.whyEnded()]).toEqual(['ended', 'revoked']);
  await expect(waiting).rejects.toMatchObject({ kind: 'link-lost' });
  await expect(link.ask('host.list', {})).rejects.toMatchObject({ kind: 'link-lost' });
});

test('only a close that says so ends following; any other is tried again', () => {
  expect(toEndOfShare(4_001, 'expired')).toBe('expired');
  expect(toEndOfShare(4_001, 'in words of a newer console')).toBe('revoked');
  expect(toEndOfShare(1_001, 'the console closes')).toBeUndefined();
  expect(toEndOfShare(1_006, '')).toBeUndefined();
});

test('notices are parsed; one of a newer host is passed over; a broken one is a broken invariant', () => {
  const { conversation, link } = opened();
  const heard: Notice[] = [];
  link.onNotice((notice) => void heard.push(notice));
  conversation.heard('{"notice":"documents","data":{"area":"host"}}');
  conversation.heard('{"notice":"from-the-future","data":{}}');
  expect(heard).toEqual([{ notice: 'documents', data: { area: 'host' } }]);
  expect(() => conversation.heard('{"notice":"documents","data":{"area":"moon"}}')).toThrow();
});

test('the bridge carries the same text both ways, says how its desk stands, and closing it ends it', async () => {
  const posted: string[] = [];
  let call: ((frame: string) => void) | undefined;
  let tell: ((contact: Contact) => void) | undefined;
  const link = openBridgeLink({
    post: (frame) => void posted.push(frame),
    onFrame: (listener) => {
      call = listener;
      return () => {
        call = undefined;
      };
    },
    onContact: (listener) => {
      tell = listener;
      listener({ state: 'open' });
      return () => undefined;
    },
    pathOf: ({ name }) => `/home/kim/${name}`,
  });
  expect(link.pathOf?.(new File([], 'tonight.zip'))).toBe('/home/kim/tonight.zip');
  const asked = link.ask('host.list', {});
  expect(posted).toEqual(['{"id":1,"request":"host.list","input":{}}']);
  call?.('{"id":1,"ok":true,"output":[]}');
  expect(await asked).toEqual([]);
  tell?.({ state: 'lost' });
  await expect(link.ask('host.list', {})).rejects.toMatchObject({ kind: 'link-lost' });
  tell?.({ state: 'open' });
  expect(link.state()).toBe('open');
  tell?.({ state: 'ended', why: 'revoked' });
  expect([link.state(), link.whyEnded()]).toEqual(['ended', 'revoked']);
  link.close();
  expect(call).toBeUndefined();
});

test('reconnecting waits longer each time, up to five seconds, never all windows at once', () => {
  expect(retryDelayMs(0, 0)).toBe(125);
  expect(retryDelayMs(0, 1)).toBe(250);
  expect(retryDelayMs(3, 1)).toBe(2_000);
  expect(retryDelayMs(50, 1)).toBe(5_000);
  expect(retryDelayMs(50, 0)).toBe(2_500);
});
