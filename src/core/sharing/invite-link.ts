/** An invite as a link: everything secret stands behind the `#`, which no browser sends and no proxy logs. */
import { z } from 'zod';

const bastionSchema = z.strictObject({
  /** An account that is everybody’s; without it each signs in by their own. */
  user: z
    .string()
    .regex(/^[^@\s-][^@\s]{0,63}$/)
    .optional(),
  address: z.string().regex(/^[^@\s-][^@\s]{0,254}$/),
  port: z.int().min(1).max(65_535),
  /** The key it shows, as the leader’s console trusts it: `ssh-ed25519 AAAA…`. */
  key: z.string().regex(/^[a-z0-9@.-]{1,60} [A-Za-z0-9+/=]{1,1500}$/),
  /** The port on the bastion that leads to the leader’s console. */
  forwarded: z.int().min(1).max(65_535),
});
export type InviteBastion = z.infer<typeof bastionSchema>;

const inviteLinkSchema = z.strictObject({
  origin: z.string().regex(/^https?:\/\/(\d{1,3}(\.\d{1,3}){3}|\[[0-9a-f:.]{2,45}\]):\d{1,5}$/i),
  /** 256 random bits. */
  token: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  /** SHA-256 of the certificate the door shows, base64url. Over TLS only. */
  certificate: z
    .string()
    .regex(/^[A-Za-z0-9_-]{43}$/)
    .optional(),
  bastion: bastionSchema.optional(),
});
export type InviteLink = z.infer<typeof inviteLinkSchema>;

/** The page reads the token from `join` and takes it out of the address; a Drydock buddy reads the rest as well. */
export function toInviteLink({ origin, token, certificate, bastion }: InviteLink): string {
  const parts = new URLSearchParams({ join: token });
  if (certificate !== undefined) parts.set('cert', certificate);
  if (bastion !== undefined) {
    const { user, address, port, key, forwarded } = bastion;
    parts.set('bastion', `${user === undefined ? '' : `${user}@`}${address}:${port}`);
    parts.set('key', key);
    parts.set('port', String(forwarded));
  }
  return `${origin}/#${parts.toString()}`;
}

const longestLink = 4_000;

/** `undefined` for whatever is no invite. One over TLS without the fingerprint of its key is none. */
export function parseInviteLink(text: string): InviteLink | undefined {
  const [, origin = '', fragment = ''] =
    /^(https?:\/\/[^/#?\s]+)\/?#(\S+)$/.exec(text.trim().slice(0, longestLink)) ?? [];
  const parts = new URLSearchParams(fragment);
  const bastion = parts.get('bastion');
  const [, user, address, port] = /^(?:([^@]+)@)?(.+):(\d{1,5})$/.exec(bastion ?? '') ?? [];
  const certificate = parts.get('cert');
  const parsed = inviteLinkSchema.safeParse({
    origin,
    token: parts.get('join'),
    ...(certificate === null ? {} : { certificate }),
    ...(bastion === null
      ? {}
      : {
          bastion: {
            ...(user === undefined ? {} : { user }),
            address,
            port: Number(port),
            key: parts.get('key'),
            forwarded: Number(parts.get('port')),
          },
        }),
  });
  if (!parsed.success) return undefined;
  const isPinned = parsed.data.certificate !== undefined;
  return parsed.data.origin.startsWith('https:') === isPinned ? parsed.data : undefined;
}
