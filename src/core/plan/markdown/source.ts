/** From a file's bytes to text that can be parsed: UTF-8, of a bearable size, with line ends of one kind. */
import { type Failure, fail, type Result, succeed } from '../../result.ts';

/** A larger file is no runbook. */
export const fileLimitBytes = 4 * 1024 * 1024;

export type SourceFailure = Failure<'file-too-large' | 'not-text'>;

export interface Source {
  /** Without a byte order mark, with `\n` alone. */
  readonly text: string;
  readonly hadOtherLineEnds: boolean;
}

export function parseSource(bytes: Uint8Array): Result<Source, SourceFailure> {
  if (bytes.length > fileLimitBytes) {
    return fail(
      'file-too-large',
      `The file has ${toMebibytes(bytes.length)} MiB; a runbook may have ${toMebibytes(fileLimitBytes)}.`,
      {
        advice: 'Split it, or move what is not part of the procedure elsewhere.',
      },
    );
  }
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return fail('not-text', 'Line 1: the file is UTF-16, not UTF-8.', { advice: 'Save it as UTF-8.' });
  }
  const zero = bytes.indexOf(0);
  if (zero !== -1) {
    const message = `Line ${toLine(bytes, zero)}: a zero byte; this is a binary file, not Markdown.`;
    return fail('not-text', message);
  }
  try {
    const decoded = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const text = decoded.replace(/\r\n?/g, '\n');
    return succeed({ text, hadOtherLineEnds: text !== decoded });
  } catch (cause) {
    return fail('not-text', `Line ${toFirstBadLine(bytes)}: bytes that are no UTF-8.`, {
      advice: 'Save the file as UTF-8.',
      cause,
    });
  }
}

/** Upwards, so that a file that is too large never reads as one that is not. */
function toMebibytes(sizeBytes: number): number {
  return Math.ceil((sizeBytes / 1_024 / 1_024) * 10) / 10;
}

function toLine(bytes: Uint8Array, position: number): number {
  let line = 1;
  for (let at = 0; at < position; at++) if (bytes[at] === 0x0a) line++;
  return line;
}

/** A newline is never part of a longer UTF-8 sequence, so each line can be judged alone. */
function toFirstBadLine(bytes: Uint8Array): number {
  const lenient = new TextDecoder('utf-8', { ignoreBOM: true });
  for (let start = 0, line = 1; start < bytes.length; line++) {
    const found = bytes.indexOf(0x0a, start);
    const end = found === -1 ? bytes.length : found;
    const part = bytes.subarray(start, end);
    const isWhole = sameBytes(new TextEncoder().encode(lenient.decode(part)), part);
    if (!isWhole) return line;
    start = end + 1;
  }
  return 1;
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
