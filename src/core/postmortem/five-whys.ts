/** The chain of five whys as it stands in the text of its section: a line it begins with, and numbered answers. */

export interface Whys {
  readonly began: string;
  readonly answers: readonly string[];
}

const beginning = /^\*\*What was seen:\*\* (.+)$/m;
const chain = /^\*\*What was seen:\*\* .+(?:\n\n(?:\d+\. .*\n?)*)?/m;

/** The one the aid wrote before; nothing where there is none. */
export function parseWhys(text: string): Whys | undefined {
  const began = beginning.exec(text)?.[1];
  const found = chain.exec(text)?.[0];
  if (began === undefined || found === undefined) return undefined;
  return { began, answers: [...found.matchAll(/^\d+\. (.*)$/gm)].map(([, answer = '']) => answer) };
}

export function toWhysText({ began, answers }: Whys): string {
  const given = answers.map(toLine).filter((answer) => answer !== '');
  return [`**What was seen:** ${toLine(began)}`, '', ...given.map((answer, at) => `${at + 1}. ${answer}`)]
    .join('\n')
    .trimEnd();
}

/** In the place of the chain that stands there; else below what is written. */
export function withWhys(text: string, whys: Whys): string {
  const written = toWhysText(whys);
  if (chain.test(text)) return text.replace(chain, () => `${written}\n`).trimEnd();
  return text.trim() === '' ? written : `${text.trimEnd()}\n\n${written}`;
}

const toLine = (words: string) => words.replace(/\s+/g, ' ').trim();
