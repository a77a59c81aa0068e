/** Finds the fences and boxes of a Markdown file by its lines alone, and again in what became of it: a second opinion on the parser. */

export interface Counted {
  readonly fences: readonly string[];
  readonly boxes: readonly string[];
}

/** Contents of fences and texts of boxes, as trimmed lines: indentation may change, words may not. */
export function countKept(markdown: string): Counted {
  const fences: string[] = [];
  const boxes: string[] = [];
  let open: { readonly marks: string; readonly lines: string[] } | undefined;
  for (const line of markdown.replace(/^\ufeff/, '').split(/\r\n?|\n/)) {
    const [, marks = ''] = line.match(/^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*(`{3,}(?=[^`]*$)|~{3,})/) ?? [];
    if (open === undefined) {
      if (marks !== '') open = { marks, lines: [] };
      const box = line.match(/^[ \t>]*(?:[-*+]|\d+[.)])[ \t]+\[[ xX]\][ \t]+(.+)$/)?.[1];
      if (box !== undefined && marks === '') boxes.push(toPlain(box));
    } else if (marks.startsWith(open.marks) && /^[ \t>]*[`~]+[ \t]*$/.test(line)) {
      fences.push(toPlain(open.lines.join('\n')));
      open = undefined;
    } else open.lines.push(line);
  }
  return { fences, boxes };
}

/** What is missing: a fence or a box that does not stand in the text as often as in the file. */
export function findMissing(kept: readonly string[], text: string): readonly string[] {
  const haystack = `\n${toPlain(text)}\n`;
  const wanted = new Map<string, number>();
  for (const content of kept) wanted.set(content, (wanted.get(content) ?? 0) + 1);
  return [...wanted]
    .filter(([content, count]) => haystack.split(content).length - 1 < count)
    .map(([content]) => content);
}

/** Every text of a value, whatever its shape. */
export function toTexts(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return '';
  return Object.values(value).map(toTexts).join('\n');
}

function toPlain(text: string): string {
  return text
    .split('\n')
    .map((line) => line.replace(/^[ \t>]+/, '').trim())
    .filter((line) => line !== '')
    .join('\n');
}
