/** The hash of a file somebody gives as evidence, worked out in the window: the file itself goes nowhere. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Evidence } from '../../core/change/checklist.ts';
import { fail, type Result, succeed } from '../../core/result.ts';

/** Beyond this a window would be busy for longer than somebody waits for it. */
const largestBytes = 1_073_741_824;

/** Reads it part by part; never more than one part is held. */
export async function toFileEvidence(file: File): Promise<Result<Extract<Evidence, { kind: 'file' }>>> {
  if (file.size > largestBytes) {
    return fail('too-large', `“${file.name}” is larger than 1 GiB.`, {
      advice: 'Work out its SHA-256 where it lies, and write it into the note.',
    });
  }
  const hash = sha256.create();
  const reader = file.stream().getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) hash.update(part.value);
  } catch (cause) {
    return fail('unreadable', `“${file.name}” could not be read to its end.`, {
      advice: 'It may have changed meanwhile: choose it again.',
      cause,
    });
  }
  const { name, size } = file;
  return succeed({ kind: 'file', name: name.slice(0, 500), sha256: bytesToHex(hash.digest()), sizeBytes: size });
}
