/** The steps of the run by phase: state in a word, host, elapsed against estimate, attempts. One of them is looked at. */
import { type KeyboardEvent, memo, useEffect, useMemo, useRef } from 'react';
import type { TaskId } from '../../../../core/ids.ts';
import type { MaintenanceState, Task } from '../../../../core/maintenance/state.ts';
import type { Step } from '../../../../core/plan/plan.ts';
import { TaskMark } from '../../../parts/marks/state-mark.tsx';
import { useNowMs } from '../../../parts/time/now.ts';
import { toClockText, toSpanText } from '../../../parts/time/times.ts';
import { taskLooks } from '../../../theme/tones.ts';
import { PanelScroll } from '../side/panel-scroll.tsx';
import { type Block, toSections } from './step-sections.ts';
import { elapsedMs } from './step-times.ts';
import classes from './steps-panel.module.css';

interface StepsPanelProps {
  readonly state: MaintenanceState;
  readonly selected: TaskId | undefined;
  readonly onSelect: (task: TaskId) => void;
}

export function StepsPanel({ state, selected, onSelect }: StepsPanelProps) {
  const sections = useMemo(() => toSections(state), [state]);
  const steps = useMemo(() => new Map(state.plan.steps.map((step) => [step.id, step])), [state.plan]);
  const list = useRef<HTMLElement>(null);
  const current = selected;
  useEffect(() => {
    if (current === undefined) return;
    list.current?.querySelector(`[data-task="${CSS.escape(current)}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [current]);

  /** Arrows move between steps, whatever phase they are in. */
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-task]') ?? [])];
    const at = rows.findIndex((row) => row.contains(document.activeElement));
    rows[at + (event.key === 'ArrowDown' ? 1 : -1)]?.focus();
    event.preventDefault();
  }

  return (
    <nav className={classes['panel']} aria-label="Steps" ref={list} onKeyDown={onKeyDown}>
      <PanelScroll>
        {sections.map(({ title, tasks, blocks }) => (
          <section key={title} className={classes['phase']}>
            <h2 className={classes['phaseTitle']}>
              {title}
              <span className={classes['phaseCount']}>{toCountText(tasks)}</span>
            </h2>
            {blocks.map((block) => (
              <div key={block.tasks[0]?.id} className={block.steps > 1 ? classes['group'] : undefined}>
                {block.steps > 1 ? <p className={classes['groupTitle']}>{toGroupWords(state, block)}</p> : null}
                <ol className={classes['list']}>
                  {block.tasks.map((task) => (
                    <li key={task.id}>
                      <StepRow
                        task={task}
                        step={steps.get(task.step)}
                        isSelected={task.id === selected}
                        onSelect={onSelect}
                      />
                    </li>
                  ))}
                </ol>
              </div>
            ))}
          </section>
        ))}
      </PanelScroll>
    </nav>
  );
}

interface StepRowProps {
  readonly task: Task;
  readonly step: Step | undefined;
  readonly isSelected: boolean;
  readonly onSelect: (task: TaskId) => void;
}

/** An event changes one step: the rows of the others are not drawn again. */
const StepRow = memo(function StepRow({ task, step, isSelected, onSelect }: StepRowProps) {
  const attempts = task.attempts.length;
  const row = useRef<HTMLButtonElement>(null);
  const isUnderWay = task.state === 'running' || task.state === 'unknown' || task.state === 'waiting';
  // In a long plan the step that is being done comes into sight by itself, once: whoever scrolls away stays away.
  useEffect(() => {
    if (isUnderWay) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isUnderWay]);
  return (
    <button
      ref={row}
      type="button"
      className={classes['step']}
      data-task={task.id}
      data-state={task.state}
      data-tone={taskLooks[task.state].tone}
      aria-current={isSelected ? 'step' : undefined}
      onClick={() => onSelect(task.id)}
    >
      <span className={classes['title']}>
        {task.direction === 'back' ? 'Undo: ' : ''}
        {step?.title ?? task.step}
      </span>
      <span className={classes['facts']}>
        <TaskMark state={task.state} />
        {task.host === undefined ? null : <span className={classes['host']}>{task.host}</span>}
        {attempts > 1 ? <span className={classes['attempts']}>attempt {attempts}</span> : null}
        <StepClock task={task} estimateMs={task.direction === 'back' ? undefined : step?.estimateMs} />
      </span>
    </button>
  );
});

/** Elapsed against estimate; only a step under way ticks. */
function StepClock({ task, estimateMs }: { readonly task: Task; readonly estimateMs: number | undefined }) {
  const isTicking = task.state === 'running' || task.state === 'unknown' || task.state === 'waiting';
  return isTicking ? (
    <TickingClock task={task} estimateMs={estimateMs} />
  ) : (
    <ClockWords spentMs={elapsedMs(task, 0)} estimateMs={estimateMs} />
  );
}

function TickingClock({ task, estimateMs }: { readonly task: Task; readonly estimateMs: number | undefined }) {
  return <ClockWords spentMs={elapsedMs(task, useNowMs())} estimateMs={estimateMs} isRunning />;
}

interface ClockWordsProps {
  readonly spentMs: number | undefined;
  readonly estimateMs: number | undefined;
  readonly isRunning?: boolean;
}

function ClockWords({ spentMs, estimateMs, isRunning = false }: ClockWordsProps) {
  const isOver = spentMs !== undefined && estimateMs !== undefined && spentMs > estimateMs;
  const part = spentMs === undefined || estimateMs === undefined ? 0 : Math.min(1, spentMs / estimateMs);
  return (
    <>
      <span
        className={classes['clock']}
        data-over={isOver || undefined}
        title={isOver ? 'Longer than estimated' : undefined}
      >
        {spentMs === undefined ? null : isRunning ? toClockText(spentMs) : toSpanText(spentMs)}
        {estimateMs === undefined ? null : (
          <span className={classes['estimate']}>
            {spentMs === undefined ? '~' : isOver ? ' > ' : ' / '}
            {toSpanText(estimateMs)}
          </span>
        )}
      </span>
      {isRunning && estimateMs !== undefined ? (
        <progress className={classes['bar']} max={1} value={part} aria-hidden="true" data-over={isOver || undefined} />
      ) : null}
    </>
  );
}

function toGroupWords(state: MaintenanceState, { steps }: Block): string {
  const isInTurn = state.startedAtMs !== undefined && !state.isSimultaneous;
  return isInTurn ? `${steps} steps in turn: not approved together` : `${steps} steps together`;
}

function toCountText(tasks: readonly Task[]): string {
  const done = tasks.filter(({ state }) => state === 'succeeded' || state === 'skipped').length;
  return `${done} of ${tasks.length}`;
}
