/** Walks along a chain of lines and names the first that is not what was written: altered, missing, or put in. */
import { BadEntry } from './archive-reader.ts';

/** A line that was read as what it should be. */
export interface ChainedLine {
  /** By which the lines count, without a gap. */
  readonly number: number;
  /** The hash it comes to after the one before, where it fits there. */
  fitsAfter(previousHash: string): string | undefined;
}

export interface ChainEnd {
  readonly hash: string;
  /** The number that would come next. */
  readonly next: number;
}

export type Break =
  | { readonly kind: 'altered' | 'inserted'; readonly number: number }
  | { readonly kind: 'missing'; readonly number: number; readonly to: number }
  /** It cannot be unpacked from this line on. */
  | { readonly kind: 'damaged'; readonly number: number; readonly says: string };

/** `parse` gives nothing for what is no such line. Reads on from `from`; the first break ends the walk. */
export async function walkChain(
  lines: AsyncIterable<string>,
  parse: (line: string) => ChainedLine | undefined,
  from: ChainEnd,
): Promise<{ readonly end: ChainEnd } | { readonly broken: Break }> {
  const iterator = lines[Symbol.asyncIterator]();
  let end = from;
  try {
    for (;;) {
      const step = await iterator.next();
      if (step.done === true) return { end };
      const line = parse(step.value);
      const hash = line?.number === end.next ? line.fitsAfter(end.hash) : undefined;
      if (hash === undefined) return { broken: toBreak(line, await peek(iterator, parse), end) };
      end = { hash, next: end.next + 1 };
    }
  } catch (error) {
    if (!(error instanceof BadEntry)) throw error;
    return { broken: { kind: 'damaged', number: end.next, says: error.message } };
  } finally {
    await iterator.return?.();
  }
}

/** What the line after says of this one: whether it still stands on the one before, or counts on from this. */
function toBreak(line: ChainedLine | undefined, after: ChainedLine | undefined, { hash, next }: ChainEnd): Break {
  if (after?.number === next && after.fitsAfter(hash) !== undefined) return { kind: 'inserted', number: next };
  if (line === undefined || line.number === next || after?.number === next + 1)
    return { kind: 'altered', number: next };
  if (line.number > next) return { kind: 'missing', number: next, to: line.number - 1 };
  return { kind: 'inserted', number: next };
}

async function peek(
  iterator: AsyncIterator<string>,
  parse: (line: string) => ChainedLine | undefined,
): Promise<ChainedLine | undefined> {
  try {
    const step = await iterator.next();
    return step.done === true ? undefined : parse(step.value);
  } catch (error) {
    if (error instanceof BadEntry) return undefined;
    throw error;
  }
}
