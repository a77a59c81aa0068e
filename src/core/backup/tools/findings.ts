/** What the answers of all tools have in common: why nothing is known, whether anything is there, and what was expected of it. */
import type { HostName } from '../../ids.ts';
import { toSizeText } from '../../text/size.ts';
import { type Content, type Count, type Reading, toRefuted, toUnknown } from '../reading.ts';
import { type Answer, parseAnswer, type ScriptOutput, toInstantMs, toNumber, toWords } from './answer.ts';
import type { Checkable, Expects } from './tool.ts';

/** What could be read of every answer, before a tool makes anything of it. */
export interface Found {
  readonly answer: Answer;
  readonly content: Content;
  readonly isFolder: boolean;
  readonly percent?: number;
}

/** The whole answer, or the reading that ends it all: nothing there, not allowed, a program missing, not understood. */
export function findWhole(output: ScriptOutput | undefined, check: string, place: string): Found | Reading {
  if (output === undefined) return toUnknown('No answer has come.');
  const { on } = output;
  const answer = parseAnswer(output, check);
  if (answer === undefined)
    return toUnknown(`What ${on} answered is not understood, or not whole: nothing is proven by it.`);
  const end = findEnd(answer, place);
  if (end !== undefined) return end;
  const [size, modified] = answer.one('state')?.split(' ') ?? [];
  const [files, bytes, newest] = answer.one('tree')?.split(' ') ?? [];
  const modifiedAtMs = toInstantMs(modified ?? newest);
  const percent = toPercent(answer.all('log'));
  return {
    answer,
    isFolder: answer.one('kind') === 'folder',
    content: {
      ...optional('sizeBytes', toNumber(size ?? bytes)),
      ...optional('files', toNumber(files)),
      ...optional('modifiedAtMs', modifiedAtMs),
    },
    ...optional('percent', percent),
  };
}

export function isEnd(found: Found | Reading): found is Reading {
  return 'problems' in found;
}

export function findEnd(answer: Answer, place: string): Reading | undefined {
  const { on } = answer;
  const exists = answer.one('exists')?.split(' ') ?? [];
  if (exists[0] === 'no') return toRefuted('present', 'none', [`There is nothing at ${place}.`]);
  if (exists[0] === 'hidden')
    return toUnknown(
      `${exists[1] ?? 'The user'} may not look into the folder of ${place}: whether it is there is not known.`,
    );
  if (exists[0] === 'unreadable')
    return toRefuted('complete', 'present', [`${exists[1] ?? 'The user'} may not read ${place}.`]);
  const [missing] = answer.all('missing');
  if (missing !== undefined) return toUnknown(`${missing} is not installed on ${on}.`);
  const [secret] = answer.all('no-secret');
  if (secret !== undefined)
    return toUnknown(`${secret} is not set on ${on}: give it as a secret of the run, under that name.`);
  const [unable] = answer.all('unable');
  return unable === undefined ? undefined : toUnknown(toUnable(answer, unable, on, place));
}

function toUnable(answer: Answer, unable: string, on: HostName, place: string): string {
  const [why, ...rest] = unable.split(' ');
  const what = rest.join(' ');
  switch (why) {
    case 'scratch':
      return `No folder can be made in ${what} on ${on}: a check needs one of its own.`;
    case 'room': {
      const [wanted, free, where] = answer.all('room').at(-1)?.split(' ') ?? [];
      return `There is not enough room in ${where ?? 'the scratch folder'} on ${on}: ${toSizeText(Number(wanted) * 1_024)} are needed, ${toSizeText(Number(free) * 1_024)} are free.`;
    }
    case 'encrypted':
      return `${place} is encrypted (${what}): what is in it cannot be looked at here.`;
    case 'version':
      return `Another version is needed on ${on}: ${what}.`;
    case 'environment':
      return `${what} on ${on} cannot be read.`;
    case 'user':
      return `No user is there on ${on} to run a server as: it may not be root.`;
    case 'server':
      return `The server for the restore test did not start on ${on}: ${toWords(answer)}`;
    default:
      return `The check could not be made on ${on}: ${unable}${toWords(answer) === '' ? '' : ` (${toWords(answer)})`}`;
  }
}

/** The last percentage of a log: `42 %`, `42.1%`, `"percent_done":0.421`. */
export function toPercent(lines: readonly string[]): number | undefined {
  const found = [...lines.join('\n').matchAll(/"percent_done":\s*(0?\.\d+|[01])(?![\d.])|(\d{1,3}(?:\.\d+)?)\s?%/g)].at(
    -1,
  );
  if (found === undefined) return undefined;
  const percent = found[1] === undefined ? Number(found[2]) : Number(found[1]) * 100;
  return percent <= 100 ? percent : undefined;
}

/** What somebody expected of it and is not so, one sentence each. */
export function toUnmetSizes({ expects }: Checkable, content: Content): readonly string[] {
  const unmet: string[] = [];
  const { sizeBytes } = content;
  if (sizeBytes === 0) unmet.push('It is empty.');
  else if (sizeBytes !== undefined && expects.sizeBytes !== undefined && sizeBytes < expects.sizeBytes / 2)
    unmet.push(`It has ${toSizeText(sizeBytes)}, where about ${toSizeText(expects.sizeBytes)} are expected.`);
  if (content.sha256 !== undefined && expects.sha256 !== undefined && content.sha256 !== expects.sha256)
    unmet.push(`Its SHA-256 is ${content.sha256}, and not ${expects.sha256} as when it was made.`);
  return unmet;
}

/** For each thing that has to be in it a line `holds yes|no NAME`; those that are not. A name that got no line is not there. */
export function toUnheld({ contains = [] }: Expects, answer: Answer): readonly string[] {
  const held = new Set(
    answer
      .all('holds')
      .filter((line) => line.startsWith('yes '))
      .map((line) => line.slice(4)),
  );
  return contains.filter((name) => !held.has(name.trim())).map((name) => `${name} is not in it.`);
}

/** Counts with what they have to be at least; and a sentence for each that has too few. */
export function toCounts(
  { counts: wanted = [] }: Expects,
  counts: readonly Count[],
): { readonly counts: Count[]; readonly unmet: readonly string[] } {
  const unmet: string[] = [];
  const judged = [...counts];
  for (const { of, atLeast } of wanted) {
    const index = judged.findIndex((count) => count.of === of);
    const count = judged[index];
    if (count === undefined) unmet.push(`${of} was not counted: at least ${atLeast} are expected.`);
    else {
      judged[index] = { ...count, expected: Math.max(atLeast, count.expected ?? 0) };
      if (count.found < atLeast) unmet.push(`${of}: ${count.found}, where at least ${atLeast} are expected.`);
    }
  }
  return { counts: judged.slice(0, 200), unmet };
}

/** Backup jobs that ran against nothing end well, too. */
export const emptiness = 'There is nothing in it.';

export function optional<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: V };
}
