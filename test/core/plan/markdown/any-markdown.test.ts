/** Markdown of every kind, generated: no word of it is lost, and what was imported comes back the same. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseRunbook } from '../../../../src/core/plan/markdown/parse-runbook.ts';
import { toMarkdown } from '../../../../src/core/plan/markdown/to-markdown.ts';
import { bytesOf } from '../../text/bytes.ts';
import { countKept, findMissing, toTexts } from './kept.ts';

/** Stands for a word of its own wherever it occurs: `W` is replaced by `w1`, `w2` and so on. */
const templates = [
  '# W',
  '## W W',
  '### W {id=a owner=W}',
  '#### W [W](http://W.example)',
  '## Before W',
  '## Verify',
  '## Post-change W',
  '## Rollback W',
  'W\n===',
  'W W **W** `W`.',
  'W:',
  '- W\n- W\n  - W\n\n    W',
  '1. W\n2. W W\n\n   W\n3. W\n   - W',
  '1. W\n\n   ```sh\n   W\n     W\n   ```\n\n   W\n2. ```bash\n   W\n   ```',
  '- [ ] W\n- [x] W\n  - [ ] W\n- W',
  '1. [ ] W [W](W)\n\n   > W\n10. W\n\n    W',
  '* W\n\n  ```console\n  $ W W\n  W\n  ```',
  '- > W\n- # W\n- | W |\n  | - |\n-     W',
  '1.\tW\n\n\t```sh\n\tW\n\t```',
  '```sh\nW\n```',
  '```sh {host=db-1 timeout=2m unknown=W}\nW\n```',
  '```sh {rollback}\nW\n```',
  '```sh {text}\nW\n```',
  '~~~bash title="W"\nW\n```\nW\n~~~',
  '```console\n$ W \\\n  W\nW\n```',
  '```\nW\n```',
  '```\n$ W\n```',
  '````sql\n```\nW\n````',
  '    W\n    W',
  '> W\n>\n> ```sh\n> W\n> ```',
  '<details><summary>W</summary>\n\nW\n\n</details>',
  '<!-- W\n\nW -->',
  '| W | W |\n| - | - |\n| W | W |',
  '{{ W }} <%= W %> {% W %}',
  '<%= partial "W" %>\nW',
  '[W]: http://example.org/W',
  '[^W]: W',
  '---',
  '**Side effects:** W',
  'W  \nW\\\nW',
];
const fronts = [
  '',
  '---\ntitle: W\nx: [W, {y: W}]\n---\n',
  '---\nbad: [W\n---\n',
  '---\nvariables: W\nmeta: W\n---\n',
  '\ufeff',
];

const documents = fc
  .tuple(
    fc.constantFrom(...fronts),
    fc.array(fc.constantFrom(...templates), { maxLength: 12 }),
    fc.constantFrom('\n\n', '\n\n\n', '\n\n', '\r\n\r\n'),
  )
  .map(([front, blocks, between]) => {
    const words: string[] = [];
    const markdown = (front + blocks.join(between)).replace(/W/g, () => {
      words.push(`w${words.length + 1}z`);
      return words.at(-1) as string;
    });
    return { markdown, words };
  });

test('no word, fence or box is lost, and the export comes back the same without a warning', () => {
  fc.assert(
    fc.property(documents, ({ markdown, words }) => {
      const read = parseRunbook(bytesOf(markdown), { fileName: 'any.md' });
      if (!read.ok) throw new Error(read.failure.message);
      const { plan, warnings } = read.value;
      const texts = toTexts([plan, Object.keys(plan.meta ?? {})]);
      expect(words.filter((word) => !texts.includes(word))).toEqual([]);
      const { fences, boxes } = countKept(markdown);
      expect(findMissing([...fences, ...boxes], texts)).toEqual([]);
      const lastLine = markdown.split('\n').length;
      for (const { line } of warnings) expect(line >= 1 && line <= lastLine).toBe(true);

      const again = parseRunbook(bytesOf(toMarkdown(plan)), { fileName: 'any.md' });
      if (!again.ok) throw new Error(again.failure.message);
      expect(again.value.plan).toStrictEqual(plan);
      expect(again.value.warnings).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

test('no text at all makes the import throw', () => {
  const noise = fc.array(
    fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...templates, '```', '- ', '> ', '\t', '---')),
    {
      maxLength: 20,
    },
  );
  fc.assert(
    fc.property(noise, fc.constantFrom('', '\n', '\n\n', '  '), (parts, between) => {
      const read = parseRunbook(bytesOf(parts.join(between)), { fileName: 'noise.md' });
      if (!read.ok) {
        expect(['unclosed-fence', 'not-text', 'front-matter-broken']).toContain(read.failure.kind);
        expect(read.failure.message).toMatch(/^Line \d+: /);
        return;
      }
      const again = parseRunbook(bytesOf(toMarkdown(read.value.plan)), { fileName: 'noise.md' });
      expect(again.ok && again.value.plan).toStrictEqual(read.value.plan);
    }),
    { numRuns: 500 },
  );
});

test('no bytes at all make the import throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const read = parseRunbook(bytes, { fileName: 'bytes.md' });
      expect(read.ok || /^Line \d+: /.test(read.failure.message)).toBe(true);
    }),
    { numRuns: 500 },
  );
});
