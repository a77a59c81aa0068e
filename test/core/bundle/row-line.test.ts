/** A row of a bundle has one spelling: that of canonical JSON, which whoever reads the format goes by. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { rowChainStart, toRowLine, toRowText, toSpelling } from '../../../src/core/bundle/row-line.ts';
import { toCanonicalJson } from '../../../src/core/text/canonical-json.ts';

const hash = 'ab'.repeat(32);
const anyText = fc.string({ unit: 'binary' });
const anyRow = fc.record({
  row: fc.nat(),
  task: anyText as fc.Arbitrary<never>,
  attempt: fc.nat(),
  line: fc.nat(Number.MAX_SAFE_INTEGER),
  stream: fc.constantFrom('stdout' as const, 'stderr' as const),
  atMs: fc.nat(Number.MAX_SAFE_INTEGER),
});
const anyContent = fc.oneof(fc.record({ text: anyText }), fc.record({ base64: fc.base64String() }));

it('is spelled and hashed as canonical JSON has it, whatever it says', () => {
  fc.assert(
    fc.property(anyRow, anyContent, (place, content) => {
      const row = { ...place, ...content };
      const checked = { ...row, check: hash.slice(0, 16) };
      expect(toRowLine(row, hash)).toBe(toCanonicalJson(checked));
      expect(toSpelling(checked)).toBe(toCanonicalJson(checked));
      expect(toRowText(rowChainStart, row)).toBe(`${rowChainStart}\n${toCanonicalJson(row)}`);
      expect(toRowText(rowChainStart, checked)).toBe(`${rowChainStart}\n${toCanonicalJson(row)}`);
    }),
  );
});
