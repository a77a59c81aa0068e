/** What may be asked of the channels notices go through, and of their secrets. */
import { z } from 'zod';
import { channelNameSchema, channelSchema } from '../../core/notice/channel.ts';
import { nothing, type RequestShape } from '../request-shape.ts';

/** A channel and how its secrets stand; never the secrets. */
const channelViewSchema = z.strictObject({
  channel: channelSchema,
  savedAtMs: z.int(),
  savedBy: z.string(),
  secrets: z.array(
    z.strictObject({
      name: z.string(),
      /** `keychain`: kept for good; `session`: in memory until the console is closed; `missing`: it must be given. */
      standing: z.enum(['keychain', 'session', 'missing']),
    }),
  ),
});

export const channelRequests = {
  'channel.list': {
    does: 'Lists the channels of the workspace, and which of their secrets are missing.',
    right: 'read',
    input: nothing,
    output: z.strictObject({
      channels: z.array(channelViewSchema),
      /** Whether the system keeps secrets; if not, they are asked for in each session. */
      isKeychainUsable: z.boolean(),
    }),
  },
  'channel.save': {
    does: 'Adds a channel or changes one.',
    right: 'draft',
    input: z.strictObject({ channel: channelSchema }),
    output: channelViewSchema,
  },
  'channel.remove': {
    does: 'Removes a channel and forgets its secrets.',
    right: 'draft',
    input: z.strictObject({ name: channelNameSchema }),
    output: nothing,
  },
  'channel.giveSecret': {
    does: 'Gives a secret of a channel: to the system’s keychain where it has one, else held in memory for this session.',
    right: 'lead',
    input: z.strictObject({
      channel: channelNameSchema,
      name: z.string().min(1).max(100),
      value: z.string().min(1).max(100_000),
    }),
    output: channelViewSchema,
  },
  'channel.test': {
    does: 'Tries a channel: signs in where that can be seen without a message, else sends one that says it is a test.',
    right: 'lead',
    writes: false,
    input: z.strictObject({ name: channelNameSchema }),
    output: z.strictObject({ isWorking: z.boolean(), message: z.string() }),
  },
} as const satisfies Record<string, RequestShape>;
