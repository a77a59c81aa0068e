/** The policy as a YAML file: what is not named is as in the default policy, and whatever is wrong is told by its line. */
import { isMap, isNode, parseDocument, stringify } from 'yaml';
import { readYaml, type YamlProblem } from '../text/yaml-document.ts';
import { defaultPolicy } from './default-policy.ts';
import { type Policy, policySchema } from './policy.ts';
import { toPolicyHash } from './policy-hash.ts';

/** Everything that is wrong, or the policy; never half of it. */
export function parsePolicyYaml(
  text: string,
): { readonly policy: Policy; readonly problems: readonly [] } | { readonly problems: readonly YamlProblem[] } {
  const read = readYaml(text);
  if (!read.ok) return { problems: read.problems };
  const parsed = policySchema.safeParse(overDefault(read.value ?? {}));
  if (parsed.success) return { policy: parsed.data, problems: [] };
  return { problems: read.toProblems(parsed.error) };
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
  const settings: Readonly<Record<string, object | undefined>> = defaultPolicy.rules;
  return Object.fromEntries(
    Object.entries(rules).map(([id, setting]) => [id, isPlain(setting) ? { ...settings[id], ...setting } : setting]),
  );
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
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
