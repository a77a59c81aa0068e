/** What stands over anything that is written and saves itself: how the saving fares, undo and redo, and their keys. */
import { ActionIcon } from '@mantine/core';
import { CircleCheck, LoaderCircle, PencilLine, Redo2, TriangleAlert, Undo2 } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import type { DraftModel, DraftView } from '../../model/draft-model.ts';
import type { Look } from '../../theme/tones.ts';
import { Mark } from '../marks/state-mark.tsx';
import classes from './draft-bar.module.css';

type SavingState = DraftView<unknown>['saving'];

const savingLooks: Readonly<Record<SavingState, Look>> = {
  saved: { word: 'Saved', icon: CircleCheck, tone: 'good' },
  unsaved: { word: 'Typing…', icon: PencilLine, tone: 'neutral' },
  saving: { word: 'Saving…', icon: LoaderCircle, tone: 'neutral' },
  failed: { word: 'Not saved', icon: TriangleAlert, tone: 'bad' },
};

interface SavingProps {
  readonly view: Pick<DraftView<unknown>, 'saving'>;
  /** Why nothing can be changed, where that is so. */
  readonly because: string | undefined;
}

export function Saving({ view, because }: SavingProps) {
  if (because !== undefined) return <span className={classes['because']}>{because}</span>;
  return (
    <span role="status">
      <Mark look={savingLooks[view.saving]} />
    </span>
  );
}

interface UndoButtonsProps {
  readonly draft: Pick<DraftModel<unknown>, 'undo' | 'redo'>;
  readonly view: Pick<DraftView<unknown>, 'canUndo' | 'canRedo'>;
}

export function UndoButtons({ draft, view }: UndoButtonsProps) {
  return (
    <ActionIcon.Group>
      <ActionIcon variant="default" aria-label="Undo" disabled={!view.canUndo} onClick={() => draft.undo()}>
        <Undo2 size={15} aria-hidden="true" />
      </ActionIcon>
      <ActionIcon variant="default" aria-label="Redo" disabled={!view.canRedo} onClick={() => draft.redo()}>
        <Redo2 size={15} aria-hidden="true" />
      </ActionIcon>
    </ActionIcon.Group>
  );
}

export function onDraftKey(
  event: KeyboardEvent,
  draft: Pick<DraftModel<unknown>, 'save' | 'undo' | 'redo'>,
  isReadOnly: boolean,
): void {
  const isMod = event.metaKey || event.ctrlKey;
  // A script's editor has an undo of its own, which the draft follows.
  if (!isMod || event.defaultPrevented || isReadOnly) return;
  const key = event.key.toLowerCase();
  if (key === 's') {
    event.preventDefault();
    void draft.save();
  }
  const isRedo = key === 'y' || (key === 'z' && event.shiftKey);
  if (key === 'z' || isRedo) {
    event.preventDefault();
    if (isRedo) draft.redo();
    else draft.undo();
  }
}
