/** The line at the end of `npm test` counts what really happened. */
import { expect, test } from 'vitest';
import { add, isGreen, nothing, tallyPlaywright, tallyVitest, toLine } from '../../scripts/tally.ts';

const vitest = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] };
const playwright = { stats: { expected: 2, unexpected: 0, flaky: 0, skipped: 0 }, errors: [] };

test('runners are counted together', () => {
  expect(toLine(add(tallyVitest(vitest), tallyPlaywright(playwright)))).toBe('5 passed, 0 failed, 0 skipped');
});

test('green is: something ran, nothing failed, nothing was left out', () => {
  expect(isGreen(tallyVitest(vitest))).toBe(true);
  expect(isGreen(nothing)).toBe(false);
  expect(isGreen(tallyVitest({ ...vitest, numFailedTests: 1 }))).toBe(false);
  expect(isGreen(tallyVitest({ ...vitest, numPendingTests: 1 }))).toBe(false);
  expect(isGreen(tallyVitest({ ...vitest, numTodoTests: 1 }))).toBe(false);
});

test('a file that could not be loaded, a flaky test and an error outside any test have failed', () => {
  const broken = [{ name: '/here/a.test.ts', status: 'failed', assertionResults: [] }];
  expect(tallyVitest({ ...vitest, testResults: broken })).toMatchObject({ passed: 3, failed: 1 });
  expect(tallyPlaywright({ ...playwright, stats: { ...playwright.stats, flaky: 1 } })).toMatchObject({ failed: 1 });
  expect(tallyPlaywright({ ...playwright, errors: [{}] })).toMatchObject({ failed: 1 });
});

test('what failed is named, with the first line of what it said', () => {
  const files = [
    { name: '/here/gone.test.ts', status: 'failed', message: 'Cannot find module\nat …', assertionResults: [] },
    {
      name: '/here/wrong.test.ts',
      status: 'failed',
      assertionResults: [
        { status: 'passed', fullName: 'a sum is right' },
        { status: 'failed', fullName: 'a sum is wrong', failureMessages: ['expected 1 to be 2\nat …'] },
      ],
    },
  ];
  expect(tallyVitest({ ...vitest, numFailedTests: 1, testResults: files }).failures).toEqual([
    '/here/wrong.test.ts: a sum is wrong: expected 1 to be 2',
    '/here/gone.test.ts: not loaded: Cannot find module',
  ]);
  const tests = (status: string) => [
    { status, results: [{ errors: [{ message: '\u001b[31mno button\u001b[39m\n…' }] }] },
  ];
  const specs = [
    { file: 'lead.spec.ts', title: 'the lead goes over', tests: tests('unexpected') },
    { file: 'lead.spec.ts', title: 'and comes back', tests: tests('expected') },
  ];
  const inner = { ...playwright, suites: [{ specs: [], suites: [{ specs }] }], errors: [{ message: 'no browser' }] };
  expect(tallyPlaywright(inner).failures).toEqual([
    'lead.spec.ts: the lead goes over: no button',
    'Playwright: not run: no browser',
  ]);
});
