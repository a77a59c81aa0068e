/** Channels in words: what kind each is, and whom or what it reaches. */
import type { Channel, ChannelKind } from '../../../core/notice/channel.ts';

export const channelKindNames: Readonly<Record<ChannelKind, string>> = {
  webhook: 'Webhook',
  smtp: 'Mail',
  statuspage: 'Statuspage',
  cachet: 'Cachet',
  mediawiki: 'MediaWiki',
  files: 'Files',
  'by-hand': 'Copied by hand',
};

const formatNames = {
  slack: 'Slack',
  mattermost: 'Mattermost',
  discord: 'Discord',
  matrix: 'Matrix',
  json: 'JSON',
} as const;

const fileNames = { atom: 'Atom feed', calendar: 'calendar', page: 'status page', banner: 'banner' } as const;

/** What a person calls the words a channel's settings may have. */
export const optionNames: Readonly<Record<string, string>> = {
  ...formatNames,
  atom: 'Atom feed',
  calendar: 'Calendar',
  page: 'Status page',
  banner: 'Banner',
  starttls: 'STARTTLS, usual for port 587',
  tls: 'TLS, usual for port 465',
  none: 'None',
  section: 'A section for each maintenance',
  replace: 'The whole page',
};

/** Where a notice goes through it, as a sentence's end: `mail to ops@example.org`. */
export function toReach(channel: Channel): string {
  switch (channel.kind) {
    case 'webhook':
      return `${formatNames[channel.format]} webhook, ${channel.room ?? channel.url ?? 'to the address that is its secret'}`;
    case 'smtp':
      return `mail to ${toShortList(channel.to)}`;
    case 'statuspage':
      return `Statuspage ${channel.page}`;
    case 'cachet':
      return `Cachet at ${channel.url}`;
    case 'mediawiki':
      return `${channel.page} at ${channel.url}`;
    case 'files': {
      const { place } = channel;
      const where = place.kind === 'folder' ? place.path : `${place.host}:${place.path}`;
      return `${channel.files.map((file) => fileNames[file]).join(', ')} in ${where}`;
    }
    case 'by-hand':
      return `by hand: ${channel.where}`;
  }
}

const shownAddresses = 3;

function toShortList(addresses: readonly string[]): string {
  const shown = addresses.slice(0, shownAddresses).join(', ');
  const more = addresses.length - shownAddresses;
  return more > 0 ? `${shown} and ${more} more` : shown;
}
