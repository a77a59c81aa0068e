/** The categories of a change with the validations they bring, and the checklist as it is to be worked through (`CHG-3`, `CHG-4`). */
import { MultiSelect, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type ChecklistItem, checklistItemSchema } from '../../../core/change/checklist.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { isBeforeStart } from '../../../core/maintenance/tasks.ts';
import type { Step } from '../../../core/plan/plan.ts';
import { useAsked } from '../../parts/asking/asked.ts';
import { useAsking } from '../../parts/asking/asking.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';
import { newPartId } from '../../parts/drafts/part-id.ts';
import { PartList, withPart } from '../../parts/drafts/part-list.tsx';
import type { RecordProps } from './record-field.tsx';

interface ValidationsProps extends RecordProps {
  readonly state: MaintenanceState;
}

export function Validations({ state, record, draft, isReadOnly }: ValidationsProps) {
  const presets = useAsked('preset.list', {}, 'workspace').value?.presets ?? [];
  const asking = useAsking();
  const [open, setOpen] = useState<ChecklistItem>();
  const items: ChecklistItem[] = state.change.checklist.map(({ settled: _, ...item }) => item);
  const names = new Map(presets.map(({ id, name }) => [id, name]));
  // What was agreed to be looked at is settled from then on, not taken away.
  const isFixed = !isBeforeStart(state);
  async function choose(categories: string[]) {
    // The record that comes back has the categories in it, and must not meet an older one on its way.
    await draft.save();
    await asking.ask('checklist.fromCategories', { maintenance: state.id, categories });
  }
  return (
    <>
      <MultiSelect
        label="Kinds of change"
        description="Each brings its typical validations; those with a script become check steps of the plan."
        data={[...new Set([...record.categories, ...names.keys()])].map((id) => ({
          value: id,
          label: names.get(id) ?? id,
        }))}
        value={record.categories}
        readOnly={isReadOnly}
        searchable
        maxValues={20}
        onChange={(categories) => void choose(categories)}
      />
      {asking.failure === undefined ? null : <FailureNote failure={asking.failure} onDismiss={asking.forget} />}
      <PartList
        label="Validation checklist"
        parts={items}
        isReadOnly={isReadOnly}
        empty="Nothing is validated yet. Choose a kind of change, or add what has to be looked at."
        addLabel="Add a validation"
        toName={({ text }) => `“${text}”`}
        toRow={({ text, owner, category, step }) => (
          <>
            {text}
            <small>
              {[
                owner === undefined || owner === '' ? 'nobody owns it yet' : `owned by ${owner}`,
                ...(category === undefined ? [] : [names.get(category) ?? category]),
                ...(step === undefined ? [] : ['answered by its step in the plan']),
              ].join(' · ')}
            </small>
          </>
        )}
        onAdd={() => setOpen({ id: newPartId(), text: '' })}
        onChange={setOpen}
        {...(isFixed
          ? {}
          : {
              onRemove: ({ id }: ChecklistItem) =>
                void asking.ask('checklist.set', {
                  maintenance: state.id,
                  items: items.filter((other) => other.id !== id),
                }),
            })}
      />
      {open === undefined ? null : (
        <ItemDialog
          first={open}
          isTextFixed={isFixed && items.some(({ id }) => id === open.id)}
          state={state}
          items={items}
          onClose={() => setOpen(undefined)}
        />
      )}
    </>
  );
}

interface ItemDialogProps {
  readonly first: ChecklistItem;
  readonly isTextFixed: boolean;
  readonly state: MaintenanceState;
  readonly items: readonly ChecklistItem[];
  readonly onClose: () => void;
}

function ItemDialog({ first, isTextFixed, state, items, onClose }: ItemDialogProps) {
  const [text, setText] = useState(first.text);
  const [owner, setOwner] = useState(first.owner ?? '');
  const [step, setStep] = useState<string | null>(first.step ?? null);
  const asking = useAsking();
  const { owner: _, step: __, ...rest } = first;
  const parsed = checklistItemSchema.safeParse({
    ...rest,
    text,
    ...(owner.trim() === '' ? {} : { owner }),
    ...(step === null ? {} : { step }),
  });
  const checks = state.plan.steps.filter(({ kind }) => kind === 'check');
  async function keep() {
    if (!parsed.success) return;
    const input = { maintenance: state.id, items: withPart(items, parsed.data) };
    if ((await asking.ask('checklist.set', input)) !== undefined) onClose();
  }
  return (
    <DeedDialog
      title="Validation"
      deed="Keep it"
      isReady={parsed.success}
      asking={asking}
      onDo={() => void keep()}
      onClose={onClose}
    >
      <TextInput
        label="What is looked at"
        value={text}
        readOnly={isTextFixed}
        maxLength={1_000}
        data-autofocus={!isTextFixed || undefined}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <TextInput
        label="Owner"
        value={owner}
        maxLength={200}
        data-autofocus={isTextFixed || undefined}
        onChange={(event) => setOwner(event.currentTarget.value)}
      />
      {checks.length === 0 && first.step === undefined ? null : (
        <Select
          label="Answered by"
          description="A check step of the plan: it runs as a step does, and its outcome is the result."
          placeholder="a person"
          data={toStepOptions(checks, step)}
          value={step}
          clearable={!isTextFixed}
          readOnly={isTextFixed}
          searchable
          limit={100}
          onChange={setStep}
        />
      )}
    </DeedDialog>
  );
}

/** With the one that was chosen and is not in the plan any more: it must be seen to be changed. */
function toStepOptions(checks: readonly Step[], chosen: string | null) {
  const options = checks.map(({ id, title }) => ({ value: String(id), label: title }));
  const isGone = chosen !== null && !options.some(({ value }) => value === chosen);
  return isGone ? [...options, { value: chosen, label: `${chosen} (not in the plan any more)` }] : options;
}
