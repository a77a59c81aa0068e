/** Action items as issues of a tracker. */
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { MaintenanceId } from '../../../src/core/ids.ts';
import { toIssueFile } from '../../../src/core/postmortem/issues.ts';
import type { ActionItem } from '../../../src/core/postmortem/report.ts';

const facts = { maintenance: 'm-test0001' as MaintenanceId, title: 'Shop schema 42' };
const item: ActionItem = { id: 'a', title: 'Alert on lag', kind: 'detect', owner: 'Bo', note: '', state: 'open' };
const of = (...actionItems: ActionItem[]) => ({ title: 'The lock', actionItems, facts });

it('takes those that are open and tracked nowhere, or all', () => {
  const items = [
    item,
    { ...item, id: 'b', state: 'done' as const },
    { ...item, id: 'c', link: 'https://bugs.example/1' },
  ];
  expect(toIssueFile(of(...items), 'csv', false).count).toBe(1);
  expect(toIssueFile(of(...items), 'csv', true).count).toBe(3);
});

it('is a CSV that GitLab imports', () => {
  expect(toIssueFile(of({ ...item, due: '2027-02-01' }), 'gitlab', false).text).toBe(
    '"title","description","due_date"\r\n"Alert on lag","Kind: detect\nOwner: Bo\nDue: 2027-02-01\nFrom the report “The lock” on the maintenance “Shop schema 42” (m-test0001).","2027-02-01"\r\n',
  );
});

it('is Remarkup with one heading a task', () => {
  expect(toIssueFile(of(item), 'phabricator', false).text).toMatch(/^= Alert on lag =\n\nKind: detect\n/);
});

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
      if (/[\0\ud800-\udfff]/.test(title + note) || title.trim() === '') return;
      const { text } = toIssueFile(of({ ...item, title, note }), 'github', false);
      // A stand-in for `gh` that says each of its words, ended by NUL.
      const script = `gh() { for word; do printf '%s\\0' "$word"; done; }\n${text}`;
      const words = execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0');
      expect(words.slice(0, 3)).toEqual(['issue', 'create', '--title']);
      expect(words[3]).toBe(title.replace(/\s+/g, ' ').trim());
      expect(words[5]).toContain(note.trim());
      expect(words).toHaveLength(7);
    }),
    { numRuns: 60 },
  );
});
