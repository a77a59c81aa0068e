/** The stored output of one attempt as text, for whoever reads sense out of it: bounded, and a cut is told. */
import type { AttemptKey } from '../../core/ids.ts';
import type { OutputLog } from './ports.ts';

const limitBytes = 4 * 1_048_576;

export interface OutputText {
  /** UTF-8, with replacement; secrets are masked as they are in the log. */
  readonly stdout: string;
  readonly stderr: string;
  /** There was more than is kept of an output: what is here is its beginning. */
  readonly isCut: boolean;
}

/** Everything that is committed of the attempt, up to `limit` bytes of both streams together. */
export async function readOutputText(
  log: Pick<OutputLog, 'replay'>,
  key: AttemptKey,
  limit = limitBytes,
): Promise<OutputText> {
  const texts = { stdout: '', stderr: '' };
  const decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };
  let leftBytes = limit;
  let isCut = false;
  await log.replay(key, (stream, bytes) => {
    isCut ||= bytes.length > leftBytes;
    const kept = bytes.subarray(0, leftBytes);
    leftBytes -= kept.length;
    texts[stream] += decoders[stream].decode(kept, { stream: true });
    return isCut ? 'enough' : undefined;
  });
  for (const stream of ['stdout', 'stderr'] as const) texts[stream] += decoders[stream].decode();
  return { ...texts, isCut };
}
