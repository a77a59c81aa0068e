/** What is told of a match: not the whole of a long row. */
import type { SearchHit } from '../../contract/shapes.ts';

const textMax = 2_000;
/** Of what stands before the first match, so much is shown. */
const before = 200;

/** At most 2,000 characters around the first match; ranges that lie outside are left out. */
export function cutToHit(
  text: string,
  ranges: readonly (readonly [number, number])[],
): Pick<SearchHit, 'text' | 'ranges'> {
  const [first] = ranges;
  const start =
    text.length <= textMax || first === undefined ? 0 : Math.max(0, Math.min(first[0] - before, text.length - textMax));
  const end = start + textMax;
  return {
    text: text.slice(start, end),
    ranges: ranges
      .filter(([from]) => from >= start && from < end)
      .map(([from, to]): [number, number] => [from - start, Math.min(to, end) - start]),
  };
}
