/** The form every control of a run ends in: what is about to happen, what is asked of the person, and the one button that does it. */
import { Button, Modal } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import type { ControlsModel } from '../../model/controls-model.ts';
import { useModel } from '../../model/react.tsx';
import { FailureNote } from '../../parts/failure-note.tsx';
import classes from './action-dialog.module.css';

interface ActionDialogProps {
  readonly controls: ControlsModel;
  readonly title: string;
  /** What the button says: the deed itself, with its host where it has one. */
  readonly deed: string;
  /** It cannot be taken back, or changes something on a host. */
  readonly isDangerous?: boolean;
  readonly isReady?: boolean;
  readonly onDo: () => void;
  readonly children: ReactNode;
}

export function ActionDialog(props: ActionDialogProps) {
  const { controls, title, deed, isDangerous = false, isReady = true, onDo, children } = props;
  const isSending = useModel(controls, (view) => view.isSending);
  const failure = useModel(controls, (view) => view.failure);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (isReady) onDo();
  }

  return (
    <Modal
      opened
      onClose={controls.close}
      title={title}
      size={560}
      closeButtonProps={{ 'aria-label': 'Close' }}
      classNames={{ title: classes['title'] ?? '' }}
    >
      <form onSubmit={submit} className={classes['form']}>
        {children}
        {failure === undefined ? null : <FailureNote failure={failure} />}
        <div className={classes['buttons']}>
          <Button variant="default" onClick={controls.close}>
            Back
          </Button>
          <Button type="submit" color={isDangerous ? 'red.8' : 'dock'} disabled={!isReady} loading={isSending}>
            {deed}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
