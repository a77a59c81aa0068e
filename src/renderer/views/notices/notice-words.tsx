/** The words of a notice as they stand: subject and text, what is wrong marked in them and said in sentences below. */
import { CircleCheck, TriangleAlert } from 'lucide-react';
import type { NoticeProblem } from '../../../core/notice/check.ts';
import { MarkedText } from './marked-text.tsx';
import classes from './notices.module.css';

export interface Words {
  readonly subject: string;
  readonly text: string;
}

interface NoticeWordsProps {
  readonly words: Words;
  readonly problems: readonly NoticeProblem[];
}

export function NoticeWords({ words, problems }: NoticeWordsProps) {
  return (
    <>
      <div className={classes['words']} data-testid="notice-words">
        <p className={classes['subject']}>
          <MarkedText text={words.subject} problems={problems.filter(({ where }) => where === 'subject')} />
        </p>
        <p className={classes['text']}>
          <MarkedText text={words.text} problems={problems.filter(({ where }) => where === 'text')} />
        </p>
      </div>
      <Check problems={problems} />
    </>
  );
}

export function Check({ problems }: Pick<NoticeWordsProps, 'problems'>) {
  if (problems.length === 0) {
    return (
      <p className={classes['check']} data-tone="good">
        <CircleCheck size={14} aria-hidden="true" /> The check finds nothing wrong.
      </p>
    );
  }
  return (
    <ul className={classes['problems']} aria-label="What the check says">
      {problems.map(({ kind, where, from, to, message }) => (
        <li key={`${kind} ${where} ${from} ${to} ${message}`} className={classes['check']} data-tone="warn">
          <TriangleAlert size={14} aria-hidden="true" /> {message}
        </li>
      ))}
    </ul>
  );
}
