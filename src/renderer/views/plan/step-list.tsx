/** The plan as a list one can type into: Enter adds, Alt-↑↓ and drag move, ↑↓ walk, Backspace in an empty line removes. */
import { Button } from '@mantine/core';
import { Plus } from 'lucide-react';
import { type KeyboardEvent, useRef } from 'react';
import type { StepId } from '../../../core/ids.ts';
import {
  addStep,
  changeStep,
  moveStep,
  placeStep,
  removeStep,
  toFreeId,
  toOrdered,
  untitled,
} from '../../../core/plan/edits.ts';
import { type Phase, type Plan, phases, phaseTitles, type Step } from '../../../core/plan/plan.ts';
import type { DraftModel } from '../../model/draft-model.ts';
import classes from './step-list.module.css';
import { StepRow } from './step-row.tsx';

interface StepListProps {
  readonly plan: Plan;
  readonly draft: DraftModel<Plan>;
  readonly selected: StepId | undefined;
  readonly isReadOnly: boolean;
  readonly onSelect: (id: StepId | undefined) => void;
}

export function StepList({ plan, draft, selected, isReadOnly, onSelect }: StepListProps) {
  const list = useRef<HTMLDivElement>(null);
  const dragged = useRef<StepId>(undefined);
  const ordered = toOrdered(plan.steps);

  /** After React has drawn the line that is to be stood on. */
  function focusSoon(id: StepId | undefined) {
    if (id === undefined) return;
    requestAnimationFrame(() => {
      list.current?.querySelector<HTMLInputElement>(`[data-step="${id}"] input`)?.focus();
    });
  }

  function add(phase: Phase, after?: StepId) {
    const id = toFreeId(plan);
    draft.edit((now) => addStep(now, id, phase, after));
    onSelect(id);
    focusSoon(id);
  }

  function remove(step: Step) {
    const index = ordered.findIndex(({ id }) => id === step.id);
    const next = ordered[index - 1] ?? ordered[index + 1];
    draft.edit((now) => removeStep(now, step.id));
    onSelect(next?.id);
    focusSoon(next?.id);
  }

  function walk(step: Step, by: 1 | -1) {
    const next = ordered[ordered.findIndex(({ id }) => id === step.id) + by];
    if (next !== undefined) focusSoon(next.id);
  }

  function onKey(event: KeyboardEvent<HTMLInputElement>, step: Step) {
    const isUp = event.key === 'ArrowUp';
    if (isUp || event.key === 'ArrowDown') {
      event.preventDefault();
      if (!event.altKey) return walk(step, isUp ? -1 : 1);
      if (isReadOnly) return;
      draft.edit((now) => moveStep(now, step.id, isUp ? -1 : 1));
      focusSoon(step.id);
      return;
    }
    if (isReadOnly) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      add(step.phase, step.id);
    }
    if (event.key === 'Backspace' && event.currentTarget.value === '') {
      event.preventDefault();
      remove(step);
    }
  }

  function drop(phase: Phase, index: number) {
    const id = dragged.current;
    dragged.current = undefined;
    if (id === undefined) return;
    // Its own place no longer counts once it is lifted out.
    const own = ordered.filter((step) => step.phase === phase).findIndex((step) => step.id === id);
    draft.edit((now) => placeStep(now, id, phase, own !== -1 && own < index ? index - 1 : index));
  }

  let number = 0;
  return (
    <div className={classes['list']} ref={list}>
      {phases.map((phase) => {
        const steps = ordered.filter((step) => step.phase === phase);
        return (
          <section
            key={phase}
            className={classes['phase']}
            aria-label={phaseTitles[phase]}
            onDragOver={(event) => event.preventDefault()}
            onDrop={() => drop(phase, steps.length)}
          >
            <h2 className={classes['phaseTitle']}>
              {phaseTitles[phase]} <span>{steps.length}</span>
            </h2>
            <ol className={classes['steps']}>
              {steps.map((step, index) => {
                number += 1;
                return (
                  <StepRow
                    key={step.id}
                    step={step}
                    number={number}
                    isSelected={step.id === selected}
                    isReadOnly={isReadOnly}
                    onSelect={() => onSelect(step.id)}
                    onKey={(event) => onKey(event, step)}
                    onTitle={(title) =>
                      draft.edit(
                        (now) => changeStep(now, step.id, (old) => ({ ...old, title: title || untitled })),
                        `title ${step.id}`,
                      )
                    }
                    onDrag={() => {
                      dragged.current = step.id;
                    }}
                    onDropBefore={() => drop(phase, index)}
                  />
                );
              })}
            </ol>
            {isReadOnly ? null : (
              <Button
                size="compact-xs"
                variant="subtle"
                color="gray"
                leftSection={<Plus size={13} aria-hidden="true" />}
                className={classes['add'] ?? ''}
                onClick={() => add(phase)}
              >
                Add a step to {phaseTitles[phase].toLowerCase()}
              </Button>
            )}
          </section>
        );
      })}
    </div>
  );
}
