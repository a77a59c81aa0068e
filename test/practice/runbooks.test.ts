/** The runbooks that come with Drydock: each is read without a guess, and is an example worth following. */
import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { parseRunbook } from '../../src/core/plan/markdown/parse-runbook.ts';
import { toMarkdown } from '../../src/core/plan/markdown/to-markdown.ts';
import { isScripted } from '../../src/core/plan/plan.ts';

const folder = new URL('../../resources/runbooks/', import.meta.url);
const files = (await readdir(folder)).filter((file) => file.endsWith('.md'));

async function read(file: string) {
  const parsed = parseRunbook(await readFile(new URL(file, folder)), { fileName: file });
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return parsed.value;
}

test.each(files)('%s imports without a warning, and comes back from its export the same', async (file) => {
  const { plan, warnings } = await read(file);
  expect(warnings).toEqual([]);
  const again = parseRunbook(new TextEncoder().encode(toMarkdown(plan)), { fileName: file });
  expect(again).toEqual({ ok: true, value: { plan, warnings: [] } });
});

test.each(files)('in %s every step that changes something says how it is undone, or why not (REL-10)', async (file) => {
  const { plan } = await read(file);
  const open = plan.steps.filter((step) => step.kind === 'command' && step.rollback === undefined);
  expect(open.map(({ title }) => title)).toEqual([]);
  expect(plan.steps.filter(isScripted).filter(({ hosts }) => hosts.length === 0)).toEqual([]);
});

test('the practice runbook has what a rehearsal is for', async () => {
  const { plan } = await read('practice.md');
  const scripted = plan.steps.filter(isScripted);
  expect(plan.steps.length).toBeGreaterThanOrEqual(10);
  expect(new Set(plan.steps.map(({ kind }) => kind))).toEqual(new Set(['command', 'check', 'manual', 'wait']));
  expect(scripted.some(({ confirmBefore }) => confirmBefore)).toBe(true);
  expect(scripted.every(({ hosts }) => hosts.join() === 'practice')).toBe(true);
  expect(plan.steps.some((step) => step.kind === 'command' && step.rollback?.kind === 'script')).toBe(true);
});
