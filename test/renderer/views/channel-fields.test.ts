/** Channels as forms: what a form asks for makes the channel again that it was filled from. */
import { expect, test } from 'vitest';
import { type Channel, channelSchema } from '../../../src/core/notice/channel.ts';
import { toAnswers, toChannelInput } from '../../../src/renderer/views/settings/channel-fields.ts';

const known = { name: 'town square', audience: 'public' } as const;
const channels: readonly Channel[] = [
  {
    ...known,
    kind: 'webhook',
    format: 'matrix',
    url: 'https://m.example.org',
    room: '!a:example.org',
    isAuthorized: true,
  },
  { ...known, kind: 'webhook', format: 'slack', isAuthorized: false },
  { ...known, kind: 'webhook', format: 'json', template: '{"text":"{{text}}"}', isAuthorized: false },
  {
    ...known,
    kind: 'smtp',
    host: 'mail.example.org',
    port: 587,
    security: 'starttls',
    user: 'drydock',
    from: 'ops@example.org',
    to: ['all@example.org', 'em@example.org'],
  },
  { ...known, kind: 'statuspage', url: 'https://api.statuspage.io', page: 'abc', components: ['c1'] },
  { ...known, kind: 'cachet', url: 'https://s.example.org/api', version: '2', zone: 'Europe/Berlin', components: [] },
  {
    ...known,
    kind: 'mediawiki',
    url: 'https://w.example.org/api.php',
    page: 'News',
    mode: 'replace',
    user: 'A@drydock',
  },
  { ...known, kind: 'files', files: ['atom', 'page'], place: { kind: 'folder', path: '/srv/status' } },
  {
    ...known,
    kind: 'files',
    files: ['banner'],
    place: { kind: 'sftp', host: 'web-1' as never, path: '/srv/status' },
    url: 'https://status.example.org',
  },
  { ...known, kind: 'by-hand', where: 'the forum' },
];

test.each(channels)('a $kind channel is the same after its form was opened and saved', (channel) => {
  expect(channelSchema.parse(toChannelInput(channel.kind, toAnswers(channel)))).toEqual(channel);
});

test('what another kind asked for does not go along when the kind is changed', () => {
  const answers = { name: 'mail', audience: 'internal', format: 'slack', where: 'the forum' };
  expect(toChannelInput('by-hand', answers)).toEqual({
    kind: 'by-hand',
    name: 'mail',
    audience: 'internal',
    where: 'the forum',
  });
});
