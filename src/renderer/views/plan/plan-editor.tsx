/** The work plan as it is written: the list in the middle, what is open at the side, and how it is saved above. */

import { ActionIcon, Button, Kbd, Tooltip } from '@mantine/core';
import { ArrowLeft, Copy, Trash2 } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import type { StepId } from '../../../core/ids.ts';
import { duplicateStep, removeStep } from '../../../core/plan/edits.ts';
import type { Plan } from '../../../core/plan/plan.ts';
import { toPlanHash } from '../../../core/plan/plan-hash.ts';
import type { DraftModel } from '../../model/draft-model.ts';
import { useModel } from '../../model/react.tsx';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import { onDraftKey, Saving, UndoButtons } from '../../parts/drafts/draft-bar.tsx';
import { useUnsavedWarning } from '../../parts/drafts/unsaved-warning.ts';
import classes from './plan-editor.module.css';
import { PlanForm } from './plan-form.tsx';
import { StepForm } from './step-form.tsx';
import { StepList } from './step-list.tsx';

interface PlanEditorProps {
  readonly draft: DraftModel<Plan>;
  readonly isReadOnly: boolean;
  /** Why nothing can be changed, where that is so. */
  readonly readOnlyBecause?: string | undefined;
  /** Saves over a version that was made elsewhere since; both stay to be read. */
  readonly onOvertake?: () => void;
  readonly step: string | undefined;
  readonly onStep: (step: string | undefined) => void;
  /** Import, export, versions: what differs between a runbook and a maintenance's plan. */
  readonly actions: ReactNode;
  /** What stands at the side while no step is open, under the plan's own fields. */
  readonly side?: ReactNode;
}

export function PlanEditor(props: PlanEditorProps) {
  const { draft, isReadOnly, readOnlyBecause, step, onStep, actions, side } = props;
  const view = useModel(draft, (now) => now);
  const plan = view.value;
  const open = plan.steps.find(({ id }) => id === step);
  useUnsavedWarning(view.saving !== 'saved');

  return (
    <section
      className={classes['editor']}
      aria-label="Work plan"
      onKeyDown={(event) => onDraftKey(event, draft, isReadOnly)}
    >
      <header className={classes['bar']}>
        <PlanHash plan={plan} />
        <Saving view={view} because={isReadOnly ? (readOnlyBecause ?? 'This plan is only read.') : undefined} />
        <span className={classes['space']} />
        {isReadOnly ? null : <UndoButtons draft={draft} view={view} />}
        {actions}
      </header>
      {view.saving === 'failed' && view.failure !== undefined ? (
        <div className={classes['failure']}>
          <FailureNote
            failure={view.failure}
            meaning="It is not saved yet, and is kept in this window; nothing you typed is lost as long as it stays open."
            {...(view.failure.kind === 'stale' && props.onOvertake !== undefined
              ? { retryLabel: 'Keep mine as the newest version', onRetry: props.onOvertake }
              : { onRetry: () => void draft.save() })}
          />
        </div>
      ) : null}
      <div className={classes['columns']}>
        <div className={classes['middle']}>
          <StepList
            plan={plan}
            draft={draft}
            selected={open?.id}
            isReadOnly={isReadOnly}
            onSelect={(id: StepId | undefined) => onStep(id)}
          />
          {isReadOnly ? null : <KeyHelp />}
        </div>
        <aside
          className={classes['side']}
          aria-label={open === undefined ? 'The plan as a whole' : 'The step that is open'}
        >
          {open === undefined ? (
            <>
              <PlanForm plan={plan} draft={draft} isReadOnly={isReadOnly} onStep={onStep} />
              {side}
            </>
          ) : (
            <>
              <StepBar draft={draft} step={open.id} isReadOnly={isReadOnly} onStep={onStep} />
              <StepForm key={open.id} plan={plan} step={open} draft={draft} isReadOnly={isReadOnly} />
            </>
          )}
        </aside>
      </div>
    </section>
  );
}

interface StepBarProps {
  readonly draft: DraftModel<Plan>;
  readonly step: StepId;
  readonly isReadOnly: boolean;
  readonly onStep: (step: string | undefined) => void;
}

/** Back to the plan as a whole, and what is done to a step as one thing. */
function StepBar({ draft, step, isReadOnly, onStep }: StepBarProps) {
  return (
    <div className={classes['stepBar']}>
      <Button
        size="compact-xs"
        variant="subtle"
        leftSection={<ArrowLeft size={13} aria-hidden="true" />}
        onClick={() => onStep(undefined)}
      >
        The plan as a whole
      </Button>
      {isReadOnly ? null : (
        <ActionIcon.Group>
          <ActionIcon
            variant="default"
            aria-label="Duplicate this step"
            onClick={() => draft.edit((plan) => duplicateStep(plan, step))}
          >
            <Copy size={14} aria-hidden="true" />
          </ActionIcon>
          <ActionIcon
            variant="default"
            aria-label="Remove this step"
            onClick={() => {
              draft.edit((plan) => removeStep(plan, step));
              onStep(undefined);
            }}
          >
            <Trash2 size={14} aria-hidden="true" />
          </ActionIcon>
        </ActionIcon.Group>
      )}
    </div>
  );
}

function PlanHash({ plan }: { readonly plan: Plan }) {
  const hash = useMemo(() => toPlanHash(plan), [plan]);
  return (
    <Tooltip label={`SHA-256 of the plan: ${hash}. The same content has the same hash everywhere.`} multiline maw={420}>
      <code className={classes['hash']}>plan {hash.slice(0, 12)}</code>
    </Tooltip>
  );
}

function KeyHelp() {
  return (
    <p className={classes['help']}>
      <Kbd size="xs">Enter</Kbd> adds a step · <Kbd size="xs">Alt</Kbd> <Kbd size="xs">↑</Kbd> <Kbd size="xs">↓</Kbd>{' '}
      moves it · <Kbd size="xs">Tab</Kbd> puts it together with the step before, <Kbd size="xs">Shift</Kbd>{' '}
      <Kbd size="xs">Tab</Kbd> takes it out, <Kbd size="xs">Esc</Kbd> <Kbd size="xs">Tab</Kbd> leaves the list ·{' '}
      <Kbd size="xs">Backspace</Kbd> in an empty line removes it · <Kbd size="xs">Ctrl Z</Kbd> undoes
    </p>
  );
}
