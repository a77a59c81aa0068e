/** Writing a notice's words: saved by itself, undone with the usual keys, looked over while one types. */
import { Button, Textarea, TextInput } from '@mantine/core';
import { Redo2, Undo2 } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { checkNotice } from '../../../core/notice/check.ts';
import type { PlannedNotice } from '../../../core/notice/notice.ts';
import { attempt } from '../../model/asking.ts';
import { useModel, useModels } from '../../model/react.tsx';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import { useDraft } from '../../parts/drafts/use-draft.ts';
import { useNowMs } from '../../parts/time/now.ts';
import { Check, type Words } from './notice-words.tsx';
import classes from './notices.module.css';
import { toNotice } from './to-notice.ts';

interface WordsEditorProps {
  readonly state: MaintenanceState;
  readonly notice: PlannedNotice;
  readonly first: Words;
  readonly onDone: () => void;
}

const savings = { saved: 'Saved', unsaved: 'Not saved yet', saving: 'Saving…', failed: 'Not saved' } as const;

export function WordsEditor({ state, notice, first, onDone }: WordsEditorProps) {
  const { link } = useModels();
  // Its time or channels may be changed from another console meanwhile.
  const current = useRef(notice);
  useEffect(() => {
    current.current = notice;
  }, [notice]);
  const draft = useDraft<Words>(
    { subject: first.subject, text: first.text },
    () => (words) =>
      attempt(link, 'notice.change', { maintenance: state.id, notice: { ...toNotice(current.current), ...words } }),
    ({ subject, text }) => JSON.stringify([subject, text]),
  );
  const { value, saving, failure, canUndo, canRedo } = useModel(draft, (view) => view);
  /** What could not be saved stays open: closing would look as if it had been. */
  async function finish() {
    await draft.save();
    if (draft.getState().saving === 'saved') onDone();
  }
  const problems = checkNotice(value, notice, state, useNowMs());
  return (
    <div className={classes['editor']}>
      {failure === undefined ? null : <FailureNote failure={failure} onRetry={() => void draft.save()} />}
      <TextInput
        label="Subject"
        maxLength={500}
        value={value.subject}
        onChange={(event) => {
          const subject = event.currentTarget.value;
          draft.edit((before) => ({ ...before, subject }), 'subject');
        }}
      />
      <Textarea
        label="Text"
        autosize
        minRows={8}
        maxRows={24}
        data-autofocus
        value={value.text}
        onChange={(event) => {
          const text = event.currentTarget.value;
          draft.edit((before) => ({ ...before, text }), 'text');
        }}
      />
      <div className={classes['buttons']}>
        <Button size="compact-sm" loading={saving === 'saving'} onClick={() => void finish()}>
          Done
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          disabled={!canUndo}
          leftSection={<Undo2 size={14} aria-hidden="true" />}
          onClick={draft.undo}
        >
          Undo
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          disabled={!canRedo}
          leftSection={<Redo2 size={14} aria-hidden="true" />}
          onClick={draft.redo}
        >
          Redo
        </Button>
        <span className={classes['soft']} role="status">
          {savings[saving]}
        </span>
      </div>
      <Check problems={problems} />
    </div>
  );
}
