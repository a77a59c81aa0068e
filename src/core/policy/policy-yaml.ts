/** The policy as a YAML file: what is not named is as in the default policy, and whatever is wrong is told by its line. */
import { type Document, isMap, isNode, isSeq, LineCounter, parseDocument, stringify } from 'yaml';
import type { z } from 'zod';
import { defaultPolicy } from './default-policy.ts';
import { type Policy, policySchema } from './policy.ts';
import { toPolicyHash } from './policy-hash.ts';

export interface YamlProblem {
  /** 1 for the first. */
  readonly line: number;
  readonly text: string;
}

/** Everything that is wrong, or the policy; never half of it. */
export function parsePolicyYaml(
  text: string,
): { readonly policy: Policy; readonly problems: readonly [] } | { readonly problems: readonly YamlProblem[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, logLevel: 'silent' });
  if (document.errors.length > 0) {
    return {
      problems: document.errors.map(({ pos, message }) => ({
        line: lines.linePos(pos[0]).line,
        text: message.split(/ at line \d+| *\n/)[0] ?? message,
      })),
    };
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    return { problems: [{ line: 1, text: error instanceof Error ? error.message : String(error) }] };
  }
  const parsed = policySchema.safeParse(overDefault(value ?? {}));
  if (parsed.success) return { policy: parsed.data, problems: [] };
  const problems = parsed.error.issues.flatMap((issue) => toProblems(document, lines, issue));
  return { problems: problems.toSorted((a, b) => a.line - b.line) };
}

/** Maps of the file over those of the default; anything else of the file stands as it is, for the schema to judge. */
function overDefault(value: unknown): unknown {
  if (!isPlain(value)) return value;
  const { numbers, roles, rules } = value;
  return {
    ...defaultPolicy,
    ...value,
    numbers: isPlain(numbers) ? { ...defaultPolicy.numbers, ...numbers } : (numbers ?? defaultPolicy.numbers),
    roles: isPlain(roles) ? { ...defaultPolicy.roles, ...roles } : (roles ?? defaultPolicy.roles),
    rules: isPlain(rules) ? { ...defaultPolicy.rules, ...rulesOverDefault(rules) } : (rules ?? defaultPolicy.rules),
  };
}

function rulesOverDefault(rules: Record<string, unknown>): Record<string, unknown> {
  const settings: Readonly<Record<string, object>> = defaultPolicy.rules;
  return Object.fromEntries(
    Object.entries(rules).map(([id, setting]) => [id, isPlain(setting) ? { ...settings[id], ...setting } : setting]),
  );
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function toProblems(document: Document, lines: LineCounter, issue: z.core.$ZodIssue): readonly YamlProblem[] {
  const where = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      line: lineOf(document, lines, [...where, key]),
      text: `${[...where, key].join('.')}: there is no such key here.`,
    }));
  }
  const place = where.length === 0 ? '' : `${where.join('.')}: `;
  return [{ line: lineOf(document, lines, where), text: `${place}${issue.message}` }];
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

/**
 * @param before the file it was read from: comments and order are kept wherever a value stays where it was
 */
export function toPolicyYaml(policy: Policy, before?: string): string {
  const kept = before === undefined ? undefined : parseDocument(before, { logLevel: 'silent' });
  if (kept === undefined || kept.errors.length > 0 || !isMap(kept.contents)) return stringify(policy);
  for (const [path, value] of leavesOf(policy)) {
    const now: unknown = kept.getIn(path);
    if (JSON.stringify(isNode(now) ? now.toJS(kept) : now) !== JSON.stringify(value))
      kept.setIn(path, kept.createNode(value));
  }
  const text = kept.toString();
  const again = parsePolicyYaml(text);
  // A file of an unusual form (aliases, merged keys) may not take single values: then the values count more than its comments.
  return 'policy' in again && toPolicyHash(again.policy) === toPolicyHash(policy) ? text : stringify(policy);
}

/** Every value of a policy with its path; a list counts as one value. */
function leavesOf(value: object, path: readonly string[] = []): readonly (readonly [readonly string[], unknown])[] {
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    isPlain(inner) ? leavesOf(inner, [...path, key]) : [[[...path, key], inner] as const],
  );
}
