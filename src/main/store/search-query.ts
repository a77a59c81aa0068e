/** A search made ready: what the index is asked first, and what then finds the matches in a text. */
import type { SearchQuery } from '../../contract/shapes.ts';
import { type Failure, fail, type Result, succeed } from '../../core/result.ts';
import { type Probe, toSlots } from './chunk-map.ts';
import { boundary, type Requirement, toRequirement } from './regex-literals.ts';

export interface Matcher {
  /** Asked of a chunk's map; `undefined`: every chunk may have it. */
  readonly probe: Probe | undefined;
  /** Bytes without which no row matches; set where looking for them is all it takes to find candidates. */
  readonly bytes: Buffer | undefined;
  /** Finds candidates in many rows read as one text; `undefined` where only row by row is right. */
  readonly acrossRows: RegExp | undefined;
  /** Start and end of each match in the text of one row, in UTF-16 units. Empty: no match. */
  ranges(text: string): readonly (readonly [number, number])[];
}

/** More of one row is not told: a screen has no use for it. */
const rangesMax = 100;

export function toMatcher(query: SearchQuery): Result<Matcher, Failure<'bad-expression'>> {
  return query.mode === 'regex' ? toRegexMatcher(query) : succeed(toLiteralMatcher(query));
}

function toLiteralMatcher({ text, mode, isCaseSensitive }: SearchQuery): Matcher {
  const isWord = mode === 'word';
  const pattern = new RegExp(text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'), isCaseSensitive ? 'g' : 'gi');
  // A replacement character stands for bytes that nobody knows; half a pair for none at all.
  const isExact = !text.includes('\u{fffd}') && text.isWellFormed();
  const literal = isWord ? `${boundary}${text}${boundary}` : text;
  const sureness = { isCaseSensitive, foldsToAscii: false };
  return {
    probe: isExact && !text.includes(boundary) ? toProbe({ kind: 'literal', text: literal }, sureness) : undefined,
    bytes: isExact && isCaseSensitive ? Buffer.from(text) : undefined,
    acrossRows: pattern,
    ranges: (row) => rangesOf(pattern, row, isWord ? isWholeWord : () => true),
  };
}

/** With the flag `u` where the expression allows it, so that `\p{L}` is what it looks like; always with `m`. */
function toRegexMatcher({ text, isCaseSensitive }: SearchQuery): Result<Matcher, Failure<'bad-expression'>> {
  const flags = isCaseSensitive ? 'gm' : 'gim';
  const unicode = compile(text, `${flags}u`);
  const pattern = unicode.ok ? unicode : compile(text, flags);
  if (!pattern.ok) return pattern;
  const sureness = { isCaseSensitive, foldsToAscii: unicode.ok && !isCaseSensitive };
  return succeed({
    probe: toProbe(toRequirement(text), sureness),
    bytes: undefined,
    // What looks around itself may see the next row, and decide otherwise.
    acrossRows: /\(\?<?[=!]/.test(text) ? undefined : pattern.value,
    ranges: (row) => rangesOf(pattern.value, row, () => true),
  });
}

function compile(source: string, flags: string): Result<RegExp, Failure<'bad-expression'>> {
  try {
    return succeed(new RegExp(source, flags));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return fail('bad-expression', error.message, { cause: error });
  }
}

function rangesOf(pattern: RegExp, text: string, isMeant: (text: string, start: number, end: number) => boolean) {
  const ranges: (readonly [number, number])[] = [];
  pattern.lastIndex = 0;
  for (let found = pattern.exec(text); found !== null && ranges.length < rangesMax; found = pattern.exec(text)) {
    const end = found.index + found[0].length;
    const meant = isMeant(text, found.index, end);
    if (meant) ranges.push([found.index, end]);
    // Past an empty match, or the word may begin within what was not one.
    if (!meant || end === found.index) pattern.lastIndex = found.index + 1;
  }
  return ranges;
}

const wordCharacter = /[\p{L}\p{N}_]/u;

function isWholeWord(text: string, start: number, end: number): boolean {
  return !wordCharacter.test(characterBefore(text, start)) && !wordCharacter.test(characterAt(text, end));
}

function characterAt(text: string, at: number): string {
  const point = text.codePointAt(at);
  return point === undefined ? '' : String.fromCodePoint(point);
}

function characterBefore(text: string, at: number): string {
  const isPair = at >= 2 && /[\ud800-\udbff]/.test(text[at - 2] ?? '') && /[\udc00-\udfff]/.test(text[at - 1] ?? '');
  return text.slice(isPair ? at - 2 : Math.max(0, at - 1), at);
}

interface Sureness {
  readonly isCaseSensitive: boolean;
  /** With `i` and `u` together, K (Kelvin) is a k and ſ an s: nothing is sure of those letters. */
  readonly foldsToAscii: boolean;
}

/** `undefined`: nothing can be asked. */
function toProbe(requirement: Requirement, sureness: Sureness): Probe | undefined {
  switch (requirement.kind) {
    case 'literal':
      return toLiteralProbe(requirement.text, sureness);
    case 'all': {
      const of = requirement.of.map((part) => toProbe(part, sureness)).filter((probe) => probe !== undefined);
      return of.length === 0 ? undefined : { kind: 'all', of };
    }
    case 'any': {
      const of = requirement.of.map((part) => toProbe(part, sureness));
      const known = of.filter((probe) => probe !== undefined);
      return known.length < of.length ? undefined : { kind: 'any', of: known };
    }
  }
}

function toLiteralProbe(literal: string, { isCaseSensitive, foldsToAscii }: Sureness): Probe | undefined {
  // Half a character, or one that stands for bytes that were no character, is looked for nowhere in the map.
  const pieces = literal.split(boundary).flatMap((piece, index, all) =>
    piece.split(/[\u{fffd}\ud800-\udfff]/u).map((text, part, parts) => ({
      bytes: Buffer.from(text),
      isClosedLeft: part === 0 && index > 0,
      isClosedRight: part === parts.length - 1 && index < all.length - 1,
    })),
  );
  const isUnsure = (byte: number) =>
    (!isCaseSensitive && byte >= 0x80) ||
    (foldsToAscii && (byte === 0x6b || byte === 0x4b || byte === 0x73 || byte === 0x53));
  const slots = pieces.map((piece) => toSlots({ ...piece, isUnsure }));
  const trigrams = slots.flatMap((piece) => piece.trigrams);
  const tokens = slots.flatMap((piece) => piece.tokens);
  return trigrams.length + tokens.length === 0 ? undefined : { kind: 'slots', trigrams, tokens };
}
