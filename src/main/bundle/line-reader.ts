/** Cuts an entry into its lines, never holding more than one line and one piece. */
import { hash } from 'node:crypto';
import { BadEntry } from './archive-reader.ts';

const newline = 0x0a;

/** Lines of UTF-8 without their newline. Throws `BadEntry` on one that is longer than `limitBytes`, on one without an end, and on what is no UTF-8. */
export async function* readLines(pieces: AsyncIterable<Buffer>, limitBytes: number): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let held: Buffer[] = [];
  let heldBytes = 0;
  for await (const piece of pieces) {
    let from = 0;
    for (let end = piece.indexOf(newline); end !== -1; end = piece.indexOf(newline, from)) {
      const line = Buffer.concat([...held, piece.subarray(from, end)]);
      if (line.length > limitBytes) throw tooLong(limitBytes);
      yield decode(decoder, line);
      held = [];
      heldBytes = 0;
      from = end + 1;
    }
    if (from === piece.length) continue;
    held.push(piece.subarray(from));
    heldBytes += piece.length - from;
    if (heldBytes > limitBytes) throw tooLong(limitBytes);
  }
  if (heldBytes > 0) throw new BadEntry('its last line has no end');
}

/** Of text that is known not to be long. */
export async function readText(
  pieces: AsyncIterable<Buffer>,
): Promise<{ readonly text: string; readonly sha256: string }> {
  const read: Buffer[] = [];
  for await (const piece of pieces) read.push(piece);
  const bytes = Buffer.concat(read);
  return { text: bytes.toString('utf8'), sha256: hash('sha256', bytes, 'hex') };
}

function decode(decoder: InstanceType<typeof TextDecoder>, line: Buffer): string {
  try {
    return decoder.decode(line);
  } catch {
    // It cannot be what was written: a line that no parser takes says so in its own place.
    return '';
  }
}

function tooLong(limitBytes: number): BadEntry {
  return new BadEntry(`a line of it is longer than ${limitBytes.toLocaleString('en')} bytes`);
}
