/** Chat rooms and other services that take a message over HTTP: Slack, Mattermost, Discord, Matrix, and any that reads JSON. */
import type { MaintenanceId } from '../../../core/ids.ts';
import type { ChannelOf } from '../../../core/notice/channel.ts';
import { fail, type Result, succeed } from '../../../core/result.ts';
import type { OutgoingMessage, SendOutcome } from '../ports.ts';
import { parseAddress, under } from './address.ts';
import { toMarkdownText, toMattermostText, toSlackText } from './chat-text.ts';
import { type Exchange, exchange, type HttpRequest } from './http.ts';
import { fillTemplate, findTemplateFault } from './json-template.ts';
import { toJson, toTrouble } from './outcome.ts';
import type { CheckedSender, SenderParts } from './sender-parts.ts';

type Webhook = ChannelOf<'webhook'>;

interface Format {
  /** The longest text it takes, in characters; a longer one is refused rather than cut. */
  readonly limit: number;
  toBody(message: OutgoingMessage, channel: Webhook): string;
  toAddress?(url: URL, channel: Webhook, message: OutgoingMessage): URL;
  toReference?(answer: unknown): unknown;
  /** Where the address and its secret can be tried without anybody noticing. */
  toSilentAddress?(url: URL): URL;
}

const formats: Readonly<Record<Webhook['format'], Format>> = {
  slack: {
    limit: 40_000,
    toBody: (message) =>
      JSON.stringify({ text: joined(message, toSlackText), mrkdwn: false, unfurl_links: false, unfurl_media: false }),
  },
  mattermost: {
    limit: 16_000,
    toBody: (message) => JSON.stringify({ text: joined(message, toMattermostText) }),
  },
  discord: {
    limit: 2_000,
    // Flag 4: no previews of what is linked.
    toBody: (message) =>
      JSON.stringify({ content: joined(message, toMarkdownText), allowed_mentions: { parse: [] }, flags: 4 }),
    // Only then does it answer with the message, and only after it has it.
    toAddress: (url) => withParameter(url, 'wait', 'true'),
    toReference: (answer) => (answer as { id?: unknown })?.id,
    toSilentAddress: (url) => new URL(url.pathname, url),
  },
  matrix: {
    // An event has 65,536 bytes at most, with all its signatures.
    limit: 15_000,
    toBody: (message) => JSON.stringify({ msgtype: 'm.text', body: joined(message, (text) => text), 'm.mentions': {} }),
    toAddress: (url, { room = '' }, { sendingId }) =>
      under(url, '_matrix', 'client', 'v3', 'rooms', room, 'send', 'm.room.message', sendingId),
    toReference: (answer) => (answer as { event_id?: unknown })?.event_id,
    toSilentAddress: (url) => new URL(url.pathname.replace(/\/rooms\/.*$/, '/account/whoami'), url),
  },
  json: {
    limit: 100_000,
    toBody: (message, { template }) => fillTemplate(template, message),
  },
};

export function createWebhookSender(channel: Webhook, { clock }: SenderParts): CheckedSender {
  const format = formats[channel.format];
  return {
    // A homeserver keeps the transaction's id, and answers a second time with the first event.
    isIdempotent: channel.format === 'matrix',
    check: () => findFault(channel),
    async send(message, secrets, signal) {
      const request = toRequest(channel, format, message, secrets);
      if (!request.ok) return { kind: 'refused', problem: request.failure.message };
      return toOutcome(format, await exchange(request.value, signal), clock.now());
    },
    async try(secrets, signal) {
      const now = clock.now();
      const request = toRequest(channel, format, trialMessage(channel.name, now), secrets);
      if (!request.ok) return { isWorking: false, message: request.failure.message };
      const { url, headers = {} } = request.value;
      const silent = format.toSilentAddress?.(url);
      const answer = await exchange(
        silent === undefined ? request.value : { method: 'GET', url: silent, headers },
        signal,
      );
      const trouble = toTrouble(answer, now);
      if (trouble !== undefined) return { isWorking: false, message: trouble.problem };
      const how =
        silent === undefined ? 'A message that says it is a test was posted.' : 'It answers. Nothing was posted.';
      return { isWorking: true, message: how };
    },
  };
}

function findFault({ format, url, room, template }: Webhook): string | undefined {
  if (url !== undefined) {
    const parsed = parseAddress(url, 'The channel’s address');
    if (typeof parsed === 'string') return parsed;
  }
  if (format === 'matrix' && url === undefined) return 'A Matrix channel needs the address of its homeserver.';
  if (format === 'matrix' && (room === undefined || !/^!\S+$/.test(room))) {
    return 'A Matrix channel needs its room’s id, which begins with “!”.';
  }
  if (format === 'json' && template !== undefined) return findTemplateFault(template);
  return undefined;
}

function toRequest(
  channel: Webhook,
  format: Format,
  message: OutgoingMessage,
  secrets: ReadonlyMap<string, string>,
): Result<HttpRequest> {
  const [address, what] =
    channel.url === undefined ? [secrets.get('url') ?? '', 'The secret “url”'] : [channel.url, 'The channel’s address'];
  const url = parseAddress(address.trim(), what);
  if (typeof url === 'string') return fail('address', url);
  const body = format.toBody(message, channel);
  const length = message.subject.length + message.text.length + 2;
  if (length > format.limit) {
    const most = `${channel.format} takes ${format.limit.toLocaleString('en')}`;
    return fail('length', `The notice has ${length.toLocaleString('en')} characters; ${most}. Shorten it.`);
  }
  const token = channel.isAuthorized || channel.format === 'matrix' ? secrets.get('token') : undefined;
  return succeed({
    method: channel.format === 'matrix' ? 'PUT' : 'POST',
    url: format.toAddress?.(url, channel, message) ?? url,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      accept: 'application/json, text/plain',
      ...(channel.format === 'json' ? { 'idempotency-key': message.sendingId } : {}),
      ...(token === undefined ? {} : { authorization: `Bearer ${token.trim()}` }),
    },
    body,
  });
}

function toOutcome(format: Format, answer: Exchange, now: number): SendOutcome {
  const trouble = toTrouble(answer, now);
  if (trouble !== undefined) return trouble;
  if (format.toReference === undefined) return { kind: 'sent' };
  const reference = format.toReference(toJson(answer));
  if (typeof reference === 'string') return { kind: 'sent', reference };
  return {
    kind: 'unknown',
    problem: 'It answered with success, but did not name the message: is the address the right one?',
  };
}

function joined({ subject, text }: OutgoingMessage, toText: (text: string) => string): string {
  return [subject, text]
    .filter((part) => part !== '')
    .map(toText)
    .join('\n\n');
}

function withParameter(url: URL, name: string, value: string): URL {
  const changed = new URL(url);
  changed.searchParams.set(name, value);
  return changed;
}

function trialMessage(name: string, now: number): OutgoingMessage {
  return {
    sendingId: `test-${now}`,
    maintenance: { id: 'm-test' as MaintenanceId, title: 'A test' },
    notice: { id: 'test', kind: 'announcement', audience: 'internal' },
    subject: 'This is a test',
    text: `Drydock tries its channel “${name}”. No maintenance is meant.`,
    services: [],
    lifeCycle: 'scheduled',
    sentAtMs: now,
  };
}
