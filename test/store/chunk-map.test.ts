/** The map of a chunk may say “perhaps” wrongly, and never “no”. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SearchQuery } from '../../src/contract/shapes.ts';
import { mapSizeBytes, mayContain, toChunkMap } from '../../src/main/store/chunk-map.ts';
import { toMatcher } from '../../src/main/store/search-query.ts';

function mapOf(text: string): Uint8Array {
  const { trigrams, tokens } = toChunkMap(Buffer.from(text));
  const map = new Uint8Array(mapSizeBytes);
  map.set(trigrams);
  map.set(tokens, trigrams.length);
  return map;
}

function mayHave(map: Uint8Array, query: SearchQuery): boolean {
  const matcher = toMatcher(query);
  if (!matcher.ok) throw new Error(matcher.failure.message);
  return matcher.value.probe === undefined || mayContain(map, 0, matcher.value.probe);
}

const text = fc.array(
  fc.constantFrom('error', 'Kilo', 'SKATE', 'ſ', '\u212a', 'é', 'É', ' ', '-', '_', '42', 'x', '\u{fffd}'),
  {
    minLength: 1,
    maxLength: 12,
  },
);

describe('the map of a chunk', () => {
  it('never denies a text that the chunk has, whole word or not, whatever its case', () => {
    fc.assert(
      fc.property(text, fc.nat(11), fc.nat(11), fc.boolean(), fc.boolean(), (parts, a, b, isWord, isCaseSensitive) => {
        const wanted = parts.slice(Math.min(a, b), Math.max(a, b) + 1).join('');
        if (wanted === '') return;
        const line = parts.join('');
        const query: SearchQuery = { text: wanted, mode: isWord ? 'word' : 'substring', isCaseSensitive };
        const matcher = toMatcher(query);
        if (!matcher.ok || matcher.value.ranges(line).length === 0) return;
        expect(mayHave(mapOf(line), query)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('never denies a line that an expression matches', () => {
    const piece = fc.constantFrom(
      'err',
      'or',
      'Kil',
      'kat',
      '\\b',
      '.',
      '.*',
      '[a-z]',
      'é',
      '(?:',
      ')',
      '(',
      '|',
      '+',
      '?',
      '{2}',
      '{0,1}',
      '^',
      '$',
      '\\w',
      ' ',
      '(?=x)',
      '(?i:',
      '\u212a',
    );
    let matched = 0;
    fc.assert(
      fc.property(
        fc.array(piece, { minLength: 1, maxLength: 7 }),
        text,
        fc.boolean(),
        (pieces, parts, isCaseSensitive) => {
          const query: SearchQuery = { text: pieces.join(''), mode: 'regex', isCaseSensitive };
          const matcher = toMatcher(query);
          const line = parts.join('');
          if (!matcher.ok || matcher.value.ranges(line).length === 0) return;
          matched += 1;
          expect(mayHave(mapOf(line), query)).toBe(true);
        },
      ),
      { numRuns: 10_000 },
    );
    expect(matched).toBeGreaterThan(100);
  });

  it('denies what the chunk has not, so that it need not be opened', () => {
    const map = mapOf('copied segment 81 txn 6d194eb1-28fe-8ffd\n'.repeat(50));
    const no = (query: Partial<SearchQuery> & { text: string }) =>
      expect(mayHave(map, { mode: 'substring', isCaseSensitive: false, ...query })).toBe(false);
    no({ text: 'quorum' });
    no({ text: 'segmen', mode: 'word' });
    no({ text: '(lost|broken) quorum', mode: 'regex' });
    no({ text: 'txn [0-9a-f]+-dead', mode: 'regex' });
    no({ text: '\\bsegmen\\b', mode: 'regex', isCaseSensitive: true });
    expect(mayHave(map, { text: 'segmen', mode: 'substring', isCaseSensitive: true })).toBe(true);
  });
});
