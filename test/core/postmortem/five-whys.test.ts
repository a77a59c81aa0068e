import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseWhys, withWhys } from '../../../src/core/postmortem/five-whys.ts';

const whys = { began: 'the shop was down', answers: ['the disk was full', 'nothing watched it'] };

test('a chain is put below what is written, and found again', () => {
  const text = withWhys('We asked ourselves.', whys);
  expect(text).toBe(
    'We asked ourselves.\n\n**What was seen:** the shop was down\n\n1. the disk was full\n2. nothing watched it',
  );
  expect(parseWhys(text)).toEqual(whys);
});

test('a chain that stands there is replaced where it stands, and what is around it is left alone', () => {
  const text = `${withWhys('Before.', whys)}\n\nAfter.`;
  const answers = [...whys.answers, 'disks were watched by hand'];
  const longer = withWhys(text, { ...whys, answers });
  expect(longer).toMatch(/^Before\.\n\n/);
  expect(longer).toMatch(/3\. disks were watched by hand\n\nAfter\.$/);
  expect(parseWhys(longer)?.answers).toEqual(answers);
});

test('whatever is answered, the chain in the text says the same', () => {
  const line = fc
    .string({ minLength: 1 })
    .map((text) => text.replace(/\s+/g, ' ').trim())
    .filter((text) => text !== '');
  fc.assert(
    fc.property(line, fc.array(line, { minLength: 1, maxLength: 8 }), (began, answers) => {
      expect(parseWhys(withWhys('', { began, answers }))).toEqual({ began, answers });
      expect(parseWhys(withWhys(withWhys('x', whys), { began, answers }))).toEqual({ began, answers });
    }),
  );
});
