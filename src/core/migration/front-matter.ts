/** A script that says above itself what it is: YAML between two lines of `---`, behind comment marks if need be. */
import { readYaml } from '../text/yaml-document.ts';
import { type CatalogueFile, type CatalogueProblem, error } from './catalogue.ts';
import { type FrontMatter, frontMatterSchema, type Remark, remarkSchema } from './migrations-yaml.ts';

export interface ScriptFile {
  readonly entry?: FrontMatter;
  /** The script: what stands below the front matter, and the `#!` line above it. */
  readonly body: string;
  readonly problems: readonly CatalogueProblem[];
}

const fence = /^(#|--|\/\/)?\s*---\s*$/;
const headLimit = 200;

/** `undefined`: a file without front matter, which is no migration. */
export function parseScriptFile({ path, text }: CatalogueFile): ScriptFile | undefined {
  const lines = text.split(/\r?\n/);
  const shebang = lines[0]?.startsWith('#!') ? 1 : 0;
  const mark = fence.exec(lines[shebang] ?? '');
  if (mark === null) return undefined;
  const prefix = mark[1] ?? '';
  const isEnd = (line: string) => fence.test(line) && fence.exec(line)?.[1] === mark[1];
  const end = lines.findIndex((line, index) => index > shebang && index < shebang + headLimit && isEnd(line));
  if (end < 0) return { body: '', problems: [error(path, shebang + 1, 'Its front matter has no end: a line of ---.')] };
  const head = lines
    .slice(shebang + 1, end)
    .map((line) => (line.startsWith(prefix) ? line.slice(prefix.length) : line));
  const body = [...lines.slice(0, shebang), ...lines.slice(end + 1)].join('\n');
  const yaml = readYaml(dedent(head).join('\n'), shebang + 2);
  if (!yaml.ok) return { body, problems: yaml.problems.map((one) => error(path, one.line, one.text)) };
  const parsed = frontMatterSchema.safeParse(yaml.value ?? {});
  if (!parsed.success)
    return { body, problems: yaml.toProblems(parsed.error).map((one) => error(path, one.line, one.text)) };
  if (body.trim() === '')
    return { body, problems: [error(path, end + 1, 'There is no script below the front matter.')] };
  return { entry: parsed.data, body, problems: [] };
}

/** Behind a comment mark every line has the same space more. */
function dedent(lines: readonly string[]): readonly string[] {
  const written = lines.filter((line) => line.trim() !== '');
  const indent = Math.min(...written.map((line) => line.length - line.trimStart().length));
  return Number.isFinite(indent) && indent > 0 ? lines.map((line) => line.slice(indent)) : lines;
}

/** How far down a tool's file the remark may stand. */
const remarkLines = 30;

/** `-- drydock: { downtime: full 10m, clouds: [aws] }`: what the tool has no word for. Without one, nothing is said. */
export function parseRemark({ path, text }: CatalogueFile): {
  readonly remark: Remark;
  readonly problems: readonly CatalogueProblem[];
} {
  const none = remarkSchema.parse({});
  const lines = text.split(/\r?\n/, remarkLines);
  const at = lines.findIndex((line) => /^\s*(--|#|\/\/|;)\s*drydock:/.test(line));
  if (at < 0) return { remark: none, problems: [] };
  const said = (lines[at] ?? '').replace(/^\s*(--|#|\/\/|;)\s*drydock:/, '');
  const yaml = readYaml(said, at + 1);
  if (!yaml.ok) return { remark: none, problems: yaml.problems.map((one) => error(path, one.line, one.text)) };
  const parsed = remarkSchema.safeParse(yaml.value ?? {});
  return parsed.success
    ? { remark: parsed.data, problems: [] }
    : { remark: none, problems: yaml.toProblems(parsed.error).map((one) => error(path, one.line, one.text)) };
}
