/** Reads a file's bytes as UTF-8 text, or says why they are none. */
import { type Failure, fail, type Result, succeed } from '../result.ts';

/** @param limitBytes a larger file is refused before it is looked at */
export function parseUtf8(
  bytes: Uint8Array,
  file: string,
  limitBytes: number,
): Result<string, Failure<'file-too-large' | 'not-text'>> {
  if (bytes.length > limitBytes) {
    return fail('file-too-large', `${file} has ${bytes.length} bytes, and at most ${limitBytes} are read.`, {
      advice: 'Split it.',
    });
  }
  const zero = bytes.indexOf(0);
  if (zero >= 0) {
    return fail('not-text', `${file} is not a text file: byte ${zero + 1} is zero.`, {
      advice: 'Save it as UTF-8; spreadsheets call that “CSV UTF-8”.',
    });
  }
  try {
    return succeed(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    return fail('not-text', `${file} is not UTF-8.`, { advice: 'Save it as UTF-8 and try again.', cause });
  }
}
