/** Key pairs that can be read back, each of them. */
import ssh2 from 'ssh2';
import { expect, test } from 'vitest';
import { generateKeyPair } from '../../src/main/ssh/key-pair.ts';

test('every pair can be read, also those whose public half begins with a zero byte', () => {
  const pairs = Array.from({ length: 3_000 }, () => generateKeyPair());
  const unreadable = pairs.filter(
    (pair) => ssh2.utils.parseKey(pair.private) instanceof Error || ssh2.utils.parseKey(pair.public) instanceof Error,
  );
  expect(unreadable).toEqual([]);
});
