/** Reads YAML that people wrote, so that whatever is wrong with it is told by its line. */
import { type Document, isMap, isNode, isSeq, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';

export interface YamlProblem {
  /** 1 for the first. */
  readonly line: number;
  readonly text: string;
}

export type ReadYaml =
  | { readonly ok: false; readonly problems: readonly YamlProblem[] }
  | {
      readonly ok: true;
      /** `undefined` and `null` for an empty file. */
      readonly value: unknown;
      /** The line of the key at `path`, or of the nearest thing above it that the file has. */
      readonly lineOf: (path: readonly (string | number)[]) => number;
      /** What a schema found wrong with the value, in the order of the lines. */
      readonly toProblems: (error: z.ZodError) => readonly YamlProblem[];
    };

/** An alias is followed so often, lest a small file become a large value. */
const aliasLimit = 100;

/** @param firstLine the line of the file that the text begins on, where it is a part of one */
export function readYaml(text: string, firstLine = 1): ReadYaml {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, logLevel: 'silent' });
  const beforeIt = firstLine - 1;
  if (document.errors.length > 0) {
    return {
      ok: false,
      problems: document.errors.map(({ pos, message }) => ({
        line: beforeIt + lines.linePos(pos[0]).line,
        text: message.split(/ at line \d+| *\n/)[0] ?? message,
      })),
    };
  }
  try {
    const value: unknown = document.toJS({ maxAliasCount: aliasLimit });
    const lineAt = (path: readonly (string | number)[]) => beforeIt + lineOf(document, lines, path.map(String));
    return {
      ok: true,
      value,
      lineOf: lineAt,
      toProblems: ({ issues }) =>
        issues.flatMap((issue) => toProblems(lineAt, issue)).toSorted((a, b) => a.line - b.line),
    };
  } catch (error) {
    return { ok: false, problems: [{ line: firstLine, text: error instanceof Error ? error.message : String(error) }] };
  }
}

function toProblems(lineAt: (path: readonly string[]) => number, issue: z.core.$ZodIssue): readonly YamlProblem[] {
  const where = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      line: lineAt([...where, key]),
      text: `${[...where, key].join('.')}: there is no such key here.`,
    }));
  }
  const place = where.length === 0 ? '' : `${where.join('.')}: `;
  return [{ line: lineAt(where), text: `${place}${issue.message.replace(/^Invalid input: /, '')}` }];
}

/** The line of the key at `path`, or of the nearest thing above it that the file has. */
function lineOf(document: Document, lines: LineCounter, path: readonly string[]): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key: name }) => isNode(name) && String(name) === key);
      if (pair === undefined) break;
      offset = isNode(pair.key) ? (pair.key.range?.[0] ?? offset) : offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(key)];
      offset = isNode(node) ? (node.range?.[0] ?? offset) : offset;
    } else break;
  }
  return lines.linePos(offset).line;
}
