/** No secret gets through the masker, whatever the chunks; what it gives can be resumed from. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Masker } from '../../../src/core/text/masking.ts';
import { mask } from '../../../src/core/text/secret.ts';
import { toSecretForms } from '../../../src/core/text/secret-forms.ts';
import { bytesOf, chunked, joined, textOf } from './bytes.ts';

function maskAll(secrets: readonly string[], chunks: readonly Uint8Array[]) {
  const masker = new Masker(secrets);
  const pieces = [...chunks.map((chunk) => masker.push(chunk)), masker.end()];
  const bytes = joined(pieces.map((piece) => piece.bytes));
  return {
    bytes,
    text: textOf(bytes),
    rawBytes: pieces.reduce((sum, piece) => sum + piece.rawBytes, 0),
  };
}

function maskText(secrets: readonly string[], text: string): string {
  return maskAll(secrets, [bytesOf(text)]).text;
}

test('a secret is masked wherever it stands', () => {
  expect(maskText(['hunter22'], 'hunter22 and xhunter22x')).toBe(`${mask} and x${mask}x`);
});

test('a secret is masked when every byte comes alone', () => {
  const chunks = [...bytesOf('password: hunter22\n')].map((byte) => new Uint8Array([byte]));
  expect(maskAll(['hunter22'], chunks).text).toBe(`password: ${mask}\n`);
});

test('secrets that overlap become one mask, and nothing of either is left', () => {
  expect(maskText(['password', 'wordpress'], 'a passwordpress b')).toBe(`a ${mask} b`);
  expect(maskText(['abcd', 'bc12'], 'abc12')).toBe(`a${mask}`);
  expect(maskText(['aaaa'], `${'a'.repeat(1_000)}b`)).toBe(`${mask}b`);
});

test('a secret that stands in another is masked with it', () => {
  expect(maskText(['abcdefgh', 'cdef'], 'abcdefgh abcdefg')).toBe(`${mask} ab${mask}g`);
});

test('what only looks like the beginning of a secret comes out at the end', () => {
  expect(maskText(['hunter22'], 'hunter2')).toBe('hunter2');
});

test('a secret of fewer than four bytes is not masked', () => {
  expect(maskText(['abc'], 'abc')).toBe('abc');
});

test.each([
  ['base 64', 'aHVudGVyJzIyLw==', 'token: '],
  ['base 64 without padding', 'aHVudGVyJzIyLw', 'token: '],
  ['URL encoding', 'hunter%2722%2F', 'https://host/?token='],
  ['URL encoding in lower case', 'hunter%2722%2f', 'https://host/?token='],
  ['a shell word', `hunter'\\''22/`, `+ login '`],
  ['a shell word of dash', `hunter'"'"'22/`, `+ login '`],
  ['JSON with escaped slashes', `hunter'22\\/`, '{"token": "'],
])('a secret is masked as %s', (_form, encoded, before) => {
  expect(maskText(["hunter'22/"], `${before}${encoded}\n`)).toBe(`${before}${mask}\n`);
});

test('a secret is masked in the midst of base 64, as in a header for basic authentication', () => {
  for (const user of ['', 'a', 'ab', 'abc', 'admin']) {
    const masked = maskText(['correct horse battery'], `Basic ${btoa(`${user}:correct horse battery`)}`);
    expect(masked).toContain(mask);
    const left = atob(masked.replace('Basic ', '').replace(mask, '').padEnd(12, 'A').slice(0, 12));
    expect(left).not.toContain('correct horse');
  }
});

test('a line of a key is masked alone too', () => {
  const key = '-----BEGIN KEY-----\nMIIEowIBAAKCAQEA7\nqz93kdLLq0aB81jd\n-----END KEY-----\n';
  expect(maskText([key], '    qz93kdLLq0aB81jd\r\n')).toBe(`    ${mask}\r\n`);
});

test('at most one byte less than the longest form is held back', () => {
  const masker = new Masker(['hunter22']);
  const longest = Math.max(...toSecretForms('hunter22').map((form) => form.length));
  let heldBytes = 0;
  for (const byte of bytesOf('hunter2hunter2hunhunter22hunter2')) {
    const piece = masker.push(new Uint8Array([byte]));
    heldBytes += 1 - piece.rawBytes;
    expect(heldBytes).toBeLessThan(longest);
  }
});

test('a prompt without a newline is not held back', () => {
  const piece = new Masker(['hunter22']).push(bytesOf('Continue? [y/N] '));
  expect(textOf(piece.bytes)).toBe('Continue? [y/N] ');
});

test('without secrets the chunk itself goes through', () => {
  const chunk = bytesOf('anything');
  expect(new Masker([]).push(chunk).bytes).toBe(chunk);
});

/** Few letters, so that secrets occur, overlap and nearly occur. */
const letters = (maxLength: number) =>
  fc.string({ unit: fc.constantFrom('a', 'b', 'c', "'", '/', 'ä', '\n'), minLength: 4, maxLength });
const streams = fc.record({
  secrets: fc.array(letters(9), { maxLength: 4 }),
  fill: fc.array(letters(12), { maxLength: 12 }),
  cuts: fc.array(fc.nat(200)),
  form: fc.nat(),
});

/** A text with forms of its secrets strewn in. */
function toStream({ secrets, fill, form }: { secrets: string[]; fill: string[]; form: number }): Uint8Array {
  const forms = secrets.flatMap(toSecretForms);
  return joined(
    fill.flatMap((text, index) => [bytesOf(text), forms[(form + index) % Math.max(1, forms.length)] ?? bytesOf('')]),
  );
}

test('no form of a secret gets through, however the stream is cut, and the cut makes no difference', () => {
  fc.assert(
    fc.property(streams, (sample) => {
      const stream = toStream(sample);
      const whole = maskAll(sample.secrets, [stream]);
      expect(maskAll(sample.secrets, chunked(stream, sample.cuts))).toEqual(whole);
      expect(whole.rawBytes).toBe(stream.length);
      for (const form of sample.secrets.flatMap(toSecretForms)) expect(whole.text).not.toContain(textOf(form));
    }),
    { numRuns: 500 },
  );
});

test('a masker that starts anew after what another accounted for gives the same rest', () => {
  fc.assert(
    fc.property(streams, fc.nat(), (sample, stop) => {
      const stream = toStream(sample);
      const masker = new Masker(sample.secrets);
      const chunks = chunked(stream, sample.cuts);
      const first = chunks.slice(0, stop % (chunks.length + 1)).map((chunk) => masker.push(chunk));
      const offset = first.reduce((sum, piece) => sum + piece.rawBytes, 0);
      const rest = maskAll(sample.secrets, [stream.subarray(offset)]);
      const before = joined(first.map((piece) => piece.bytes));
      expect(textOf(joined([before, rest.bytes]))).toBe(maskAll(sample.secrets, [stream]).text);
    }),
    { numRuns: 500 },
  );
});

test('a secret of 100 kB that nearly occurs again and again costs no more than its stream is long', () => {
  const secret = `${'a'.repeat(100_000)}b`;
  const stream = bytesOf('a'.repeat(2_000_000));
  const masker = new Masker([secret]);
  const pieces = chunked(stream, [60_000, 500_000, 500_001]).map((chunk) => masker.push(chunk));
  expect(joined([...pieces, masker.end()].map((piece) => piece.bytes))).toEqual(stream);
});
