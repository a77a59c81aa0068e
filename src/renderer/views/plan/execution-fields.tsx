/** How a script is judged and run: its expectation, its limits, what a failure does, and what is asked before. */
import { Checkbox, NativeSelect, NumberInput } from '@mantine/core';
import { present } from '../../../core/plan/edits.ts';
import { type Expectation, limits, type OnFailure, type ScriptStep } from '../../../core/plan/plan.ts';
import dialogs from '../../parts/dialog.module.css';
import { LinesField, SpanField, StatusesField } from './fields.tsx';
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
    <fieldset className={dialogs['group']}>
      <legend>Expected result</legend>
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
    </fieldset>
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
    <fieldset className={dialogs['group']}>
      <legend>How it runs</legend>
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
      <Checkbox
        label="Ask before it runs: the leader types the host’s name"
        checked={step.confirmBefore}
        disabled={isReadOnly}
        onChange={(event) => set({ confirmBefore: event.currentTarget.checked })}
      />
      <Checkbox
        label="Safe to repeat: running it twice does no harm"
        checked={step.safeToRepeat}
        disabled={isReadOnly}
        onChange={(event) => set({ safeToRepeat: event.currentTarget.checked })}
      />
      <Checkbox
        label="Direct: for a host without a writable home"
        description="It ends with its connection; a durable step does not."
        checked={step.mode === 'direct'}
        disabled={isReadOnly}
        onChange={(event) => set({ mode: event.currentTarget.checked ? 'direct' : 'durable' })}
      />
    </fieldset>
  );
}
