/** The line by which a console's public key is handed over, and its fingerprint, which people compare by voice. */
import { sha256 } from '@noble/hashes/sha2.js';
import { publicKeySchema } from './files.ts';

const word = 'drydock-key ed25519';

/** `SHA256:` and the base 64 of SHA-256 over the raw 32 bytes, without padding: as `ssh-keygen -l` writes one. */
export function toFingerprint(publicKey: string): string {
  const bytes = Uint8Array.from(atob(publicKey), (character) => character.charCodeAt(0));
  return `SHA256:${btoa(String.fromCharCode(...sha256(bytes))).replace(/=+$/, '')}`;
}

/** One line for a chat or a mail. The name is a comment: it proves nothing, the fingerprint does. */
export function toIdentityText(publicKey: string, name: string): string {
  return `${word} ${publicKey} ${name}`;
}

/** The public key of such a line, or of a key alone; `undefined` for anything else. */
export function parseIdentityText(text: string): string | undefined {
  const key = text
    .trim()
    .replace(new RegExp(`^${word}\\s+`), '')
    .split(/\s/, 1)[0];
  const parsed = publicKeySchema.safeParse(key);
  return parsed.success && atob(parsed.data).length === 32 ? parsed.data : undefined;
}
