/** A dialog for what binds: what it means, what is asked of the person, and one button that says what it does. */
import { Button, Modal } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import type { Asking } from '../asking/asking.ts';
import { FailureNote } from '../asking/failure-note.tsx';
import dialogs from './dialog.module.css';

interface DeedDialogProps {
  readonly title: string;
  /** What the button says: the deed itself. */
  readonly deed: string;
  readonly isReady?: boolean;
  /** It was done: what is left is to read what came of it. */
  readonly isDone?: boolean;
  /** It cannot be taken back, or stands in for a rule. */
  readonly isDangerous?: boolean;
  /** Absent where nothing is asked of the host: it goes into a form that saves itself. */
  readonly asking?: Pick<Asking, 'isAsking' | 'failure'>;
  readonly size?: number;
  readonly onDo: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function DeedDialog(props: DeedDialogProps) {
  const {
    title,
    deed,
    isReady = true,
    isDone = false,
    isDangerous = false,
    asking,
    size = 520,
    onDo,
    onClose,
    children,
  } = props;
  function submit(event: FormEvent) {
    event.preventDefault();
    if (isReady) onDo();
  }
  return (
    // A press beside it is a slip, and would take away what was typed.
    <Modal
      opened
      onClose={onClose}
      closeOnClickOutside={false}
      title={title}
      size={size}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form className={dialogs['form']} onSubmit={submit}>
        {children}
        {asking?.failure === undefined ? null : <FailureNote failure={asking.failure} />}
        <div className={dialogs['buttons']}>
          {isDone ? null : (
            <Button variant="default" onClick={onClose}>
              Back
            </Button>
          )}
          <Button
            type="submit"
            color={isDangerous ? 'red.8' : 'dock'}
            disabled={!isReady}
            loading={asking?.isAsking ?? false}
          >
            {deed}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
