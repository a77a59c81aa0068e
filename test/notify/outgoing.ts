/** A message as the outbox hands it to a sender, and senders with nothing behind them. */
import { hostNameSchema, maintenanceIdSchema } from '../../src/core/ids.ts';
import { channelSchema } from '../../src/core/notice/channel.ts';
import { fail } from '../../src/core/result.ts';
import type { OutgoingMessage, SendOutcome } from '../../src/main/notify/ports.ts';
import type { SenderParts } from '../../src/main/notify/senders/sender-parts.ts';
import { createSenders } from '../../src/main/notify/senders/senders.ts';

export const nowMs = Date.UTC(2026, 10, 20, 12);

export const parts: SenderParts = {
  clock: { now: () => nowMs, after: () => () => {} },
  hostFiles: {
    readFile: async () => ({ ok: true, value: undefined }),
    writeFile: async () => ({ ok: true, value: undefined }),
  },
  targetOf: (host) => fail('unknown-host', `There is no host ${hostNameSchema.parse(host)}.`),
};

export function makeMessage(more: Partial<OutgoingMessage> = {}): OutgoingMessage {
  return {
    sendingId: 'sending-1',
    maintenance: { id: maintenanceIdSchema.parse('m-shop'), title: 'Shop schema 42' },
    notice: { id: 'announcement', kind: 'announcement', audience: 'public' },
    subject: 'Maintenance on 28 November',
    text: 'The shop is read-only from 22:00 to 23:00 UTC.\nOrders wait.',
    window: { startMs: Date.UTC(2026, 10, 28, 22), endMs: Date.UTC(2026, 10, 28, 23), zone: 'UTC' },
    environment: 'production',
    services: ['shop'],
    lifeCycle: 'scheduled',
    sentAtMs: nowMs,
    ...more,
  };
}

/** Through the door the outbox uses. */
export function send(
  channel: Record<string, unknown>,
  message: OutgoingMessage = makeMessage(),
  secrets: Record<string, string> = {},
  { signal = new AbortController().signal, from = parts }: { signal?: AbortSignal; from?: SenderParts } = {},
): Promise<SendOutcome> {
  const parsed = channelSchema.parse({ name: 'test', audience: 'public', ...channel });
  const sender = createSenders(from).of(parsed);
  if (sender === undefined) throw new Error('no sender');
  return sender.send(message, new Map(Object.entries(secrets)), signal);
}

export function check(channel: Record<string, unknown>): string | undefined {
  return createSenders(parts).check(channelSchema.parse({ name: 'test', audience: 'public', ...channel }));
}

export function tryOut(channel: Record<string, unknown>, secrets: Record<string, string> = {}) {
  const parsed = channelSchema.parse({ name: 'test', audience: 'public', ...channel });
  return createSenders(parts)
    .of(parsed)
    ?.try(new Map(Object.entries(secrets)), new AbortController().signal);
}
