/** How a script is judged and run: its expectation, its limits, what a failure does, and what is asked before. */
import { Checkbox, NativeSelect, NumberInput } from '@mantine/core';
import { present } from '../../../core/plan/edits.ts';
import { type Expectation, limits, type OnFailure, type ScriptStep } from '../../../core/plan/plan.ts';
import dialogs from '../../parts/dialogs/dialog.module.css';
import { FieldGroup } from '../../parts/fields/field-group.tsx';
import { LinesField, SpanField, StatusesField } from '../../parts/fields/parsed-fields.tsx';
import type { StepFieldsProps } from './step-fields.ts';

/** A check always has an expectation, if an empty one; a command has one only where something is said. */
export function ExpectationFields({ step, isReadOnly, set }: StepFieldsProps<ScriptStep>) {
  const expectation: Expectation = step.expectation ?? {};
  function expect(fields: { [K in keyof Expectation]: Expectation[K] | undefined }, run: string) {
    const said = present({ ...expectation, ...fields });
    const isSaid = step.kind === 'check' || Object.keys(said).length > 0;
    set({ expectation: isSaid ? said : undefined }, run);
  }
  return (
    <FieldGroup title="Expected result">
      <StatusesField
        label="Exit status"
        value={expectation.exitStatus}
        isReadOnly={isReadOnly}
        onChange={(exitStatus) => expect({ exitStatus }, 'exit status')}
      />
      <LinesField
        label="Output matches"
        description="Regular expressions, one a line; each must be found."
        value={expectation.matches}
        isReadOnly={isReadOnly}
        onChange={(matches) => expect({ matches }, 'matches')}
      />
      <LinesField
        label="Output does not match"
        description="None of these may be found."
        value={expectation.lacks}
        isReadOnly={isReadOnly}
        onChange={(lacks) => expect({ lacks }, 'lacks')}
      />
    </FieldGroup>
  );
}

const onFailures: readonly { readonly value: OnFailure; readonly label: string }[] = [
  { value: 'stop', label: 'Hold the run' },
  { value: 'ask', label: 'Hold and ask' },
  { value: 'continue', label: 'Go on' },
  { value: 'roll-back', label: 'Roll back' },
];

export function RunFields({ step, isReadOnly, set }: StepFieldsProps<ScriptStep>) {
  return (
    <FieldGroup title="How it runs">
      <div className={dialogs['thirds']}>
        <SpanField
          label="Timeout"
          value={step.timeoutMs}
          isReadOnly={isReadOnly}
          onChange={(timeoutMs) => set({ timeoutMs }, 'timeout')}
        />
        <NumberInput
          label="Retries"
          value={step.retries}
          min={0}
          max={limits.retries}
          allowDecimal={false}
          readOnly={isReadOnly}
          onChange={(retries) => set({ retries: Number(retries) || 0 }, 'retries')}
        />
        <NativeSelect
          label="On failure"
          data={[...onFailures]}
          value={step.onFailure}
          disabled={isReadOnly}
          onChange={(event) => set({ onFailure: event.currentTarget.value })}
        />
      </div>
      <Choice
        label="Ask before it runs: the leader types the host’s name"
        isOn={step.confirmBefore}
        isReadOnly={isReadOnly}
        onChange={(confirmBefore) => set({ confirmBefore })}
      />
      <Choice
        label="Safe to repeat: running it twice does no harm"
        isOn={step.safeToRepeat}
        isReadOnly={isReadOnly}
        onChange={(safeToRepeat) => set({ safeToRepeat })}
      />
      <Choice
        label="Direct: for a host without a writable home"
        description="It ends with its connection; a durable step does not."
        isOn={step.mode === 'direct'}
        isReadOnly={isReadOnly}
        onChange={(isDirect) => set({ mode: isDirect ? 'direct' : 'durable' })}
      />
    </FieldGroup>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly description?: string;
  readonly isOn: boolean;
  readonly isReadOnly: boolean;
  readonly onChange: (isOn: boolean) => void;
}

function Choice({ isOn, isReadOnly, onChange, ...words }: ChoiceProps) {
  return (
    <Checkbox
      {...words}
      checked={isOn}
      disabled={isReadOnly}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}
