/** What an issue's address says. */
import { expect, it } from 'vitest';
import { guessTracker, toIssueNumber } from '../../../src/core/postmortem/tracker-link.ts';
import { trackerPlaceSchema } from '../../../src/core/postmortem/tracker-place.ts';

it.each([
  [
    'https://github.com/ops/shop.db/issues/42',
    { kind: 'github', url: 'https://github.com', repository: 'ops/shop.db' },
  ],
  [
    'https://git.example.org/ops/db/shop/-/issues/42',
    { kind: 'gitlab', url: 'https://git.example.org', project: 'ops/db/shop' },
  ],
  ['https://gitlab.com/ops/shop/-/work_items/42', { kind: 'gitlab', url: 'https://gitlab.com', project: 'ops/shop' }],
  ['https://phabricator.example.org/T42', { kind: 'phabricator', url: 'https://phabricator.example.org' }],
  ['https://example.org/phab/T42', { kind: 'phabricator', url: 'https://example.org/phab' }],
])('%s is the 42nd of the place it is offered for', (link, place) => {
  const tracker = guessTracker(link);
  expect(tracker).toMatchObject(place);
  expect(tracker && toIssueNumber(tracker, link)).toBe(42);
});

it.each([
  'https://wiki.example.org/Actions',
  'https://github.com/ops/shop/pull/42',
  'no address',
  'https://x.example/T1/more',
])('%s is no issue’s', (link) => expect(guessTracker(link)).toBeUndefined());

it('an issue of another place has no number here', () => {
  const tracker = trackerPlaceSchema.parse({ kind: 'github', repository: 'ops/shop.db' });
  expect(toIssueNumber(tracker, 'https://github.com/ops/shop.db/issues/7?x=1#y')).toBe(7);
  for (const link of [
    'https://github.com/ops/shopxdb/issues/7',
    'https://github.com/ops/shop.db/issues/7/../../../other/x/issues/1',
    'https://github.com.evil.example/ops/shop.db/issues/7',
  ]) {
    expect(toIssueNumber(tracker, link)).toBeUndefined();
  }
});
