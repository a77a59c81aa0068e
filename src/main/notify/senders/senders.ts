/** Gives each kind of channel its sender. */
import type { Sender, Senders } from '../ports.ts';

/** A kind that this console cannot send through: nothing leaves, and a person is told. */
const problem = 'This console cannot send through this kind of channel.';
const cannotSend: Sender = {
  isIdempotent: true,
  send: async () => ({ kind: 'refused', problem }),
  try: async () => ({ isWorking: false, message: problem }),
};

export function createSenders(): Senders {
  return { of: (channel) => (channel.kind === 'by-hand' ? undefined : cannotSend), check: () => undefined };
}
