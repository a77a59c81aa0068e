/** Real operations manuals, written by people who never heard of Drydock, are imported whole. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parseRunbook } from '../../../../src/core/plan/markdown/parse-runbook.ts';
import { toMarkdown } from '../../../../src/core/plan/markdown/to-markdown.ts';
import { bytesOf } from '../../text/bytes.ts';
import { countKept, findMissing, toTexts } from './kept.ts';

const folder = fileURLToPath(new URL('../../../../../shared/corpus/', import.meta.url));
const files = existsSync(folder)
  ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(?:md|erb)$/.test(name))
  : [];

test(
  files.length > 0 ? `the corpus has ${files.length} files` : `THE CORPUS IS NOT HERE, none of it was read: ${folder}`,
  () => {
    if (existsSync(folder)) expect(files.length).toBeGreaterThan(200);
    else console.warn(`No corpus beside the project (${folder}): the import was tested on generated Markdown alone.`);
  },
);

test.each(files)('%s is imported, keeps its fences and boxes, and comes back the same', (name) => {
  const bytes = readFileSync(folder + name);
  const read = parseRunbook(bytes, { fileName: name });
  if (!read.ok) throw new Error(read.failure.message);
  const { plan } = read.value;
  const { fences, boxes } = countKept(bytes.toString());
  const markdown = toMarkdown(plan);
  expect(findMissing([...fences, ...boxes], toTexts(plan))).toEqual([]);
  expect(findMissing([...fences, ...boxes], markdown)).toEqual([]);

  const again = parseRunbook(bytesOf(markdown), { fileName: name });
  if (!again.ok) throw new Error(again.failure.message);
  expect(again.value.plan).toStrictEqual(plan);
  expect(again.value.warnings).toEqual([]);
  expect(toMarkdown(again.value.plan)).toBe(markdown);
});
