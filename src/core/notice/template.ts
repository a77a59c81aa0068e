/** Templates of notices: plain text with `{{fact}}` in it, no code. What a template asks for and nobody knows is a named problem. */
import { z } from 'zod';
import { type FactContext, type FactName, type NoticeFact, noticeFacts } from './facts-of-notice.ts';
import { type Audience, audienceSchema, noticeKindSchema } from './notice.ts';

export const templateSchema = z.strictObject({
  kind: noticeKindSchema,
  audience: audienceSchema,
  subject: z.string().trim().min(1).max(500),
  text: z.string().trim().min(1).max(20_000),
});
export type Template = z.infer<typeof templateSchema>;

export interface MissingFact {
  readonly fact: FactName;
  readonly label: string;
}

/** A piece of a template nobody can fill, in UTF-16 units. */
export interface TemplateProblem {
  readonly from: number;
  readonly to: number;
  readonly message: string;
}

const placeholder = /\{\{\s*([^{}]*?)\s*\}\}/g;

function findFact(name: string): NoticeFact | undefined {
  return Object.hasOwn(noticeFacts, name) ? noticeFacts[name as FactName] : undefined;
}

/** Facts there are not, internal ones in a public text, and braces that belong to no fact: they would be sent as they stand. */
export function findTemplateProblems(text: string, audience: Audience): readonly TemplateProblem[] {
  const places = [...text.matchAll(placeholder)];
  const unknown = places.flatMap((match): readonly TemplateProblem[] => {
    const name = match[1] ?? '';
    const fact = findFact(name);
    const place = { from: match.index, to: match.index + match[0].length };
    if (fact === undefined) return [{ ...place, message: `There is no fact “${name}”.` }];
    if (audience === 'public' && fact.audience === 'internal')
      return [{ ...place, message: `“${name}” is for internal texts only.` }];
    return [];
  });
  const isOfFact = (at: number) => places.some(({ index, 0: { length } }) => index <= at && at < index + length);
  const stray = [...text.matchAll(/\{\{|\}\}/g)].filter(({ index }) => !isOfFact(index));
  return [
    ...unknown,
    ...stray.map(({ index, 0: braces }) => ({
      from: index,
      to: index + braces.length,
      message: `“${braces}” belongs to no fact: write {{fact}}.`,
    })),
  ].sort((a, b) => a.from - b.from);
}

/** The facts a text for that audience may ask for, in the order they are offered in. */
export function factsFor(audience: Audience): readonly { readonly name: FactName; readonly label: string }[] {
  return (Object.keys(noticeFacts) as FactName[])
    .filter((name) => audience === 'internal' || noticeFacts[name].audience === 'public')
    .map((name) => ({ name, label: noticeFacts[name].label }));
}

/** How a fact the record does not say stands in a text: nobody sends it unseen. */
export function toGap(label: string): string {
  return `[${label}?]`;
}

/** Every placeholder with what the record says, or its gap. */
export function fill(
  template: Pick<Template, 'subject' | 'text' | 'audience'>,
  context: FactContext,
): { readonly subject: string; readonly text: string; readonly missing: readonly MissingFact[] } {
  const missing = new Map<string, MissingFact>();
  const put = (text: string) =>
    text.replace(placeholder, (whole, name: string) => {
      const fact = findFact(name);
      if (fact === undefined || (template.audience === 'public' && fact.audience === 'internal')) return whole;
      const said = fact.say(context)?.trim();
      if (said !== undefined && said !== '') return said;
      missing.set(name, { fact: name as FactName, label: fact.label });
      return toGap(fact.label);
    });
  const subject = put(template.subject);
  return { subject, text: put(template.text), missing: [...missing.values()] };
}
