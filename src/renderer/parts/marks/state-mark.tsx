/** A state as every screen shows it: icon and word in the state's tone; `isIconOnly` keeps the word for a screen reader and a tooltip. */
import { Tooltip, VisuallyHidden } from '@mantine/core';
import type { Status, TaskState } from '../../../core/maintenance/state.ts';
import { type Look, statusLooks, taskLooks } from '../../theme/tones.ts';
import classes from './state-mark.module.css';

interface MarkProps {
  readonly look: Look;
  readonly isIconOnly?: boolean;
  /** Drawn as a pill on the tone's wash. */
  readonly isPill?: boolean;
}

export function Mark({ look, isIconOnly = false, isPill = false }: MarkProps) {
  const Icon = look.icon;
  const icon = (
    <Icon size={15} aria-hidden="true" className={look.word === 'Running' ? classes['turning'] : undefined} />
  );
  if (isIconOnly) {
    return (
      <Tooltip label={look.word}>
        <span className={classes['mark']} data-tone={look.tone}>
          {icon}
          <VisuallyHidden>{look.word}</VisuallyHidden>
        </span>
      </Tooltip>
    );
  }
  return (
    <span className={classes['mark']} data-tone={look.tone} data-pill={isPill || undefined}>
      {icon}
      <span>{look.word}</span>
    </span>
  );
}

export function TaskMark({ state, ...more }: { readonly state: TaskState } & Omit<MarkProps, 'look'>) {
  return <Mark look={taskLooks[state]} {...more} />;
}

export function StatusMark({ status, ...more }: { readonly status: Status } & Omit<MarkProps, 'look'>) {
  return <Mark look={statusLooks[status]} {...more} />;
}
