/** Action items as issues: words that ring nobody's bell, and addresses that are not too long. */
import { expect, it, test } from 'vitest';
import { toIssue, toIssueLink } from '../../../../src/core/postmortem/render/issue.ts';
import { type ActionItem, actionItemSchema } from '../../../../src/core/postmortem/report.ts';
import { type TrackerPlace, trackerPlaceSchema } from '../../../../src/core/postmortem/tracker-place.ts';
import { overrunReport } from '../../../fixtures/postmortem/reports.ts';

const trackers: readonly TrackerPlace[] = [
  trackerPlaceSchema.parse({ kind: 'github', repository: 'ops/shop', labels: ['post-mortem'] }),
  trackerPlaceSchema.parse({ kind: 'gitlab', project: 'ops/shop' }),
  trackerPlaceSchema.parse({ kind: 'phabricator', url: 'https://phabricator.example', projects: ['PHID-PROJ-abc'] }),
];
const item = (more: Partial<ActionItem> = {}) =>
  actionItemSchema.parse({ id: 'locks', title: 'Watch locks', kind: 'detect', owner: 'Ada', ...more });

it('says what, why, who and when, and carries a mark of its own', () => {
  const issue = toIssue(overrunReport, item({ due: '2026-12-24', note: 'Five seconds.' }), 'github');
  expect(issue.body).toMatch(
    /^Five seconds\.\n\n- Found by: Shop schema 42.*\n- To: detect\n- Owner: Ada\n- Due: 2026-12-24\n/,
  );
  expect(issue.mark).toBe('drydock:m-k3j5h2g7d4f6s8aa/locks');
  expect(issue.body).toContain(issue.mark);
});

it('mentions nobody, refers to nothing, and gives the tracker no command', () => {
  const { title, body } = toIssue(
    overrunReport,
    item({ title: 'Ask @everyone, fixes #12 and !7', note: '/close\n/assign @root\nsee a/b and me@example.org' }),
    'gitlab',
  );
  expect(`${title}\n${body}`).not.toMatch(/(^|[^\p{L}\p{N}])[@#!][\p{L}\p{N}]|^\s*\/\w/mu);
  expect(body).toContain('me@example.org');
  expect(body).toContain('see a/b');
});

test.each(trackers)('an address of $kind opens it filled in, and is never longer than a server takes', (tracker) => {
  const url = new URL(toIssueLink(tracker, toIssue(overrunReport, item(), tracker.kind)));
  expect([...url.searchParams.values()]).toContain('Watch locks');
  const long = toIssueLink(tracker, toIssue(overrunReport, item({ note: '日'.repeat(9_000) }), tracker.kind));
  expect(long.length).toBeLessThan(16_000);
  expect(new URL(long).searchParams.toString()).toContain('cut');
});
