/** The door followers come by: closed until somebody opens it, on this machine or, deliberately, on one address of its network. */
import { z } from 'zod';
import { gateListenerSchema, isLoopbackAddress } from '../gate/listener.ts';
import { hostNameSchema } from '../ids.ts';

export const shareListenerSchema = z.strictObject({
  isOpen: z.boolean(),
  /** Named by number, and only one of them, as for the gate. */
  address: gateListenerSchema.shape.address,
  port: z.int().min(1_024).max(65_535).default(8_618),
  /** A host of the workspace that leader and followers both reach: the console holds a port of it open, as `ssh -R` does. */
  bastion: hostNameSchema.optional(),
});
export type ShareListener = z.infer<typeof shareListenerSchema>;

export const closedShareListener: ShareListener = shareListenerSchema.parse({ isOpen: false });

/** On this machine it speaks plain HTTP, for it is SSH that carries it on; on a network, TLS and nothing else. */
export function isEncrypted({ address }: Pick<ShareListener, 'address'>): boolean {
  return !isLoopbackAddress(address);
}

/** `https://10.0.0.7:8618` */
export function toShareOrigin(listener: Pick<ShareListener, 'address' | 'port'>): string {
  const { address, port } = listener;
  return `${isEncrypted(listener) ? 'https' : 'http'}://${address.includes(':') ? `[${address}]` : address}:${port}`;
}

/** What opening it lets others see and do, in sentences: read before it is opened. */
export function toShareExposure(listener: Pick<ShareListener, 'address' | 'port' | 'bastion'>): readonly string[] {
  const { address, port, bastion } = listener;
  const who = isEncrypted(listener)
    ? `every machine that reaches ${address}`
    : 'programs of this machine, whoever runs them';
  return [
    `Port ${port} of ${address} answers ${who}.`,
    ...(bastion === undefined
      ? []
      : [`${bastion} forwards a port of its own to it, for whoever can sign in there or runs programs there.`]),
    'Without an invite it gives Drydock’s own page and nothing else. With one, and once you have confirmed the name, somebody reads the whole log and plan of that one maintenance, and does what their role lets them. Nothing there makes anything run on a host.',
    ...(isEncrypted(listener)
      ? ['It speaks TLS with a key made for this share. A browser does not know that key: compare the fingerprint.']
      : []),
  ];
}
