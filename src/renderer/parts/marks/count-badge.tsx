/** A count on a tab, in the tone of the worst it counts; whoever cannot see it hears what it counts. */
import { VisuallyHidden } from '@mantine/core';
import type { Tone } from '../../theme/tones.ts';
import classes from './count-badge.module.css';

interface CountBadgeProps {
  readonly count: number;
  readonly tone: Tone;
  /** The count, and of what. */
  readonly words: string;
}

export function CountBadge({ count, tone, words }: CountBadgeProps) {
  return (
    <span className={classes['count']} data-tone={tone} title={words}>
      <span aria-hidden="true">{count}</span>
      <VisuallyHidden>: {words}</VisuallyHidden>
    </span>
  );
}
