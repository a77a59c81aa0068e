/** A channel: one way a notice leaves the console. The workspace keeps it as a document; its secrets are only named, and lie elsewhere. */
import { z } from 'zod';
import { hostNameSchema, unseenCharacters } from '../ids.ts';
import { zoneSchema } from '../schedule/window.ts';
import { audienceSchema } from './notice.ts';

/** What a team calls it; typed on the command line. */
export const channelNameSchema = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .refine((name) => !unseenCharacters.test(name), 'a channel name has no control character and no mark of direction');

const line = z.string().trim().min(1).max(500);
const address = z.url({ protocol: /^https?$/ }).max(2_000);
/** Public channels never get an internal text. */
const known = { name: channelNameSchema, audience: audienceSchema };

export const webhookFormatSchema = z.enum(['slack', 'mattermost', 'discord', 'matrix', 'json']);

export const filesPlaceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('folder'), path: z.string().min(1).max(4_000) }),
  /** A host of the workspace, over SFTP. */
  z.strictObject({ kind: z.literal('sftp'), host: hostNameSchema, path: z.string().min(1).max(4_000) }),
]);

export const channelSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...known,
    kind: z.literal('webhook'),
    format: webhookFormatSchema,
    /** Absent: the whole address is the secret `url`, as it is with Slack, Mattermost and Discord. */
    url: address.optional(),
    /** Matrix: the room, `!abc:example.org`; `url` is the homeserver's, and its access token the secret `token`. */
    room: line.optional(),
    /** `json`: the body, with placeholders inside strings. */
    template: z.string().max(20_000).optional(),
    /** The secret `token` goes along as a bearer. Matrix always has one. */
    isAuthorized: z.boolean().default(false),
  }),
  z.strictObject({
    ...known,
    kind: z.literal('smtp'),
    host: line,
    port: z.int().min(1).max(65_535),
    security: z.enum(['tls', 'starttls', 'none']),
    /** With a user, the secret `password` is needed. */
    user: line.optional(),
    from: z.email().max(320),
    to: z.array(z.email().max(320)).min(1).max(200),
  }),
  z.strictObject({
    ...known,
    kind: z.literal('statuspage'),
    url: address.default('https://api.statuspage.io'),
    page: line,
    components: z.array(line).max(100).default([]),
  }),
  z.strictObject({
    ...known,
    kind: z.literal('cachet'),
    /** Of its API: `https://status.example.org/api`, of version 2 `…/api/v1`. */
    url: address,
    version: z.enum(['2', '3']).default('3'),
    /** The zone Cachet itself runs in (`APP_TIMEZONE`): its API takes local times. */
    zone: zoneSchema.default('UTC'),
    components: z.array(line).max(100).default([]),
  }),
  z.strictObject({
    ...known,
    kind: z.literal('mediawiki'),
    /** Of `api.php`. */
    url: address,
    /** `Meta:Maintenance`, or `MediaWiki:Sitenotice` for the notice every page shows. */
    page: line,
    mode: z.enum(['section', 'replace']),
    /** A bot's name, `Name@drydock`; its password is the secret `password`. */
    user: line,
  }),
  z.strictObject({
    ...known,
    kind: z.literal('files'),
    files: z.array(z.enum(['atom', 'calendar', 'page', 'banner'])).min(1),
    place: filesPlaceSchema,
    /** Where readers find them. */
    url: address.optional(),
  }),
  /** Somebody copies the words and says so. */
  z.strictObject({ ...known, kind: z.literal('by-hand'), where: line }),
]);
export type Channel = z.infer<typeof channelSchema>;
export type ChannelKind = Channel['kind'];
export type ChannelOf<K extends ChannelKind> = Extract<Channel, { readonly kind: K }>;

/** Whether a notice that goes through it is written to a host of the workspace, over SSH. */
export function reachesHost(channel: Channel): boolean {
  return channel.kind === 'files' && channel.place.kind === 'sftp';
}

/** The names of the secrets a channel cannot send without. Asked for, kept by the system's keychain or in memory, never in a document. */
export function toSecretNames(channel: Channel): readonly string[] {
  switch (channel.kind) {
    case 'webhook': {
      const isWithToken = channel.isAuthorized || channel.format === 'matrix';
      return [...(channel.url === undefined ? ['url'] : []), ...(isWithToken ? ['token'] : [])];
    }
    case 'smtp':
      return channel.user === undefined ? [] : ['password'];
    case 'statuspage':
    case 'cachet':
      return ['token'];
    case 'mediawiki':
      return ['password'];
    case 'files':
    case 'by-hand':
      return [];
  }
}
