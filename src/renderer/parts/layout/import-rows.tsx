/** What becomes of each line of a file that is taken over: a list that scrolls by itself. */
import type { Tone } from '../../theme/tones.ts';
import classes from './import-rows.module.css';

export interface ImportRow {
  readonly key: string;
  readonly line: number;
  readonly outcome: string;
  readonly tone: Tone;
  /** What stands there; none where the line says nothing that could be read. */
  readonly name?: string | undefined;
  readonly says: string;
}

interface ImportRowsProps {
  readonly label: string;
  readonly rows: readonly ImportRow[];
}

export function ImportRows({ label, rows }: ImportRowsProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by the keyboard.
    <ul className={classes['rows']} tabIndex={0} aria-label={label}>
      {rows.map(({ key, line, outcome, tone, name, says }) => (
        <li key={key} data-tone={tone}>
          <span className={classes['line']}>line {line}</span>
          <span className={classes['outcome']}>{outcome}</span>
          <span>
            {name === undefined || name === '' ? '' : `${name}: `}
            {says}
          </span>
        </li>
      ))}
    </ul>
  );
}
