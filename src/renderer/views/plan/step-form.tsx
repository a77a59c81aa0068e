/** One step at the side: every field it has, in the order one thinks of them; each change goes straight into the draft. */

import { SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { changeStep, placeStep, present, toKind, untitled, unwrittenScript } from '../../../core/plan/edits.ts';
import type { Plan } from '../../../core/plan/plan.ts';
import { isScripted, type Phase, phases, phaseTitles, type Step, type StepKind } from '../../../core/plan/plan.ts';
import type { DraftModel } from '../../model/draft-model.ts';
import dialogs from '../../parts/dialogs/dialog.module.css';
import { SpanField } from '../../parts/fields/parsed-fields.tsx';
import { ExpectationFields, RunFields } from './execution-fields.tsx';
import { HostsField } from './hosts-field.tsx';
import { RollbackFields } from './rollback-fields.tsx';
import { ScriptEditor } from './script-editor.tsx';
import type { StepFieldsProps } from './step-fields.ts';
import { TogetherField } from './together-field.tsx';
import { TwoPersonField } from './two-person-field.tsx';

interface StepFormProps {
  readonly plan: Plan;
  readonly step: Step;
  readonly draft: DraftModel<Plan>;
  readonly isReadOnly: boolean;
}

const kinds: readonly { readonly value: StepKind; readonly label: string }[] = [
  { value: 'command', label: 'Command' },
  { value: 'check', label: 'Check' },
  { value: 'manual', label: 'By hand' },
  { value: 'wait', label: 'Wait' },
];

export function StepForm({ plan, step, draft, isReadOnly }: StepFormProps) {
  const set: StepFieldsProps['set'] = (fields, run) => {
    const change = (old: Step): Step => present({ ...old, ...fields }) as Step;
    draft.edit((plan) => changeStep(plan, step.id, change), run === undefined ? undefined : `${run} ${step.id}`);
  };
  const fields = { step, isReadOnly, set };
  return (
    <div className={dialogs['form']}>
      <TextInput
        label="Title"
        value={step.title === untitled ? '' : step.title}
        placeholder={untitled}
        readOnly={isReadOnly}
        maxLength={500}
        onChange={(event) => set({ title: event.currentTarget.value || untitled }, 'title')}
      />
      <SegmentedControl
        aria-label="Kind of step"
        fullWidth
        data={[...kinds]}
        value={step.kind}
        readOnly={isReadOnly}
        onChange={(kind) => draft.edit((plan) => changeStep(plan, step.id, (old) => toKind(old, kind)))}
      />
      <SegmentedControl
        aria-label="Phase"
        fullWidth
        data={phases.map((phase) => ({ value: phase, label: phaseTitles[phase] }))}
        value={step.phase}
        readOnly={isReadOnly}
        onChange={(phase: Phase) => draft.edit((plan) => placeStep(plan, step.id, phase, Number.POSITIVE_INFINITY))}
      />
      <TogetherField plan={plan} step={step} draft={draft} isReadOnly={isReadOnly} />
      {step.kind === 'wait' ? null : <TwoPersonField {...fields} plan={plan} step={step} />}
      <Textarea
        label="What it does"
        description="Markdown; shown to whoever runs it."
        value={step.what ?? ''}
        readOnly={isReadOnly}
        autosize
        minRows={2}
        maxRows={12}
        onChange={(event) => set({ what: event.currentTarget.value || undefined }, 'what')}
      />
      {isScripted(step) ? <ScriptFields {...fields} step={step} /> : null}
      {step.kind === 'wait' ? (
        <SpanField
          label="Wait"
          value={step.waitMs}
          isReadOnly={isReadOnly}
          onChange={(waitMs) => {
            if (waitMs !== undefined) set({ waitMs }, 'wait');
          }}
        />
      ) : null}
      <div className={dialogs['halves']}>
        <TextInput
          label="Owner"
          value={step.owner ?? ''}
          readOnly={isReadOnly}
          maxLength={200}
          onChange={(event) => set({ owner: event.currentTarget.value || undefined }, 'owner')}
        />
        {step.kind === 'wait' ? null : (
          <SpanField
            label="Estimate"
            value={step.estimateMs}
            isReadOnly={isReadOnly}
            onChange={(estimateMs) => set({ estimateMs }, 'estimate')}
          />
        )}
      </div>
      <Textarea
        label="Side effects"
        description="What else may be felt, and by whom."
        value={step.sideEffects ?? ''}
        readOnly={isReadOnly}
        autosize
        minRows={1}
        maxRows={8}
        onChange={(event) => set({ sideEffects: event.currentTarget.value || undefined }, 'side effects')}
      />
      {step.kind === 'wait' ? null : <RollbackFields {...fields} step={step} />}
    </div>
  );
}

function ScriptFields({ step, isReadOnly, set }: StepFieldsProps<Extract<Step, { kind: 'command' | 'check' }>>) {
  return (
    <>
      <HostsField key={step.id} hosts={step.hosts} isReadOnly={isReadOnly} onChange={(hosts) => set({ hosts })} />
      <div>
        <span className={dialogs['label']}>Script</span>
        <ScriptEditor
          key={step.id}
          label="Script"
          hint="POSIX sh, run as it stands"
          value={step.script === unwrittenScript ? '' : step.script}
          isReadOnly={isReadOnly}
          onChange={(script) => set({ script: script.trim() === '' ? unwrittenScript : script }, 'script')}
        />
      </div>
      <ExpectationFields step={step} isReadOnly={isReadOnly} set={set} />
      <RunFields step={step} isReadOnly={isReadOnly} set={set} />
    </>
  );
}
