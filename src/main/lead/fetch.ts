/** Fetches the bundle by which a maintenance goes to the console that takes its lead. */
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { RequestInput } from '../../contract/requests.ts';
import { bundleLimits } from '../../core/bundle/layout.ts';
import { fail, succeed } from '../../core/result.ts';
import type { Answered, Remote } from './remote.ts';

export interface FetchProgress {
  readonly bytes: number;
  readonly sizeBytes: number;
}

type FetchedFrom = Pick<RequestInput<'lead.fetch'>, 'maintenance' | 'relay'>;

/** What is here only in part is called so: whoever finds it at the next start knows that it is of no use. */
export const partSuffix = '.part';

/**
 * Piece by piece. The lead is passed, and nobody has it yet: whatever the way does, it is fetched. What was cut off begins again from
 * its first byte, for each beginning there writes it anew. `file` is there whole, or not at all.
 */
export async function fetchBundle(
  remote: Remote,
  at: FetchedFrom,
  file: string,
  onProgress: (progress: FetchProgress) => void,
): Promise<Answered<void>> {
  const part = `${file}${partSuffix}`;
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    const handle = await open(part, 'wx', 0o600);
    try {
      const fetched = await fetchInto(handle, remote, at, onProgress);
      if (fetched.ok) await rename(part, file);
      return fetched;
    } finally {
      await handle.close();
      await rm(part, { force: true });
    }
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    return fail('not-written', `What is fetched cannot be written to this machine’s disk: ${why}.`, {
      advice: 'Make room, or put right what is in the way, and try again. Nothing is lost: it is fetched once more.',
    });
  }
}

async function fetchInto(
  handle: FileHandle,
  remote: Remote,
  at: FetchedFrom,
  onProgress: (progress: FetchProgress) => void,
): Promise<Answered<void>> {
  for (let offset = 0, whole = 0; ; ) {
    const piece = await remote.ask('lead.fetch', { ...at, offset });
    if (!piece.ok && piece.failure.kind === 'link-lost' && !remote.isEnded()) {
      offset = 0;
      await handle.truncate(0);
      await remote.untilBack();
      continue;
    }
    if (!piece.ok) return piece;
    const { content, sizeBytes } = piece.value;
    // What the first answer says is what is fetched, so that nobody can go on for ever.
    if (offset === 0) whole = sizeBytes;
    const bytes = Buffer.from(content, 'base64');
    const isAsSaid = sizeBytes === whole && bytes.length > 0 && offset + bytes.length <= whole;
    if (!isAsSaid || whole > bundleLimits.totalBytes) return notAsSaid;
    await writeWhole(handle, bytes, offset);
    offset += bytes.length;
    onProgress({ bytes: offset, sizeBytes });
    if (offset === whole) return succeed(undefined);
  }
}

/** A disk that is almost full takes a part of it, and then says so. */
async function writeWhole(handle: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}

const notAsSaid = fail(
  'not-as-said',
  'Their console sends another number of bytes than it said, or more than any bundle has.',
  {
    advice: 'Try again. If it stays so, have them write it to a file, and receive that.',
  },
);
