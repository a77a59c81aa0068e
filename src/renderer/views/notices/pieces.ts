/** Cuts a text where its problems begin and end. */
import type { NoticeProblem } from '../../../core/notice/check.ts';

export interface Piece {
  readonly from: number;
  readonly words: string;
  /** What is wrong with these words; several sentences where several problems lie over each other. */
  readonly message?: string;
}

/** The pieces together are the text again. A problem without extent marks nothing. */
export function toPieces(text: string, problems: readonly Pick<NoticeProblem, 'from' | 'to' | 'message'>[]): Piece[] {
  const marked = problems.filter(({ from, to }) => from < to && from < text.length);
  const edges = new Set([0, text.length, ...marked.flatMap(({ from, to }) => [from, Math.min(to, text.length)])]);
  const sorted = [...edges].sort((a, b) => a - b);
  return sorted.slice(0, -1).map((from, index) => {
    const to = sorted[index + 1] ?? text.length;
    const over = marked.filter((problem) => problem.from <= from && problem.to >= to);
    const message = over.map((problem) => problem.message).join(' ');
    return { from, words: text.slice(from, to), ...(message === '' ? {} : { message }) };
  });
}
