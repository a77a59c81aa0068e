/** docs/backups.md names every way in which a test breaks a backup, with what catches it, and every tool. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { toolNames } from '../../src/core/backup/subject.ts';
import { mutations } from '../real/backup/mutations.ts';

const text = readFileSync(new URL('../../docs/backups.md', import.meta.url), 'utf8');

test('every broken backup has its place in the table, and no other', () => {
  const told = [...text.matchAll(/^\| ([\w-]+) \| ([^|]+) \| (look|verify|restore|SHA-256|not let in) \|$/gm)].flatMap(
    ([, of, hows = '', net]) => hows.split('; ').map((how) => `${of}: ${how}: ${net}`),
  );
  expect(told.toSorted()).toEqual(mutations.map(({ of, how, caughtBy }) => `${of}: ${how}: ${caughtBy}`).toSorted());
});

test.each(toolNames)('%s has its line with what each level means', (name) => {
  expect(text).toMatch(new RegExp(`^\\| \`${name}\`.*\\|.*\\|.*\\|.*\\|.*\\|$`, 'm'));
});
