/** Requests about channels: the ways notices leave, as documents of the workspace, and their secrets. */
import { type Channel, channelSchema, toSecretNames } from '../../../core/notice/channel.ts';
import { type Failure, fail, type Result, succeed } from '../../../core/result.ts';
import type { DocumentVersion, Store } from '../../store/store.ts';
import type { Handlers } from '../handlers.ts';
import type { DeskParts } from '../parts.ts';

const kind = 'channel';
/** More channels than this are no longer told apart. */
const channelLimit = 200;
/** How long a trial may take. */
const trialMs = 20_000;

type ChannelRequest = 'channel.list' | 'channel.save' | 'channel.remove' | 'channel.giveSecret' | 'channel.test';

export function channelHandlers(parts: DeskParts): Handlers<ChannelRequest> {
  const { store, news, clock, senders, channelSecrets, outbox } = parts;
  return {
    'channel.list': () =>
      succeed({
        channels: store.documents.list(kind).map((document) => toView(parts, document)),
        isKeychainUsable: channelSecrets.isKeychainUsable,
      }),
    'channel.save': ({ channel }, caller) => {
      const problem = senders.check(channel);
      if (problem !== undefined) return fail('bad-channel', problem);
      const known = store.documents.get(kind, channel.name);
      if (known === undefined && store.documents.list(kind).length >= channelLimit)
        return fail('too-many', `There are ${channelLimit} channels already.`, { advice: 'Remove one first.' });
      const { name } = caller.actor;
      const saved = store.documents.put(kind, channel.name, known?.version ?? 0, channel, name, clock.now());
      if (!saved.ok) return saved;
      news.changed('channel');
      return succeed(toView(parts, saved.value));
    },
    'channel.remove': ({ name }, caller) => {
      const found = findChannel(store, name);
      if (!found.ok) return found;
      const removed = store.documents.remove(kind, name, caller.actor.name, clock.now());
      if (!removed.ok) return removed;
      channelSecrets.forget(name);
      news.changed('channel');
      return succeed({});
    },
    'channel.giveSecret': ({ channel: name, name: secret, value }) => {
      const document = store.documents.get(kind, name);
      if (document === undefined) return noSuchChannel(name);
      const names = toSecretNames(toChannel(document));
      if (!names.includes(secret))
        return fail('no-such-secret', `The channel “${name}” has no secret “${secret}”.`, {
          advice: names.length === 0 ? 'It needs none.' : `It has: ${names.join(', ')}.`,
        });
      channelSecrets.give(name, secret, value);
      outbox.wake();
      news.changed('channel');
      return succeed(toView(parts, document));
    },
    'channel.test': async ({ name }) => {
      const found = findChannel(store, name);
      if (!found.ok) return found;
      const sender = senders.of(found.value);
      if (sender === undefined) return succeed({ isWorking: true, message: 'Somebody copies these notices by hand.' });
      const missing = refuseWithoutSecrets(channelSecrets, found.value);
      if (missing !== undefined) return missing;
      return succeed(await sender.try(channelSecrets.of(found.value), AbortSignal.timeout(trialMs)));
    },
  };
}

export function findChannel(
  store: Pick<Store, 'documents'>,
  name: string,
): Result<Channel, Failure<'no-such-channel'>> {
  const document = store.documents.get(kind, name);
  return document === undefined ? noSuchChannel(name) : succeed(toChannel(document));
}

export function refuseWithoutSecrets(
  channelSecrets: DeskParts['channelSecrets'],
  channel: Channel,
): Result<never, Failure<'secret-missing'>> | undefined {
  const missing = channelSecrets.missing(channel);
  if (missing.length === 0) return undefined;
  return fail('secret-missing', `The channel “${channel.name}” cannot send without: ${missing.join(', ')}.`, {
    advice: 'Give it in Settings › Channels; on the command line, with --secret.',
  });
}

function noSuchChannel(name: string): Result<never, Failure<'no-such-channel'>> {
  return fail('no-such-channel', `There is no channel “${name}”.`, {
    advice: 'List the channels to see what there is.',
  });
}

function toChannel(document: DocumentVersion): Channel {
  return channelSchema.parse(document.body);
}

function toView({ channelSecrets }: Pick<DeskParts, 'channelSecrets'>, document: DocumentVersion) {
  const channel = toChannel(document);
  const { savedAtMs, savedBy } = document;
  return { channel, savedAtMs, savedBy, secrets: channelSecrets.standings(channel).map((one) => ({ ...one })) };
}
