/** A text with the places its check complains of marked, each with what is wrong on hover. */
import type { NoticeProblem } from '../../../core/notice/check.ts';
import classes from './notices.module.css';
import { toPieces } from './pieces.ts';

interface MarkedTextProps {
  readonly text: string;
  readonly problems: readonly NoticeProblem[];
}

export function MarkedText({ text, problems }: MarkedTextProps) {
  return (
    <>
      {toPieces(text, problems).map(({ from, words, message }) =>
        message === undefined ? (
          <span key={from}>{words}</span>
        ) : (
          <mark key={from} className={classes['marked']} title={message}>
            {words}
          </mark>
        ),
      )}
    </>
  );
}
