/** One line of the plan: its number, its kind, its title to be typed into, and what matters of the rest. */
import { Tooltip } from '@mantine/core';
import {
  ClipboardCheck,
  GripVertical,
  Hand,
  Hourglass,
  type LucideIcon,
  SquareTerminal,
  Undo2,
  UserCheck,
  Users,
} from 'lucide-react';
import { type DragEvent, type KeyboardEvent, useId } from 'react';
import { untitled, unwrittenScript } from '../../../core/plan/edits.ts';
import { isScripted, type Step, type StepKind } from '../../../core/plan/plan.ts';
import { toSpanText } from '../../parts/time/times.ts';
import classes from './step-list.module.css';

export const kindLooks: Readonly<Record<StepKind, { readonly icon: LucideIcon; readonly word: string }>> = {
  command: { icon: SquareTerminal, word: 'Command' },
  check: { icon: ClipboardCheck, word: 'Check' },
  manual: { icon: Hand, word: 'By hand' },
  wait: { icon: Hourglass, word: 'Wait' },
};

export type GroupPlace = 'first' | 'middle' | 'last';

interface StepRowProps {
  readonly step: Step;
  readonly number: number;
  readonly place: GroupPlace | undefined;
  readonly isSelected: boolean;
  readonly isReadOnly: boolean;
  readonly onSelect: () => void;
  readonly onKey: (event: KeyboardEvent<HTMLInputElement>) => void;
  readonly onTitle: (title: string) => void;
  /** The title was pressed with the pointer. */
  readonly onPress: () => void;
  readonly onLeave: () => void;
  readonly onDrag: () => void;
  readonly onDropBefore: () => void;
}

export function StepRow(props: StepRowProps) {
  const { step, number, place, isSelected, isReadOnly } = props;
  const kind = kindLooks[step.kind];
  const wordsId = useId();
  function drop(event: DragEvent) {
    event.preventDefault();
    event.stopPropagation();
    props.onDropBefore();
  }
  return (
    <li
      className={classes['row']}
      data-step={step.id}
      data-group={place}
      data-selected={isSelected || undefined}
      onDragOver={(event) => event.preventDefault()}
      onDrop={drop}
    >
      <span
        className={classes['grip']}
        draggable={!isReadOnly}
        aria-hidden="true"
        onDragStart={(event) => {
          event.dataTransfer.effectAllowed = 'move';
          event.dataTransfer.setData('text/plain', step.title);
          props.onDrag();
        }}
      >
        <GripVertical size={14} />
      </span>
      <span className={classes['number']}>{number}</span>
      {place === undefined ? null : <span className={classes['bracket']} aria-hidden="true" />}
      <Tooltip label={kind.word}>
        <span className={classes['kind']}>
          <kind.icon size={15} aria-label={kind.word} />
        </span>
      </Tooltip>
      <input
        className={classes['title']}
        value={step.title === untitled ? '' : step.title}
        placeholder={untitled}
        aria-label={`Title of step ${number}`}
        aria-describedby={step.withPrevious === true ? wordsId : undefined}
        readOnly={isReadOnly}
        spellCheck
        onFocus={props.onSelect}
        onPointerDown={props.onPress}
        onBlur={props.onLeave}
        onKeyDown={props.onKey}
        onChange={(event) => props.onTitle(event.currentTarget.value)}
      />
      {step.withPrevious === true ? (
        <span id={wordsId} className={classes['together']}>
          together with the step before
        </span>
      ) : null}
      <StepFacts step={step} />
    </li>
  );
}

function StepFacts({ step }: { readonly step: Step }) {
  const estimateMs = step.kind === 'wait' ? step.waitMs : step.estimateMs;
  return (
    <span className={classes['facts']}>
      {isScripted(step) && step.script === unwrittenScript ? (
        <span data-tone="warn" className={classes['missing']}>
          no script yet
        </span>
      ) : null}
      {step.kind !== 'wait' && step.isTwoPerson === true ? (
        <Users size={14} aria-label="under the two-person rule" />
      ) : null}
      {isScripted(step) && step.confirmBefore ? <UserCheck size={14} aria-label="asks before it runs" /> : null}
      {'rollback' in step && step.rollback?.kind === 'script' ? <Undo2 size={14} aria-label="has a rollback" /> : null}
      {isScripted(step) ? (
        <span className={classes['hosts']} data-tone={step.hosts.length === 0 ? 'warn' : 'neutral'}>
          {step.hosts.length === 0 ? 'no host yet' : step.hosts.join(', ')}
        </span>
      ) : null}
      <span className={classes['estimate']}>{estimateMs === undefined ? '' : toSpanText(estimateMs)}</span>
    </span>
  );
}
