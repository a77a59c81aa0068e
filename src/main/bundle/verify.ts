/** Looks through a bundle from its first byte to its last, and says whether it is what was signed; if not, where it is not. */
import { createHash } from 'node:crypto';
import { sealLength, toSealedText } from '../../core/bundle/seal.ts';
import type { BundleFault, BundleVerdict } from '../../core/bundle/verdict.ts';
import { type Failure, fail, type Result, succeed } from '../../core/result.ts';
import { type Archive, openArchive } from './archive-reader.ts';
import { lookThrough } from './look-through.ts';
import { type FoundSeal, findSeal } from './seal-reader.ts';
import { TooLarge } from './too-large.ts';

/** How a signature is proved, and a key shown: handed in by whoever keeps the keys. */
export interface SignatureCheck {
  isSignedBy(publicKey: string, text: string, signature: string): boolean;
  toFingerprint(publicKey: string): string;
}

/** Fails only where the file cannot be read at all. Streams: neither the size of the file nor what it claims costs memory. */
export async function verifyBundle(
  file: string,
  signatures: SignatureCheck,
): Promise<Result<BundleVerdict, Failure<'file-failed'>>> {
  try {
    const found = await findSeal(file);
    if (found.kind === 'appended') {
      const bytes = `${found.bytes.toLocaleString('en')} ${found.bytes === 1 ? 'byte was' : 'bytes were'}`;
      return faulty([{ place: 'archive', kind: 'appended', says: `${bytes} added after the end of the bundle` }]);
    }
    const archive = await openArchive(file);
    if (!archive.ok) {
      if (archive.failure.kind === 'file-failed') throw archive.failure.cause;
      const { kind, message } = archive.failure;
      return faulty([{ place: 'archive', kind: toArchiveFault(kind, found), says: withoutStop(message) }]);
    }
    try {
      return await judge(archive.value, found, signatures);
    } finally {
      await archive.value.close();
    }
  } catch (error) {
    // Whatever else it is, nobody can say who has not read it.
    if (error instanceof TooLarge) {
      return faulty([{ place: 'archive', kind: 'too-large', says: `${error.message}; not read` }]);
    }
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined || code.startsWith('ERR_')) throw error;
    return fail('file-failed', `${file} cannot be read: ${message}`, { cause: error });
  }
}

type SealOrNone = Exclude<FoundSeal, { kind: 'appended' }>;

function toArchiveFault(kind: 'not-a-bundle' | 'archive-refused' | 'too-large', found: SealOrNone) {
  if (kind === 'too-large') return kind;
  return found.kind === 'none' && kind === 'not-a-bundle' ? 'cut' : 'refused';
}

async function judge(
  archive: Archive,
  found: SealOrNone,
  { isSignedBy, toFingerprint }: SignatureCheck,
): Promise<Result<BundleVerdict, never>> {
  const content = await lookThrough(archive, found.kind === 'sealed' ? found.seal.manifest : undefined);
  if (found.kind === 'none') {
    const says = 'the seal at its end was altered, so nobody vouches for it';
    return faulty([...content.faults, { place: 'archive', kind: 'not-signed', says }]);
  }
  const { key, manifest, file, signature } = found.seal;
  const fileHash = await hashOf(archive, found.sizeBytes - sealLength);
  const isWhole = fileHash === file && content.manifestHash === manifest;
  const isSigned = isSignedBy(key, toSealedText({ manifest, file }), signature);
  if (content.faults.length > 0 && isWhole && isSigned) {
    const says = 'it was like this when it was signed: do not believe it';
    return faulty([...content.faults, { place: 'archive', kind: 'inconsistent', says }]);
  }
  if (content.faults.length > 0) return faulty(content.faults);
  if (!isSigned) {
    const says = 'the signature is not of this file: its seal was altered, or somebody else made it';
    return faulty([{ place: 'archive', kind: 'not-signed', says }]);
  }
  if (!isWhole || content.manifest === undefined) {
    const says =
      'bytes between the contents were altered: what it contains is what was signed, the archive around it is not';
    return faulty([{ place: 'archive', kind: 'altered', says }]);
  }
  const signer = { publicKey: key, fingerprint: toFingerprint(key) };
  return succeed({ isWhole: true, manifest: content.manifest, signer });
}

async function hashOf(archive: Archive, end: number): Promise<string> {
  const sum = createHash('sha256');
  for await (const piece of archive.bytes(0, end)) sum.update(piece);
  return sum.digest('hex');
}

function faulty(faults: readonly BundleFault[]): Result<BundleVerdict, never> {
  return succeed({ isWhole: false, faults });
}

function withoutStop(sentence: string): string {
  return sentence.replace(/[.]$/, '');
}
