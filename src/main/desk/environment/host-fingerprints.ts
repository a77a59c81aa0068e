/** The fingerprints of keys that are trusted for a host, by which two names of one machine are told to be one. */
import { createHash } from 'node:crypto';

/** @param pins in the form of known_hosts: `ssh-ed25519 AAAA…` */
export function toKeyFingerprints(pins: readonly string[]): string[] {
  return pins.flatMap((pin) => {
    const blob = pin.split(/\s+/).find((word) => word.startsWith('AAAA'));
    if (blob === undefined) return [];
    const hash = createHash('sha256').update(Buffer.from(blob, 'base64')).digest('base64');
    return [`SHA256:${hash.replace(/=+$/, '')}`];
  });
}
