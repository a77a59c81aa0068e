/** What is asked for each kind of channel, and how the answers become a channel. */
import type { Channel, ChannelKind } from '../../../core/notice/channel.ts';

export interface ChannelField {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** `list`: several words; `choice`: one of `options`; `choices`: some of them. */
  readonly kind: 'text' | 'number' | 'list' | 'choice' | 'choices' | 'long' | 'check';
  readonly options?: readonly string[];
  readonly isNeeded?: boolean;
  /** Asked for with this format of webhook alone. */
  readonly format?: string;
}

export type ChannelAnswers = Readonly<Record<string, string | readonly string[] | boolean>>;

const fields: Readonly<Record<ChannelKind, readonly ChannelField[]>> = {
  webhook: [
    {
      name: 'format',
      label: 'Format',
      kind: 'choice',
      options: ['slack', 'mattermost', 'discord', 'matrix', 'json'],
      isNeeded: true,
    },
    { name: 'url', label: 'Address', kind: 'text', hint: 'Left empty, the whole address is the secret “url”.' },
    { name: 'room', label: 'Room', kind: 'text', hint: '!abc:example.org', format: 'matrix' },
    { name: 'isAuthorized', label: 'Send the secret “token” along as a bearer', kind: 'check' },
    {
      name: 'template',
      label: 'Body',
      kind: 'long',
      hint: 'JSON with {{subject}} and {{text}} inside strings; left empty, everything is sent.',
      format: 'json',
    },
  ],
  smtp: [
    { name: 'host', label: 'Server', kind: 'text', isNeeded: true },
    { name: 'port', label: 'Port', kind: 'number', isNeeded: true },
    { name: 'security', label: 'Security', kind: 'choice', options: ['starttls', 'tls', 'none'], isNeeded: true },
    { name: 'user', label: 'User', kind: 'text', hint: 'With one, the secret “password” is needed.' },
    { name: 'from', label: 'From', kind: 'text', isNeeded: true },
    { name: 'to', label: 'To', kind: 'list', isNeeded: true },
  ],
  statuspage: [
    { name: 'page', label: 'Page id', kind: 'text', isNeeded: true },
    { name: 'url', label: 'Address', kind: 'text', hint: 'Left empty: https://api.statuspage.io' },
    { name: 'components', label: 'Components', kind: 'list' },
  ],
  cachet: [
    { name: 'url', label: 'Address of its API', kind: 'text', isNeeded: true },
    { name: 'version', label: 'Version', kind: 'choice', options: ['3', '2'] },
    { name: 'zone', label: 'Its time zone', kind: 'text', hint: 'APP_TIMEZONE; left empty: UTC' },
    { name: 'components', label: 'Components', kind: 'list' },
  ],
  mediawiki: [
    { name: 'url', label: 'Address of api.php', kind: 'text', isNeeded: true },
    { name: 'page', label: 'Page', kind: 'text', hint: 'MediaWiki:Sitenotice is on every page.', isNeeded: true },
    { name: 'mode', label: 'Writes', kind: 'choice', options: ['section', 'replace'], isNeeded: true },
    { name: 'user', label: 'Bot', kind: 'text', hint: 'Name@drydock', isNeeded: true },
  ],
  files: [
    { name: 'files', label: 'Files', kind: 'choices', options: ['atom', 'calendar', 'page', 'banner'], isNeeded: true },
    { name: 'path', label: 'Folder', kind: 'text', isNeeded: true },
    { name: 'host', label: 'On the host', kind: 'text', hint: 'Left empty: on this machine. Else over SFTP.' },
    { name: 'url', label: 'Where readers find them', kind: 'text' },
  ],
  'by-hand': [{ name: 'where', label: 'Where somebody takes the words', kind: 'text', isNeeded: true }],
};

/** What is asked for, as things are answered by now. */
export function toFields(kind: ChannelKind, answers: ChannelAnswers): readonly ChannelField[] {
  return fields[kind].filter(({ format }) => format === undefined || format === answers['format']);
}

/** The answers an existing channel would have been given by. */
export function toAnswers(channel: Channel): ChannelAnswers {
  const flat: Record<string, string | readonly string[] | boolean> = {};
  for (const [name, value] of Object.entries(channel)) {
    if (typeof value === 'boolean' || Array.isArray(value)) flat[name] = value as boolean | string[];
    else if (typeof value !== 'object') flat[name] = String(value);
  }
  if (channel.kind === 'files') {
    flat['path'] = channel.place.path;
    if (channel.place.kind === 'sftp') flat['host'] = channel.place.host;
  }
  return flat;
}

/** For `channelSchema` to judge: what is empty is left out, and only what the kind asks for goes in. */
export function toChannelInput(kind: ChannelKind, answers: ChannelAnswers): Record<string, unknown> {
  const input: Record<string, unknown> = { kind, name: answers['name'], audience: answers['audience'] };
  for (const { name, kind: how } of toFields(kind, answers)) {
    const answer = answers[name];
    if (answer === undefined || answer === '') continue;
    input[name] = how === 'number' ? Number(answer) : typeof answer === 'string' ? answer.trim() : answer;
  }
  if (kind !== 'files') return input;
  const { path, host, ...rest } = input;
  return { ...rest, place: host === undefined ? { kind: 'folder', path } : { kind: 'sftp', host, path } };
}
