/** How a step is undone, or why it is not: there is always an answer (`REL-10`). */
import { SegmentedControl, Textarea } from '@mantine/core';
import { unwrittenScript } from '../../../core/plan/edits.ts';
import type { Step } from '../../../core/plan/plan.ts';
import { FieldGroup } from '../../parts/fields/field-group.tsx';
import { ScriptEditor } from './script-editor.tsx';
import type { StepFieldsProps } from './step-fields.ts';

type Answer = 'unsaid' | 'script' | 'none';

/** Stands where the reason is still to be written. */
const unsaidWhy = 'Not said yet';

export function RollbackFields({ step, isReadOnly, set }: StepFieldsProps<Exclude<Step, { kind: 'wait' }>>) {
  const { rollback } = step;
  const answer: Answer = rollback?.kind ?? 'unsaid';
  function choose(next: string) {
    if (next === 'unsaid') set({ rollback: undefined });
    if (next === 'script') set({ rollback: { kind: 'script', script: unwrittenScript } });
    if (next === 'none') set({ rollback: { kind: 'none', why: unsaidWhy } });
  }
  return (
    <FieldGroup title="Rollback">
      <SegmentedControl
        aria-label="Rollback"
        fullWidth
        value={answer}
        readOnly={isReadOnly}
        onChange={choose}
        data={[
          { value: 'unsaid', label: 'Not said' },
          { value: 'script', label: 'By script' },
          { value: 'none', label: 'Not undone, because' },
        ]}
      />
      {rollback?.kind === 'script' ? (
        <ScriptEditor
          key={step.id}
          label="Rollback script"
          hint="Undoes this step"
          value={rollback.script === unwrittenScript ? '' : rollback.script}
          isReadOnly={isReadOnly}
          onChange={(script) =>
            set({ rollback: { kind: 'script', script: script.trim() === '' ? unwrittenScript : script } }, 'rollback')
          }
        />
      ) : null}
      {rollback?.kind === 'none' ? (
        <Textarea
          aria-label="Why it is not undone"
          value={rollback.why === unsaidWhy ? '' : rollback.why}
          placeholder="Why it need not or cannot be undone"
          readOnly={isReadOnly}
          autosize
          minRows={1}
          maxLength={2_000}
          onChange={(event) => set({ rollback: { kind: 'none', why: event.currentTarget.value || unsaidWhy } }, 'why')}
        />
      ) : null}
    </FieldGroup>
  );
}
