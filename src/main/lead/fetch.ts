/** Fetches the bundle by which a maintenance goes to the console that takes its lead. */
import { mkdir, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { RequestInput } from '../../contract/requests.ts';
import { succeed } from '../../core/result.ts';
import type { Answered, Remote } from './remote.ts';

export interface FetchProgress {
  readonly bytes: number;
  readonly sizeBytes: number;
}

/**
 * Piece by piece. The lead is passed, and nobody has it yet: whatever the way does, it is fetched. What was cut off begins again from
 * its first byte, for each beginning there writes it anew.
 */
export async function fetchBundle(
  remote: Remote,
  at: Pick<RequestInput<'lead.fetch'>, 'maintenance' | 'relay'>,
  file: string,
  onProgress: (progress: FetchProgress) => void,
): Promise<Answered<void>> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const handle = await open(file, 'wx', 0o600);
  try {
    for (let offset = 0; ; ) {
      const piece = await remote.ask('lead.fetch', { ...at, offset });
      if (!piece.ok && piece.failure.kind === 'link-lost' && !remote.isEnded()) {
        offset = 0;
        await handle.truncate(0);
        await remote.untilBack();
        continue;
      }
      if (!piece.ok) {
        await rm(file, { force: true });
        return piece;
      }
      const { content, sizeBytes } = piece.value;
      const bytes = Buffer.from(content, 'base64');
      await handle.write(bytes, 0, bytes.length, offset);
      offset += bytes.length;
      onProgress({ bytes: offset, sizeBytes });
      if (offset >= sizeBytes || bytes.length === 0) return succeed(undefined);
    }
  } finally {
    await handle.close();
  }
}
