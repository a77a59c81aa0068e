/** Gathers the values a plan's variables ask for: from options, the environment, an open file, or the person at the terminal. */
import { readFileSync } from 'node:fs';
import type { Variable } from '../../../core/plan/plan.ts';
import { fail, succeed } from '../../../core/result.ts';
import type { Answered } from '../desk-session.ts';
import type { Asker } from '../terminal/asker.ts';

export interface RunValues {
  readonly variables: Record<string, string>;
  readonly secrets: Record<string, string>;
}

export interface GivenValues {
  readonly set: ReadonlyMap<string, string>;
  /** `NAME`, `NAME=env:VARIABLE` or `NAME=fd:NUMBER`: never the secret itself, which every process list would show. */
  readonly secret: readonly string[];
}

/** `asker`: none where nobody is at a terminal. */
export async function gatherRunValues(
  wanted: readonly Variable[],
  given: GivenValues,
  asker: Asker | undefined,
): Promise<Answered<RunValues>> {
  const values: RunValues = { variables: {}, secrets: {} };
  const sources = new Map(given.secret.map((option) => splitAt(option, '=')));
  for (const name of [...given.set.keys(), ...sources.keys()]) {
    const variable = wanted.find((candidate) => candidate.name === name);
    if (variable === undefined) return fail('bad-use', `the plan has no variable “${name}”`);
    if (variable.secret !== sources.has(name)) {
      const advice = variable.secret ? `Give it by --secret ${name}` : `Give it by --set ${name}=VALUE`;
      return fail('bad-use', `“${name}” is ${variable.secret ? 'a' : 'no'} secret`, { advice });
    }
  }
  for (const variable of wanted) {
    const { name, prompt } = variable;
    if (!variable.secret) {
      const value = given.set.get(name) ?? variable.default ?? (await asker?.ask(`${prompt ?? name}: `));
      if (value === undefined)
        return fail('bad-use', `the plan asks for “${name}”`, { advice: `Give it by --set ${name}=VALUE` });
      values.variables[name] = value;
      continue;
    }
    const source = sources.get(name) ?? '';
    const secret = source === '' ? await asker?.askHidden(`${prompt ?? name}: `) : readSource(source);
    if (secret === undefined) {
      return fail('bad-use', `the plan asks for the secret “${name}”`, {
        advice: `Give it by --secret ${name}=env:VARIABLE or --secret ${name}=fd:NUMBER, or run this on a terminal`,
      });
    }
    values.secrets[name] = secret;
  }
  return succeed(values);
}

/** One newline at the end is the file's, not the secret's. */
export function readSource(source: string): string | undefined {
  const [kind, which] = splitAt(source, ':');
  if (kind === 'env') return process.env[which];
  if (kind !== 'fd' || !/^\d{1,4}$/.test(which)) return undefined;
  try {
    return readFileSync(Number(which), 'utf8').replace(/\r?\n$/, '');
  } catch {
    // A descriptor that is not open gives no secret: it is said to be missing, like the rest.
    return undefined;
  }
}

export function splitAt(text: string, separator: string): readonly [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
