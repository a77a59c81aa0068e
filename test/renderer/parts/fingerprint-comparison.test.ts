/** Comparing a fingerprint: what counts as having looked, and what does not. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isCompared, toBlocks, toLastBlock } from '../../../src/renderer/parts/fingerprint/fingerprint-comparison.ts';

const fingerprint = 'SHA256:nThbg6kXUpJWGl7E1IGOCspRomTxdCARLviKw6E5SY8';

test('the whole fingerprint counts, however it was copied', () => {
  for (const typed of [
    fingerprint,
    fingerprint.slice('SHA256:'.length),
    ` ${fingerprint} `,
    `256 ${fingerprint} root@db-1 (ED25519)`,
    `${fingerprint}=`,
  ]) {
    expect(isCompared(typed, fingerprint), typed).toBe(true);
  }
});

test('the last block counts', () => {
  expect(isCompared(toLastBlock(fingerprint), fingerprint)).toBe(true);
});

test('nothing, another key, another case and part of the last block do not count', () => {
  const last = toLastBlock(fingerprint);
  for (const typed of ['', ' ', 'SHA256:', last.slice(1), last.toLowerCase(), fingerprint.replace('6E5', '6E4')]) {
    expect(isCompared(typed, fingerprint), typed).toBe(false);
  }
});

test('the blocks are the fingerprint, and the last of them is the one to type', () => {
  const character = fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/');
  fc.assert(
    fc.property(fc.array(character, { minLength: 8, maxLength: 60 }), (characters) => {
      const text = characters.join('');
      const blocks = toBlocks(`SHA256:${text}`);
      expect(blocks.join('')).toBe(text);
      expect(blocks.at(-1)).toBe(toLastBlock(text));
    }),
  );
});
