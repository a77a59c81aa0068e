/** Action items as issues of a tracker. */
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toIssueFile, trackerSchema } from '../../../src/core/postmortem/issues.ts';
import { toIssue } from '../../../src/core/postmortem/render/issue.ts';
import type { ActionItem } from '../../../src/core/postmortem/report.ts';
import { overrunReport } from '../../fixtures/postmortem/reports.ts';

const { facts } = overrunReport;
const item: ActionItem = { id: 'a', title: 'Alert on lag', kind: 'detect', owner: 'Bo', note: '', state: 'open' };
const of = (...actionItems: ActionItem[]) => ({ title: 'The lock', actionItems, facts });

it('makes issues of those that are open and tracked nowhere; plain CSV also has all of them', () => {
  const items = [
    item,
    { ...item, id: 'b', state: 'done' as const },
    { ...item, id: 'c', link: 'https://bugs.example/1' },
  ];
  for (const tracker of trackerSchema.options) {
    expect(toIssueFile(of(...items), tracker, false).count).toBe(1);
    expect(toIssueFile(of(...items), tracker, true).count).toBe(tracker === 'csv' ? 3 : 1);
  }
});

it('is a CSV that GitLab imports', () => {
  expect(toIssueFile(of({ ...item, due: '2027-02-01' }), 'gitlab', false).text).toBe(
    '"title","description","due_date"\r\n"Alert on lag","An action item of a report:\n\n- Found by: The lock\n- To: detect\n- Owner: Bo\n- Due: 2027-02-01\n\n`drydock:m-k3j5h2g7d4f6s8aa/a`","2027-02-01"\r\n',
  );
});

it('is Remarkup with one heading a task', () => {
  expect(toIssueFile(of(item), 'phabricator', false).text).toMatch(/^= Alert on lag =\n\n- Found by: The lock\n/);
});

it.each(['github', 'gitlab', 'phabricator'] as const)(
  'for %s carries the mark an API would send, rings nobody’s bell, and gives no command',
  (tracker) => {
    const note = '/close\n/assign @root\nfixes #12';
    const { text } = toIssueFile(of({ ...item, title: 'Ask @all', note }), tracker, false);
    expect(text).toContain(toIssue(of(), item, tracker).mark);
    expect(text).not.toMatch(/(^|[^\p{L}\p{N}])[@#][\p{L}\p{N}]|^\s*\/\w/mu);
    expect(text).toContain('assign');
  },
);

it('computes nothing in a spreadsheet', () => {
  const { text } = toIssueFile(of({ ...item, title: '=HYPERLINK("http://x")' }), 'csv', false);
  expect(text).toContain('"\'=HYPERLINK(""http://x"")"');
});

it('gives a shell exactly the words that were typed, and nothing to run', () => {
  const typed = fc.oneof(
    fc.constantFrom("it's $(touch /tmp/x)", '`id`', 'a; rm -rf .', '"quoted"', '--web', 'a\nb'),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
  );
  fc.assert(
    fc.property(typed, typed, (title, note) => {
      const asked = { ...item, title, note };
      const { text } = toIssueFile(of(asked), 'github', false);
      // A stand-in for `gh` that says each of its words, ended by NUL.
      const script = `gh() { for word; do printf '%s\\0' "$word"; done; }\n${text}`;
      const words = execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0');
      expect(words.slice(0, 3)).toEqual(['issue', 'create', '--title']);
      const issue = toIssue(of(), asked, 'github');
      expect(words[3]).toBe(issue.title);
      expect(words[5]).toBe(issue.body);
      expect(words).toHaveLength(7);
    }),
    { numRuns: 60 },
  );
});
