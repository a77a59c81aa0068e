/** What the blameless hints say of a text, below it: each with its words, and what to write instead. */
import { Lightbulb } from 'lucide-react';
import { useMemo } from 'react';
import { toWordingHints } from '../../../core/postmortem/blameless.ts';
import classes from './postmortem.module.css';
import writing from './writing.module.css';

const shownHints = 3;

export function WordingHints({ text }: { readonly text: string }) {
  const hints = useMemo(() => toWordingHints(text), [text]);
  if (hints.length === 0) return null;
  return (
    <ul className={writing['hints']} aria-label="Hints on the wording">
      {hints.slice(0, shownHints).map(({ from, to, says }) => (
        <li key={from} data-tone="warn">
          <Lightbulb size={14} aria-hidden="true" />
          <span>
            <strong>“{text.slice(from, to)}”</strong> {says}
          </span>
        </li>
      ))}
      {hints.length > shownHints ? (
        <li className={classes['soft']}>and {hints.length - shownHints} more, underlined</li>
      ) : null}
    </ul>
  );
}
