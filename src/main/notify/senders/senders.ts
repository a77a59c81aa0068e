/** Gives each kind of channel its sender, and takes the secrets out of whatever a sender says. */
import type { Channel } from '../../../core/notice/channel.ts';
import { assertNever } from '../../../core/result.ts';
import type { Sender, Senders, SendOutcome } from '../ports.ts';
import { createCachetSender } from './cachet.ts';
import { createFilesSender } from './files.ts';
import { createMediawikiSender } from './mediawiki.ts';
import { redact } from './redact.ts';
import type { CheckedSender, SenderParts } from './sender-parts.ts';
import { createSmtpSender } from './smtp.ts';
import { createStatuspageSender } from './statuspage.ts';
import { createWebhookSender } from './webhook.ts';

const problemLimit = 1_000;
const referenceLimit = 2_000;

export function createSenders(parts: SenderParts): Senders {
  return {
    of(channel) {
      const sender = senderOf(channel, parts);
      return sender === undefined ? undefined : guarded(sender);
    },
    check: (channel) => senderOf(channel, parts)?.check(),
  };
}

function senderOf(channel: Channel, parts: SenderParts): CheckedSender | undefined {
  switch (channel.kind) {
    case 'webhook':
      return createWebhookSender(channel, parts);
    case 'smtp':
      return createSmtpSender(channel);
    case 'statuspage':
      return createStatuspageSender(channel, parts);
    case 'cachet':
      return createCachetSender(channel, parts);
    case 'mediawiki':
      return createMediawikiSender(channel, parts);
    case 'files':
      return createFilesSender(channel, parts);
    case 'by-hand':
      return undefined;
    default:
      return assertNever(channel);
  }
}

/** A channel that is set up wrongly sends nothing; no secret is in what is said; everything said has a bound. */
function guarded(sender: CheckedSender): Sender {
  return {
    isIdempotent: sender.isIdempotent,
    async send(message, secrets, signal) {
      const fault = sender.check();
      if (fault !== undefined) return { kind: 'refused', problem: fault };
      return withoutSecrets(await sender.send(message, secrets, signal), secrets);
    },
    async try(secrets, signal) {
      const fault = sender.check();
      if (fault !== undefined) return { isWorking: false, message: fault };
      const { isWorking, message } = await sender.try(secrets, signal);
      return { isWorking, message: redact(message, secrets.values()).slice(0, problemLimit) };
    },
  };
}

function withoutSecrets(outcome: SendOutcome, secrets: ReadonlyMap<string, string>): SendOutcome {
  const clean = (text: string, limit: number) => redact(text, secrets.values()).slice(0, limit);
  if (outcome.kind !== 'sent') return { ...outcome, problem: clean(outcome.problem, problemLimit) };
  return outcome.reference === undefined
    ? outcome
    : { kind: 'sent', reference: clean(outcome.reference, referenceLimit) };
}
