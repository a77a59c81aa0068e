/**
 * The plan as a list one can type into: Enter adds, Alt-↑↓ and drag move, ↑↓ walk, Backspace in an empty line removes, Tab puts a
 * step together with the one before and Shift-Tab takes it out again.
 */
import { Button, VisuallyHidden } from '@mantine/core';
import { Plus } from 'lucide-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { StepId } from '../../../core/ids.ts';
import {
  addStep,
  changeStep,
  joinPrevious,
  leavePrevious,
  moveStep,
  placeStep,
  removeStep,
  toFreeId,
  toOrdered,
  untitled,
} from '../../../core/plan/edits.ts';
import { toGroupsOfPhase } from '../../../core/plan/groups.ts';
import { type Phase, type Plan, phases, phaseTitles, type Step } from '../../../core/plan/plan.ts';
import type { DraftModel } from '../../model/draft-model.ts';
import classes from './step-list.module.css';
import { type GroupPlace, StepRow } from './step-row.tsx';

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
  /** The line that is being written. Whoever only comes through with Tab, or has pressed Escape, leaves with Tab and changes nothing. */
  const written = useRef<StepId>(undefined);
  const [said, say] = useState('');
  const ordered = toOrdered(plan.steps);

  /** Stands on a line, once `deed` is drawn: at once, so that what is typed next lands there and not in the line before. */
  function standOn(id: StepId | undefined, deed: () => void = () => undefined) {
    flushSync(deed);
    if (id === undefined) return;
    written.current = id;
    list.current?.querySelector<HTMLInputElement>(`[data-step="${id}"] input`)?.focus();
  }

  function add(phase: Phase, after?: StepId) {
    const id = toFreeId(plan);
    standOn(id, () => {
      draft.edit((now) => addStep(now, id, phase, after));
      onSelect(id);
    });
  }

  function remove(step: Step) {
    const index = ordered.findIndex(({ id }) => id === step.id);
    const next = ordered[index - 1] ?? ordered[index + 1];
    standOn(next?.id, () => {
      draft.edit((now) => removeStep(now, step.id));
      onSelect(next?.id);
    });
  }

  function walk(step: Step, by: 1 | -1) {
    const next = ordered[ordered.findIndex(({ id }) => id === step.id) + by];
    if (next !== undefined) standOn(next.id);
  }

  /** Together with the step before, or no longer; `false` where there is nothing to do, and Tab goes on as it does everywhere. */
  function indent(step: Step, isOut: boolean): boolean {
    const edit = isOut ? leavePrevious : joinPrevious;
    if (isReadOnly || edit(plan, step.id) === plan) return false;
    draft.edit((now) => edit(now, step.id));
    const before = ordered[ordered.findIndex(({ id }) => id === step.id) - 1];
    say(`“${step.title}” runs ${isOut ? 'after' : 'together with'} “${before?.title ?? ''}”.`);
    return true;
  }

  function onKey(event: KeyboardEvent<HTMLInputElement>, step: Step) {
    if (event.key === 'Escape') written.current = undefined;
    if (event.key === 'Tab' && written.current === step.id && indent(step, event.shiftKey)) event.preventDefault();
    const isUp = event.key === 'ArrowUp';
    if (isUp || event.key === 'ArrowDown') {
      event.preventDefault();
      if (!event.altKey) return walk(step, isUp ? -1 : 1);
      if (isReadOnly) return;
      standOn(step.id, () => draft.edit((now) => moveStep(now, step.id, isUp ? -1 : 1)));
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
      <VisuallyHidden role="status">{said}</VisuallyHidden>
      {phases.map((phase) => {
        const steps = toGroupsOfPhase(plan, phase).flatMap((group) =>
          group.map((step, place) => ({ step, place: toPlace(place, group.length) })),
        );
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
              {steps.map(({ step, place }, index) => {
                number += 1;
                return (
                  <StepRow
                    key={step.id}
                    step={step}
                    number={number}
                    place={place}
                    isSelected={step.id === selected}
                    isReadOnly={isReadOnly}
                    onSelect={() => onSelect(step.id)}
                    onKey={(event) => onKey(event, step)}
                    onPress={() => {
                      written.current = step.id;
                    }}
                    onLeave={() => {
                      if (written.current === step.id) written.current = undefined;
                    }}
                    onTitle={(title) => {
                      written.current = step.id;
                      draft.edit(
                        (now) => changeStep(now, step.id, (old) => ({ ...old, title: title || untitled })),
                        `title ${step.id}`,
                      );
                    }}
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

/** Where a step stands in its group; nowhere where it runs by itself. */
function toPlace(index: number, count: number): GroupPlace | undefined {
  if (count === 1) return undefined;
  return index === 0 ? 'first' : index === count - 1 ? 'last' : 'middle';
}
