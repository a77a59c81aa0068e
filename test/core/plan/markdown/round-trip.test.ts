/** A plan that is written as Markdown and read again is the same plan, and nothing has to be guessed. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseRunbook } from '../../../../src/core/plan/markdown/parse-runbook.ts';
import { toMarkdown } from '../../../../src/core/plan/markdown/to-markdown.ts';
import { toPlanHash } from '../../../../src/core/plan/plan-hash.ts';
import { bytesOf } from '../../text/bytes.ts';
import { plans } from '../plans.ts';

test('every plan survives the way to Markdown and back, without a warning', () => {
  fc.assert(
    fc.property(plans, (plan) => {
      const read = parseRunbook(bytesOf(toMarkdown(plan)), { fileName: 'plan.md' });
      if (!read.ok) throw new Error(read.failure.message);
      expect(read.value.plan).toStrictEqual(plan);
      expect(read.value.warnings).toEqual([]);
      expect(toPlanHash(read.value.plan)).toBe(toPlanHash(plan));
    }),
    { numRuns: 300 },
  );
});
