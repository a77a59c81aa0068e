/** Finds the seal at the end of a file, and says of one that is not quite at its end that something was added. */
import { open } from 'node:fs/promises';
import { parseSeal, type Seal, sealLength } from '../../core/bundle/seal.ts';

export type FoundSeal =
  | { readonly kind: 'sealed'; readonly seal: Seal; readonly sizeBytes: number }
  | { readonly kind: 'appended'; readonly bytes: number }
  | { readonly kind: 'none' };

/** How far before the end of the file it is looked for: what is added may be longer, and is then no bundle at all. */
const lookBackBytes = 4 * 1024 * 1024;

export async function findSeal(file: string): Promise<FoundSeal> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    const from = Math.max(0, size - lookBackBytes);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(size - from), 0, size - from, from);
    const text = buffer.toString('latin1', 0, bytesRead);
    const seal = parseSeal(text.slice(-sealLength));
    if (seal !== undefined) return { kind: 'sealed', seal, sizeBytes: size };
    for (
      let at = text.lastIndexOf('drydock-bundle/1 ');
      at !== -1;
      at = text.lastIndexOf('drydock-bundle/1 ', at - 1)
    ) {
      const end = at + sealLength;
      if (end < text.length && parseSeal(text.slice(at, end)) !== undefined) {
        return { kind: 'appended', bytes: text.length - end };
      }
      if (at === 0) break;
    }
    return { kind: 'none' };
  } finally {
    await handle.close();
  }
}
