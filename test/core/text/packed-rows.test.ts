/** Rows side by side in a few arrays. */
import { describe, expect, it } from 'vitest';
import { type PackedRows, RowPacker } from '../../../src/core/text/packed-rows.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

function unpack({ bytes: all, ends, streams, timesMs }: PackedRows) {
  return [...ends].map((end, row) => ({
    text: new TextDecoder().decode(all.subarray(row === 0 ? 0 : ends[row - 1], end)),
    stream: streams[row] === 0 ? 'stdout' : 'stderr',
    atMs: timesMs[row],
  }));
}

describe('packed rows', () => {
  it('are the rows that were added, in their order, however many', () => {
    const packer = new RowPacker(1);
    const expected = Array.from({ length: 1_000 }, (_, row) => ({
      text: `row ${row}\n`,
      stream: row % 3 === 0 ? ('stderr' as const) : ('stdout' as const),
      atMs: row,
    }));
    for (const { text, stream, atMs } of expected) packer.add(stream, bytes(text), atMs);
    expect(unpack(packer.take())).toEqual(expected);
  });

  it('are as many as newlines where whole lines are added in one piece', () => {
    const packer = new RowPacker();
    packer.addLines('stdout', bytes('skipped\none\n\ntwo\nrest'), 7, 8, 17);
    expect(packer.sizeBytes).toBe(9);
    expect(unpack(packer.take()).map(({ text }) => text)).toEqual(['one\n', '\n', 'two\n']);
    expect(() => packer.addLines('stdout', bytes('no newline'), 7)).toThrow('end with a newline');
  });

  it('are given once: the packer is empty afterwards', () => {
    const packer = new RowPacker();
    packer.add('stdout', bytes('xay'), 1, 1, 2);
    expect(unpack(packer.take())).toEqual([{ text: 'a', stream: 'stdout', atMs: 1 }]);
    expect(packer.rows).toBe(0);
    expect(unpack(packer.take())).toEqual([]);
  });
});
