/** When one turns back: each criterion with its condition, what is done then, and who decides it (`CHG-2`). */
import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type Criterion, criterionSchema } from '../../../core/change/record.ts';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';
import { criterionActionWords } from '../../parts/drafts/change-words.ts';
import { newPartId } from '../../parts/drafts/part-id.ts';
import { PartList, withPart } from '../../parts/drafts/part-list.tsx';
import { type RecordProps, setRecord } from './record-field.tsx';

const blank = (): Criterion => ({ id: newPartId(), condition: '', action: 'revert', decidedBy: '' });

export function Criteria({ record, draft, isReadOnly }: RecordProps) {
  const [open, setOpen] = useState<Criterion>();
  const { criteria } = record;
  return (
    <>
      <PartList
        label="Rollback criteria"
        parts={criteria}
        isReadOnly={isReadOnly}
        empty="None yet. Say at which sign the work is paused, reverted or rescheduled, before anybody is tired."
        addLabel="Add a criterion"
        toName={({ condition }) => `“${condition}”`}
        toRow={({ condition, action, decidedBy }) => (
          <>
            {condition}
            <small>
              {criterionActionWords[action]} · {decidedBy} decides
            </small>
          </>
        )}
        onAdd={() => setOpen(blank())}
        onChange={setOpen}
        onRemove={({ id }) => setRecord(draft, { criteria: criteria.filter((other) => other.id !== id) })}
      />
      {open === undefined ? null : (
        <CriterionDialog
          first={open}
          onClose={() => setOpen(undefined)}
          onDone={(criterion) => setRecord(draft, { criteria: withPart(criteria, criterion) })}
        />
      )}
    </>
  );
}

interface CriterionDialogProps {
  readonly first: Criterion;
  readonly onDone: (criterion: Criterion) => void;
  readonly onClose: () => void;
}

function CriterionDialog({ first, onDone, onClose }: CriterionDialogProps) {
  const [criterion, setCriterion] = useState(first);
  const parsed = criterionSchema.safeParse(criterion);
  return (
    <DeedDialog
      title="Rollback criterion"
      deed="Keep it"
      isReady={parsed.success}
      onClose={onClose}
      onDo={() => {
        if (!parsed.success) return;
        onDone(parsed.data);
        onClose();
      }}
    >
      <TextInput
        label="When"
        description="A sign one can see: “more than 1 % of logins fail for five minutes”"
        value={criterion.condition}
        maxLength={1_000}
        data-autofocus
        onChange={(event) => setCriterion({ ...criterion, condition: event.currentTarget.value })}
      />
      <Select
        label="Then"
        data={Object.entries(criterionActionWords).map(([value, label]) => ({ value, label }))}
        value={criterion.action}
        allowDeselect={false}
        onChange={(action) => {
          if (action !== null) setCriterion({ ...criterion, action: action as Criterion['action'] });
        }}
      />
      <TextInput
        label="Who decides"
        value={criterion.decidedBy}
        maxLength={1_000}
        onChange={(event) => setCriterion({ ...criterion, decidedBy: event.currentTarget.value })}
      />
    </DeedDialog>
  );
}
