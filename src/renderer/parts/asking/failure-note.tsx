/** A failure as a person reads it: what happened first, then what to do about it; never a code alone. */
import { ActionIcon, Button } from '@mantine/core';
import { OctagonAlert, X } from 'lucide-react';
import type { ShownFailure } from './failure.ts';
import classes from './failure-note.module.css';

interface FailureNoteProps {
  readonly failure: ShownFailure;
  /** What the failure means for what is being done, where that is not plain from the message. */
  readonly meaning?: string;
  readonly onRetry?: (() => void) | undefined;
  /** What trying again does, where it is more than that. */
  readonly retryLabel?: string | undefined;
  readonly onDismiss?: (() => void) | undefined;
}

export function FailureNote({ failure, meaning, onRetry, retryLabel = 'Try again', onDismiss }: FailureNoteProps) {
  return (
    <div role="alert" className={classes['note']} data-tone="bad">
      <OctagonAlert size={16} aria-hidden="true" className={classes['icon']} />
      <div className={classes['words']}>
        <p className={classes['message']}>{failure.message}</p>
        {meaning === undefined ? null : <p>{meaning}</p>}
        {failure.advice === undefined ? null : <p>{failure.advice}</p>}
      </div>
      {onRetry === undefined ? null : (
        <Button size="compact-xs" variant="default" onClick={onRetry}>
          {retryLabel}
        </Button>
      )}
      {onDismiss === undefined ? null : (
        <ActionIcon variant="subtle" color="gray" size="sm" aria-label="Dismiss" onClick={onDismiss}>
          <X size={14} aria-hidden="true" />
        </ActionIcon>
      )}
    </div>
  );
}
