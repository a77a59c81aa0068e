/** A known_hosts key's fingerprint as OpenSSH prints it, computed here so that a pin can be compared without asking anybody. */
import { sha256 } from '@noble/hashes/sha2.js';

/** `SHA256:` and unpadded base 64; nothing for a text that is no key. Takes `TYPE BASE64` with anything around it. */
export function toFingerprint(key: string): string | undefined {
  const blob = key.split(/\s+/).find((part) => part.startsWith('AAAA'));
  if (blob === undefined) return undefined;
  try {
    const bytes = Uint8Array.from(atob(blob), (character) => character.charCodeAt(0));
    return `SHA256:${btoa(String.fromCharCode(...sha256(bytes))).replace(/=+$/, '')}`;
  } catch {
    // Not base 64: then it is no key either.
    return undefined;
  }
}
