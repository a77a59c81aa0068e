/** Where in a shown line the search found something. Expressions are matched by the host process alone: one could run away here. */
import type { SearchQuery } from '../../../contract/shapes.ts';
import type { SearchState } from '../../model/log-search.ts';

export type Ranges = readonly (readonly [from: number, to: number])[];
/** Finds the ranges in the text of the row or event with that permanent number. */
export type Highlighter = (kind: 'output' | 'event', at: number, text: string) => Ranges;

const none: Ranges = [];
const rangesALine = 200;

export function toHighlighter(search: SearchState | undefined): Highlighter {
  if (search === undefined || search.problem !== undefined) return () => none;
  return search.query.mode === 'regex' ? byHits(search) : byText(search.query);
}

function byText({ text, mode, isCaseSensitive }: SearchQuery): Highlighter {
  const literal = text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  const word = mode === 'word' ? `(?<![\\p{L}\\p{N}_])${literal}(?![\\p{L}\\p{N}_])` : literal;
  const expression = new RegExp(word, isCaseSensitive ? 'gu' : 'giu');
  return (_, __, line) => {
    const ranges: (readonly [number, number])[] = [];
    for (const found of line.matchAll(expression)) {
      ranges.push([found.index, found.index + found[0].length]);
      if (ranges.length >= rangesALine) break;
    }
    return ranges;
  };
}

function byHits(search: SearchState): Highlighter {
  const hits = new Map(search.hits.map((hit) => [`${hit.kind}${hit.at}`, hit]));
  return (kind, at, line) => {
    const hit = hits.get(`${kind}${at}`);
    if (hit === undefined) return none;
    // A hit's text may be cut around its match: it stands somewhere in the line.
    const shift = line.indexOf(hit.text);
    return shift < 0 ? none : hit.ranges.map(([from, to]) => [from + shift, to + shift] as const);
  };
}
