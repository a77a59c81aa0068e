/** Finds the seal at the end of a file, and says of one that is not quite at its end that something was added. */
import { open } from 'node:fs/promises';
import { parseSeal, type Seal, sealLength } from '../../core/bundle/seal.ts';

export type FoundSeal =
  | { readonly kind: 'sealed'; readonly seal: Seal; readonly sizeBytes: number }
  | { readonly kind: 'appended'; readonly bytes: number }
  | { readonly kind: 'none' };

/** How far before the end of the file it is looked for: what is added may be longer, and is then no bundle at all. */
const lookBackBytes = 4 * 1024 * 1024;
/** What looks like the beginning of a seal, tried from the end on: whoever adds more of them gets no better answer than that there is none. */
const triesAtMost = 32;
const beginning = 'drydock-bundle/1 ';

/** The seal has one length and one place. Only for a better word about a file that has none there is it looked for elsewhere. */
export async function findSeal(file: string, parse = parseSeal): Promise<FoundSeal> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    const from = Math.max(0, size - lookBackBytes);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(size - from), 0, size - from, from);
    const text = buffer.toString('latin1', 0, bytesRead);
    const seal = parse(text.slice(-sealLength));
    if (seal !== undefined) return { kind: 'sealed', seal, sizeBytes: size };
    let at = text.length - sealLength;
    for (let tries = 0; tries < triesAtMost && at > 0; tries += 1) {
      at = text.lastIndexOf(beginning, at - 1);
      if (at === -1) break;
      const end = at + sealLength;
      if (parse(text.slice(at, end)) !== undefined) return { kind: 'appended', bytes: text.length - end };
    }
    return { kind: 'none' };
  } finally {
    await handle.close();
  }
}
