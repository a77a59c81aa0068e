/** Rows are lines; joined they are the stream; their offsets add up to the original's. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Masker, toPiece } from '../../../src/core/text/masking.ts';
import { RowReader } from '../../../src/core/text/row-reader.ts';
import { RowSplitter, rowLimitBytes } from '../../../src/core/text/rows.ts';
import { mask } from '../../../src/core/text/secret.ts';
import { bytesOf, chunked, joined, textOf } from './bytes.ts';

function read(secrets: readonly string[], chunks: readonly Uint8Array[], limitBytes?: number) {
  const reader = new RowReader(secrets, limitBytes);
  const given = [...chunks.map((chunk) => reader.push(chunk)), reader.end()];
  return {
    rows: given.flatMap(({ rows }) => rows.map((row) => new Uint8Array(row))),
    rawBytes: given.reduce((sum, { rawBytes }) => sum + rawBytes, 0),
  };
}

test('a row is a line with its newline, and the last line needs none', () => {
  const { rows } = read([], [bytesOf('one\n\ntwo\r\nthr'), bytesOf('ee\nfour')]);
  expect(rows.map(textOf)).toEqual(['one\n', '\n', 'two\r\n', 'three\n', 'four']);
});

test('a line that waits is given by a flush, and goes on in the next row', () => {
  const splitter = new RowSplitter();
  expect(splitter.push(toPiece(bytesOf('Continue? '))).rows).toEqual([]);
  const flushed = splitter.flush();
  expect(flushed.rows.map(textOf)).toEqual(['Continue? ']);
  expect(flushed.rawBytes).toBe(10);
  expect(splitter.push(toPiece(bytesOf('yes\n'))).rows.map(textOf)).toEqual(['yes\n']);
  expect(splitter.flush()).toEqual({ rows: [], rawBytes: 0 });
});

test('a line of more than 64 KiB becomes several rows, none longer', () => {
  const { rows } = read([], [bytesOf(`${'x'.repeat(200_000)}\nnext\n`)]);
  expect(rows.map((row) => row.length)).toEqual([
    rowLimitBytes,
    rowLimitBytes,
    rowLimitBytes,
    200_001 - 3 * rowLimitBytes,
    5,
  ]);
});

test('a line of exactly the limit, with its newline, is one row', () => {
  const { rows } = read([], [bytesOf(`${'x'.repeat(63)}\n${'y'.repeat(64)}\n`)], 64);
  expect(rows.map((row) => row.length)).toEqual([64, 64, 1]);
});

test('a long line is not cut in the midst of a character', () => {
  const { rows } = read([], [bytesOf('€'.repeat(100))], 64);
  expect(rows.map(textOf).join('')).toBe('€'.repeat(100));
  expect(rows.map((row) => row.length)).toEqual([63, 63, 63, 63, 48]);
});

test('bytes that are no UTF-8 are cut at the limit', () => {
  const { rows } = read([], [new Uint8Array(130).fill(0x80)], 64);
  expect(rows.map((row) => row.length)).toEqual([64, 64, 2]);
});

test('a long line is not cut in the midst of a mask', () => {
  const { rows, rawBytes } = read(['hunter22'], [bytesOf(`${'x'.repeat(56)}hunter22yy`)], 64);
  expect(rows.map(textOf)).toEqual(['x'.repeat(56), `${mask}yy`]);
  expect(rawBytes).toBe(66);
});

test('a megabyte that comes byte by byte without a newline is cut like one that comes at once', () => {
  const line = bytesOf('z'.repeat(300_000));
  const slowly = read(
    [],
    [...line].map((byte) => new Uint8Array([byte])),
  );
  expect(slowly.rows.map((row) => row.length)).toEqual(read([], [line]).rows.map((row) => row.length));
});

const samples = fc.record({
  parts: fc.array(
    fc.oneof(
      fc.constantFrom('hunter22', 'hunter', '\n', '€', '\r\n', 'aHVudGVyMjI='),
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.nat(200).map((length) => 'x'.repeat(length)),
    ),
    { maxLength: 30 },
  ),
  cuts: fc.array(fc.nat(1_500)),
});

test('rows are the same however the stream is cut, and joined they are the masked stream', () => {
  fc.assert(
    fc.property(samples, ({ parts, cuts }) => {
      const stream = bytesOf(parts.join(''));
      const whole = read(['hunter22'], [stream], 64);
      expect(read(['hunter22'], chunked(stream, cuts), 64)).toEqual(whole);
      const masker = new Masker(['hunter22']);
      expect(joined(whole.rows)).toEqual(joined([masker.push(stream).bytes, masker.end().bytes]));
      expect(whole.rawBytes).toBe(stream.length);
      for (const row of whole.rows) {
        expect(row.length).toBeLessThanOrEqual(64);
        expect(row.indexOf(0x0a, 0) === -1 || row.indexOf(0x0a) === row.length - 1).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});

test('a reader that starts anew at the offset of the rows given so far gives the same bytes', () => {
  fc.assert(
    fc.property(samples, fc.nat(), fc.boolean(), ({ parts, cuts }, stop, flushes) => {
      const stream = bytesOf(parts.join(''));
      const chunks = chunked(stream, cuts);
      const reader = new RowReader(['hunter22'], 64);
      const given = chunks.slice(0, stop % (chunks.length + 1)).map((chunk) => reader.push(chunk));
      if (flushes) given.push(reader.flush());
      const offset = given.reduce((sum, { rawBytes }) => sum + rawBytes, 0);
      const rest = read(['hunter22'], [stream.subarray(offset)], 64);
      expect(joined([...given.flatMap(({ rows }) => rows), ...rest.rows])).toEqual(
        joined(read(['hunter22'], [stream], 64).rows),
      );
    }),
    { numRuns: 500 },
  );
});
