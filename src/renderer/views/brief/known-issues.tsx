/** Issues known before the work, each with its workaround and who follows it up (`CHG-2`). */
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { type KnownIssue, knownIssueSchema } from '../../../core/change/record.ts';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';
import { newPartId } from '../../parts/drafts/part-id.ts';
import { PartList, withPart } from '../../parts/drafts/part-list.tsx';
import { type RecordProps, setRecord } from './record-field.tsx';

export function KnownIssues({ record, draft, isReadOnly }: RecordProps) {
  const [open, setOpen] = useState<KnownIssue>();
  const { knownIssues } = record;
  return (
    <>
      <PartList
        label="Known issues"
        parts={knownIssues}
        isReadOnly={isReadOnly}
        empty="None. What is known and not mended goes here, so that support is not surprised by it."
        addLabel="Add a known issue"
        toName={({ issue }) => `“${issue}”`}
        toRow={({ issue, workaround, followUpOwner }) => (
          <>
            {issue}
            <small>
              {workaround ? `Workaround: ${workaround}` : 'No workaround said'} ·{' '}
              {followUpOwner ? `${followUpOwner} follows it up` : 'nobody follows it up yet'}
            </small>
          </>
        )}
        onAdd={() => setOpen({ id: newPartId(), issue: '' })}
        onChange={setOpen}
        onRemove={({ id }) => setRecord(draft, { knownIssues: knownIssues.filter((other) => other.id !== id) })}
      />
      {open === undefined ? null : (
        <KnownIssueDialog
          first={open}
          onClose={() => setOpen(undefined)}
          onDone={(issue) => setRecord(draft, { knownIssues: withPart(knownIssues, issue) })}
        />
      )}
    </>
  );
}

interface KnownIssueDialogProps {
  readonly first: KnownIssue;
  readonly onDone: (issue: KnownIssue) => void;
  readonly onClose: () => void;
}

function KnownIssueDialog({ first, onDone, onClose }: KnownIssueDialogProps) {
  const [issue, setIssue] = useState(first);
  const parsed = knownIssueSchema.safeParse(issue);
  const word = (field: 'issue' | 'workaround' | 'followUpOwner', label: string, isFirst = false) => (
    <TextInput
      label={label}
      value={issue[field] ?? ''}
      maxLength={1_000}
      data-autofocus={isFirst || undefined}
      onChange={(event) => setIssue({ ...issue, [field]: event.currentTarget.value })}
    />
  );
  return (
    <DeedDialog
      title="Known issue"
      deed="Keep it"
      isReady={parsed.success}
      onClose={onClose}
      onDo={() => {
        if (!parsed.success) return;
        onDone(parsed.data);
        onClose();
      }}
    >
      {word('issue', 'Issue', true)}
      {word('workaround', 'Workaround')}
      {word('followUpOwner', 'Who follows it up')}
    </DeedDialog>
  );
}
