/** A validation is settled: its result, and what that rests on; or opened again, with the reason. */
import { FileInput, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Evidence, ItemResult, SettledItem } from '../../../../core/change/checklist.ts';
import type { MaintenanceState } from '../../../../core/maintenance/state.ts';
import type { ControlsModel } from '../../../model/controls-model.ts';
import { toFileEvidence } from '../../../model/file-hash.ts';
import { useModel } from '../../../model/react.tsx';
import { useAsking } from '../../../parts/asking/asking.ts';
import type { ShownFailure } from '../../../parts/asking/failure.ts';
import { FailureNote } from '../../../parts/asking/failure-note.tsx';
import { DeedDialog } from '../../../parts/dialogs/deed-dialog.tsx';
import { ReasonDialog } from '../../../parts/dialogs/reason-dialog.tsx';
import { WordsField } from '../../../parts/fields/words-field.tsx';
import { parseRow, resultLooks } from './validation-words.ts';

interface ItemDialogProps {
  readonly state: MaintenanceState;
  readonly item: SettledItem;
  readonly onClose: () => void;
}

const results = Object.entries(resultLooks).map(([value, { word }]) => ({ value: value as ItemResult, label: word }));

export function SettleDialog({
  state,
  item,
  controls,
  onClose,
}: ItemDialogProps & { readonly controls: ControlsModel }) {
  const about = useModel(controls, (view) => view.note.about);
  // The line one has just picked in the log is most likely the one that shows it.
  const [line, setLine] = useState(about?.kind === 'row' ? `${about.row}` : '');
  const [comment, setComment] = useState<string | null>(about?.kind === 'comment' ? about.comment : null);
  const [result, setResult] = useState<ItemResult>('passed');
  const [note, setNote] = useState('');
  const [file, setFile] = useState<Extract<Evidence, { kind: 'file' }>>();
  const [isReading, setReading] = useState(false);
  const [unread, setUnread] = useState<ShownFailure>();
  const asking = useAsking();
  // The newest first: what was said just now is most likely what shows it.
  const comments = state.talk.comments
    .slice(-200)
    .toReversed()
    .map(({ id, by, text }) => ({ value: id, label: `${by.name}: ${text.slice(0, 120)}` }));
  const row = parseRow(line);
  const isLineWrong = line.trim() !== '' && row === undefined;
  const evidence: Evidence[] = [
    ...(row === undefined ? [] : [{ kind: 'row' as const, row }]),
    ...(comment === null ? [] : [{ kind: 'comment' as const, comment }]),
    ...(file === undefined ? [] : [file]),
    ...(note.trim() === '' ? [] : [{ kind: 'note' as const, text: note.trim() }]),
  ];
  async function read(chosen: File | null) {
    setFile(undefined);
    setUnread(undefined);
    if (chosen === null) return;
    setReading(true);
    const answer = await toFileEvidence(chosen);
    setReading(false);
    if (answer.ok) setFile(answer.value);
    else setUnread(answer.failure);
  }
  async function settle() {
    const input = { maintenance: state.id, item: item.id, result, evidence };
    if ((await asking.ask('checklist.settle', input)) !== undefined) onClose();
  }
  return (
    <DeedDialog
      title={item.text}
      deed={`Settle as ${resultLooks[result].word.toLowerCase()}`}
      isReady={evidence.length > 0 && !isLineWrong && !isReading}
      asking={asking}
      onDo={() => void settle()}
      onClose={onClose}
    >
      <SegmentedControl aria-label="Result" fullWidth data={results} value={result} onChange={setResult} />
      <p>It rests on at least one of these:</p>
      <TextInput
        label="A line of the log"
        description="Its number, or the link copied from it"
        value={line}
        error={isLineWrong ? 'This is no line’s number.' : undefined}
        onChange={(event) => setLine(event.currentTarget.value)}
      />
      {comments.length === 0 ? null : (
        <Select label="A comment" data={comments} value={comment} clearable searchable onChange={setComment} />
      )}
      <FileInput
        label="A file"
        description={
          file === undefined
            ? isReading
              ? 'Its hash is worked out…'
              : 'Only its name, size and SHA-256 are kept.'
            : `SHA-256 ${file.sha256.slice(0, 16)}…`
        }
        clearable
        clearButtonProps={{ 'aria-label': 'No file' }}
        onChange={(chosen) => void read(chosen)}
      />
      {unread === undefined ? null : <FailureNote failure={unread} />}
      <WordsField label="A note" value={note} isFirst onChange={setNote} />
    </DeedDialog>
  );
}

export function ReopenDialog({ state, item, onClose }: ItemDialogProps) {
  return (
    <ReasonDialog
      title={`Open again: ${item.text}`}
      deed="Open it again"
      request="checklist.reopen"
      toInput={(reason) => ({ maintenance: state.id, item: item.id, reason })}
      onClose={onClose}
    >
      <p>Its result is set aside, and stays in the log.</p>
    </ReasonDialog>
  );
}
