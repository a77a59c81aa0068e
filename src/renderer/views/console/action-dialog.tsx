/** The dialog every control of a run ends in: what is about to happen, what is asked of the person, and the one button that does it. */
import type { ReactNode } from 'react';
import type { ControlsModel } from '../../model/controls-model.ts';
import { useModel } from '../../model/react.tsx';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';

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

export function ActionDialog({ controls, children, ...deed }: ActionDialogProps) {
  const isAsking = useModel(controls, (view) => view.isSending);
  const failure = useModel(controls, (view) => view.failure);
  return (
    <DeedDialog {...deed} size={560} asking={{ isAsking, failure }} onClose={controls.close}>
      {children}
    </DeedDialog>
  );
}
