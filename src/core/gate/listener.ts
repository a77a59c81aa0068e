/** The listener pipelines ask the gate at: off until somebody opens it, on this machine or, deliberately, on one address of its network. */
import { z } from 'zod';

const loopback = /^(127(\.\d{1,3}){3}|::1)$/;
const anyAddress = /^(0(\.0){3}|0*(:0*)+)$/;

/** Named by number, and only one of them: whoever opens a door knows which. */
const addressSchema = z
  .union([z.ipv4(), z.ipv6()])
  .refine((address) => !anyAddress.test(address), 'name one address of this machine, not all of them');

/** As a pipeline writes it behind `http://`: what its `Host` header says. */
const hostNameSchema = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?(:\d{1,5})?$/, 'a name as in ci.example.org or ci.example.org:8080');

export const gateListenerSchema = z.strictObject({
  isOpen: z.boolean(),
  address: addressSchema.default('127.0.0.1'),
  port: z.int().min(1_024).max(65_535).default(8_617),
  /** Names it is reached by beside its address: that of a proxy which adds TLS, say. */
  names: z.array(hostNameSchema).max(20).default([]),
  /** The badge alone is shown without a token: an image in a page cannot send one. */
  isBadgePublic: z.boolean().default(false),
});
export type GateListener = z.infer<typeof gateListenerSchema>;

export const closedListener: GateListener = gateListenerSchema.parse({ isOpen: false });

export const gateTokenNameSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,63}$/, 'a token’s name has only a-z 0-9 . _ - and starts with a letter or digit');

export function isLoopbackAddress(address: string): boolean {
  return loopback.test(address);
}

/** `http://10.0.0.7:8617` */
export function toListenerUrl({ address, port }: Pick<GateListener, 'address' | 'port'>): string {
  return `http://${address.includes(':') ? `[${address}]` : address}:${port}`;
}

/** What opening it lets others see and do, in sentences: read before it is opened. */
export function toExposure(listener: Pick<GateListener, 'address' | 'port' | 'isBadgePublic'>): readonly string[] {
  const { address, port, isBadgePublic } = listener;
  const isLocal = isLoopbackAddress(address);
  const who = isLocal ? 'programs of this machine, whoever runs them' : `every machine that reaches ${address}`;
  return [
    `Port ${port} of ${address} answers ${who}.`,
    'Whoever has a token reads how each gate stands: environments, titles of maintenances, reasons, and whom to contact. Nothing can be changed there.',
    ...(isLocal
      ? []
      : [
          'It speaks plain HTTP: whoever listens on that network reads the answers and the token. Answers are signed and cannot be forged; put a proxy with TLS in front where that is not enough.',
        ]),
    ...(isBadgePublic ? ['Badges are shown without a token: the state of any environment whose name is known.'] : []),
  ];
}
