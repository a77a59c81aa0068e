/** The front matter of a runbook's file: title, variables, and whatever else stands there, kept as it is. */
import { Lexer, parse, stringify } from 'yaml';
import { z } from 'zod';
import { toCanonicalJson } from '../../text/canonical-json.ts';
import { type Plan, planSchema, type Variable } from '../plan.ts';

/** `drydock: 1` in the front matter says that the file is in Drydock's own form: nothing has to be guessed. */
export const formVersion = 1;

export interface FrontMatter {
  readonly formVersion?: number;
  readonly title?: string;
  readonly variables?: readonly Variable[];
  readonly isTwoPerson?: true;
  readonly meta?: Plan['meta'];
}

const mappingSchema = z.record(z.string().max(200), z.json());
const variablesSchema = planSchema.shape.variables.unwrap();
const ownNames: ReadonlySet<string> = new Set(['drydock', 'title', 'two-person', 'variables', 'meta']);

/** A sentence where it cannot be read. `variables` that are none of ours are kept as meta, in a file that is not ours. */
export function parseFrontMatter(yaml: string): FrontMatter | string {
  let value: unknown;
  try {
    value = parse(yaml, { logLevel: 'error' });
  } catch (error) {
    return error instanceof Error ? (error.message.split('\n')[0] ?? error.message) : String(error);
  }
  const mapping = mappingSchema.safeParse(value ?? {});
  if (!mapping.success) return 'It is not a list of names with values.';
  const { drydock, title, 'two-person': twoPerson, variables, meta, ...rest } = mapping.data;
  const isOwn = typeof drydock === 'number';
  const parsed = variablesSchema.safeParse(variables ?? []);
  if (isOwn && !parsed.success) return `Its variables are not well-formed: ${z.prettifyError(parsed.error)}`;
  const named = mappingSchema.safeParse(meta);
  const others = {
    ...rest,
    ...(!isOwn && drydock !== undefined && { drydock }),
    ...(title !== undefined && typeof title !== 'string' && { title }),
    ...(twoPerson !== undefined && !(isOwn && twoPerson === true) && { 'two-person': twoPerson }),
    ...(!parsed.success && variables !== undefined && { variables }),
    ...(isOwn && named.success ? named.data : meta !== undefined && { meta }),
  };
  return {
    ...(isOwn && { formVersion: drydock }),
    ...(typeof title === 'string' && title !== '' && (isOwn || title.trim() !== '') && { title }),
    ...(isOwn && twoPerson === true && { isTwoPerson: true as const }),
    ...(parsed.success && parsed.data.length > 0 && { variables: parsed.data }),
    ...((Object.keys(others).length > 0 || (isOwn && named.success)) && { meta: others }),
  };
}

/** Comments have no place among names and values; a reader keeps them as text. */
export function findComments(yaml: string): readonly string[] {
  const comments: string[] = [];
  let before = '';
  for (const lexeme of new Lexer().lex(yaml)) {
    // U+001F announces a scalar, and that may begin with a # too.
    if (lexeme.startsWith('#') && before !== '\u001f') comments.push(lexeme.trimEnd());
    before = lexeme;
  }
  return comments;
}

/** The front matter with its fences. The title only where the heading of the file cannot hold it. */
export function toFrontMatter(plan: Plan, title: string | undefined): string {
  const meta = Object.entries(plan.meta ?? {});
  const hidden = Object.fromEntries(meta.filter(([name]) => ownNames.has(name)));
  const value = {
    drydock: formVersion,
    ...(title !== undefined && { title }),
    ...(plan.isTwoPerson === true && { 'two-person': true }),
    ...(plan.variables.length > 0 && { variables: plan.variables.map(toBriefVariable) }),
    ...Object.fromEntries(meta.filter(([name]) => !ownNames.has(name))),
    ...(plan.meta !== undefined && (meta.length === 0 || Object.keys(hidden).length > 0) && { meta: hidden }),
  };
  // Without its last newline: that is the fence's, not the text's.
  const yaml = stringify(value, { lineWidth: 0 }).replace(/\n$/, '');
  return `---\n${isFaithful(yaml, value) ? yaml : toPlainJson(value)}\n---`;
}

function toBriefVariable({ secret, ...variable }: Variable) {
  return { ...variable, ...(secret && { secret }) };
}

/** A few texts (control characters, odd line ends) do not survive the pleasant spelling. JSON is YAML too, and holds them all. */
function isFaithful(yaml: string, value: unknown): boolean {
  if (/\r|^(?:---|\.\.\.)|[^\P{Cc}\n\t]|[\u2028\u2029\ufeff]/mu.test(yaml)) return false;
  return toCanonicalJson(parse(yaml, { logLevel: 'error' })) === toCanonicalJson(value);
}

function toPlainJson(value: unknown): string {
  return JSON.stringify(value, undefined, 2).replace(
    /[\u007f-\uffff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
