/** The seal at the very end of a bundle: who signed it, and what. It is the archive's comment, and always of one length. */
import { z } from 'zod';
import { publicKeySchema } from '../approval/files.ts';
import { sha256 } from '../maintenance/events/fields.ts';

const word = 'drydock-bundle/1';

export interface Seal {
  /** The raw Ed25519 public key, base 64. */
  readonly key: string;
  /** SHA-256 of `manifest.json`. */
  readonly manifest: string;
  /** SHA-256 of every byte of the file before the seal. */
  readonly file: string;
  /** Of `toSealedText`, base 64. */
  readonly signature: string;
}

const sealSchema = z.strictObject({
  key: publicKeySchema,
  manifest: sha256,
  file: sha256,
  signature: z.base64().length(88),
});

/** Characters, which are bytes: all of it is ASCII. */
export const sealLength = word.length + 4 + 44 + 64 + 64 + 88;

export function toSealText({ key, manifest, file, signature }: Seal): string {
  return `${word} ${key} ${manifest} ${file} ${signature}`;
}

/** `undefined` where it is no seal. One that is spelled in another way is none: each byte of it counts. */
export function parseSeal(text: string): Seal | undefined {
  const [first, key, manifest, file, signature, ...more] = text.split(' ');
  const parsed = sealSchema.safeParse({ key, manifest, file, signature });
  if (first !== word || more.length > 0 || !parsed.success) return undefined;
  return isSpelledOnce(parsed.data.key) && isSpelledOnce(parsed.data.signature) ? parsed.data : undefined;
}

/** The text that is signed. */
export function toSealedText({ manifest, file }: Pick<Seal, 'manifest' | 'file'>): string {
  return `${word}\n${manifest}\n${file}`;
}

/** Base 64 has bits at its end that nobody reads. */
function isSpelledOnce(base64: string): boolean {
  return btoa(atob(base64)) === base64;
}
