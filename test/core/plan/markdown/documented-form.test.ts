/** The form as the documentation shows it is the form as it is read and written. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseRunbook } from '../../../../src/core/plan/markdown/parse-runbook.ts';
import { toMarkdown } from '../../../../src/core/plan/markdown/to-markdown.ts';
import { findProblems } from '../../../../src/core/plan/problems.ts';
import { bytesOf } from '../../text/bytes.ts';

const page = readFileSync(new URL('../../../../docs/runbooks.md', import.meta.url), 'utf8');

test('the example of the documentation is read without a warning and has no problem', () => {
  const example = page.match(/^````markdown\n([\s\S]*?)^````$/m)?.[1] ?? '';
  const read = parseRunbook(bytesOf(example), { fileName: 'example.md' });
  if (!read.ok) throw new Error(read.failure.message);
  const { plan, warnings } = read.value;
  expect(warnings).toEqual([]);
  expect(plan.steps.map(({ kind }) => kind)).toEqual([
    'manual',
    'manual',
    'check',
    'command',
    'wait',
    'command',
    'manual',
  ]);
  expect(findProblems(plan, new Set(['db-1', 'db-2', 'web-1']))).toEqual([]);
  const again = parseRunbook(bytesOf(toMarkdown(plan)), { fileName: 'example.md' });
  expect(again.ok && again.value.plan).toStrictEqual(plan);
});

test('every attribute that is written is documented', () => {
  const attributes =
    'host kind timeout retries on-failure exit matches lacks confirm safe-to-repeat mode owner estimate id wait rollback with-previous';
  for (const name of attributes.split(' ')) expect(page).toMatch(new RegExp(`[\`{ ]${name}[=\`} ]`));
});
