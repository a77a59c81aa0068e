/** The tables of docs/ name every requirement of the policy, of the change record and of environments, each with a test that carries its id. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = new URL('../../', import.meta.url);
const rows = ['docs/policy.md', 'docs/environments.md'].flatMap((file) => [
  ...readFileSync(new URL(file, root), 'utf8').matchAll(/^\| ((?:POL|CHG|REL)-\d+) \|.*\| `([^`]+)` \|$/gm),
]);
const ids = [
  ...Array.from({ length: 19 }, (_, index) => `POL-${index + 1}`),
  ...Array.from({ length: 8 }, (_, index) => `CHG-${index + 1}`),
  ...Array.from({ length: 10 }, (_, index) => `REL-${index + 1}`),
];

test('every id has its row, in order', () => {
  expect(rows.map(([, id]) => id)).toEqual(ids);
});

test.each(rows.map(([, id, file]) => [String(id), String(file)]))(
  '%s is proved by a test in %s that carries it',
  (id, file) => {
    const text = readFileSync(fileURLToPath(new URL(file, root)), 'utf8');
    const names = [...text.matchAll(/\b(?:it|test)(?:\.each\([^)]*\))?\(\s*['`]([^'`]*)['`]/gs)].map(
      ([, name]) => name,
    );
    expect(names.filter((name) => new RegExp(`\\b${id}\\b(?!\\d)`).test(String(name)))).not.toEqual([]);
  },
);
