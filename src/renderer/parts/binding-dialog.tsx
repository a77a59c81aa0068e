/** A dialog for what binds: it says what is about to be said, asks what it needs, and has the one button that says it. */
import { Button, Modal } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import type { Asking } from './asking.ts';
import dialogs from './dialog.module.css';
import { FailureNote } from './failure-note.tsx';

interface BindingDialogProps {
  readonly title: string;
  /** What the button says: the deed itself. */
  readonly deed: string;
  readonly isReady: boolean;
  readonly isDangerous?: boolean;
  /** Absent where nothing is asked of the host. */
  readonly asking?: Asking;
  readonly onDo: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function BindingDialog(props: BindingDialogProps) {
  const { title, deed, isReady, isDangerous = false, asking, onDo, onClose, children } = props;
  function submit(event: FormEvent) {
    event.preventDefault();
    if (isReady) onDo();
  }
  return (
    <Modal opened onClose={onClose} title={title} size={560} closeButtonProps={{ 'aria-label': 'Close' }}>
      <form className={dialogs['form']} onSubmit={submit}>
        {children}
        {asking?.failure === undefined ? null : <FailureNote failure={asking.failure} />}
        <div className={dialogs['buttons']}>
          <Button variant="default" onClick={onClose}>
            Back
          </Button>
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
