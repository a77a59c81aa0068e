/** One step in full: what it does, where, how it went attempt by attempt, and what may be done about it now. */
import { Button } from '@mantine/core';
import {
  Ban,
  Check,
  CircleX,
  Crosshair,
  ListFilter,
  MessageSquarePlus,
  Play,
  RotateCcw,
  SkipForward,
  SquarePen,
  UserCheck,
  Users,
} from 'lucide-react';
import { useMemo } from 'react';
import type { Subject } from '../../../../core/comment/comment.ts';
import { commentsAbout } from '../../../../core/comment/reading.ts';
import { toUncertaintyText, toVerdictText } from '../../../../core/maintenance/event-text/verdict-text.ts';
import type { Offers } from '../../../../core/maintenance/offers.ts';
import type { Attempt, MaintenanceState, Task } from '../../../../core/maintenance/state.ts';
import { findTask, scriptOf, stepOf } from '../../../../core/maintenance/tasks.ts';
import type { ControlsModel, NoteKind } from '../../../model/controls-model.ts';
import type { LogModel } from '../../../model/log-model.ts';
import { useMaintenanceModels, useModel, useOffers } from '../../../model/react.tsx';
import { TaskMark } from '../../../parts/marks/state-mark.tsx';
import { Instant } from '../../../parts/time/instant.tsx';
import { toSpanText } from '../../../parts/time/times.ts';
import { type Control, ControlButtons } from '../run/control-buttons.tsx';
import classes from '../side/side-panel.module.css';
import { CommentList } from '../talk/comment-list.tsx';

interface StepCardProps {
  readonly state: MaintenanceState;
  readonly task: Task;
  readonly controls: ControlsModel;
  readonly log: LogModel;
  /** Begins to write into the box, about the step. */
  readonly onWrite: (kind: NoteKind, about?: Subject) => void;
}

export function StepCard({ state, task, controls, log, onWrite }: StepCardProps) {
  const step = stepOf(state, task);
  const script = scriptOf(state, task);
  return (
    <div className={classes['card']}>
      <p className={classes['stepTitle']}>
        {task.direction === 'back' ? 'Undo: ' : ''}
        {step.title}
      </p>
      <dl className={classes['facts']}>
        <dt>State</dt>
        <dd>
          <TaskMark state={task.state} />
          {task.word === undefined ? null : (
            <p className={classes['words']}>
              {task.word.by.name}: {task.word.text}
            </p>
          )}
        </dd>
        {task.host === undefined ? null : <Fact name="Host" words={task.host} />}
        {step.owner === undefined ? null : <Fact name="Owner" words={step.owner} />}
        {step.estimateMs === undefined ? null : <Fact name="Estimate" words={toSpanText(step.estimateMs)} />}
        {'timeoutMs' in step && step.timeoutMs !== undefined ? (
          <Fact name="Timeout" words={toSpanText(step.timeoutMs)} />
        ) : null}
        {step.sideEffects === undefined ? null : <Fact name="Side effects" words={step.sideEffects} />}
        <Fact name="Rollback" words={toRollbackText(step)} />
      </dl>
      {step.what === undefined ? null : <p className={classes['words']}>{step.what}</p>}
      {script === undefined ? null : <pre className={classes['script']}>{script}</pre>}
      {task.attempts.length === 0 ? null : (
        <ol className={classes['attempts']} aria-label="Attempts">
          {task.attempts.map((attempt) => (
            <li key={attempt.number} className={classes['attempt']}>
              <AttemptWords attempt={attempt} />
            </li>
          ))}
        </ol>
      )}
      <StepControls state={state} task={task} controls={controls} />
      <StepLooks state={state} task={task} log={log} onWrite={onWrite} />
      <StepComments state={state} task={task} onWrite={onWrite} />
    </div>
  );
}

function Fact({ name, words }: { readonly name: string; readonly words: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{words}</dd>
    </>
  );
}

function toRollbackText(step: ReturnType<typeof stepOf>): string {
  if (!('rollback' in step) || step.rollback === undefined) return 'none is written';
  return step.rollback.kind === 'script' ? 'by a script' : `none: ${step.rollback.why}`;
}

function AttemptWords({ attempt }: { readonly attempt: Attempt }) {
  const { number, verdict, uncertainty, mark, cancel, startedAtMs, intendedAtMs, endedAtMs } = attempt;
  const sinceMs = startedAtMs ?? intendedAtMs;
  return (
    <>
      Attempt {number}, <Instant atMs={sinceMs} isTimeOnly />
      {endedAtMs === undefined ? '' : `, took ${toSpanText(endedAtMs - sinceMs)}`}
      {verdict === undefined ? '' : `: ${toVerdictText(verdict)}`}
      {verdict === undefined && uncertainty !== undefined ? `: ${toUncertaintyText(uncertainty)}` : ''}
      {cancel === undefined || verdict !== undefined ? '' : ', being ended'}
      {mark === undefined ? null : (
        <>
          {'. '}
          {mark.by.name} said “{mark.word.replaceAll('-', ' ')}”: {mark.reason}
        </>
      )}
    </>
  );
}

type Plain = Exclude<keyof Offers['steps'], 'mark'>;
const stepControls: readonly Control<Plain>[] = [
  { kind: 'confirm', label: 'Confirm…', icon: UserCheck },
  { kind: 'countersign', label: 'Second person…', icon: Users },
  { kind: 'go-on', label: 'Go on…', icon: Play },
  { kind: 'done', label: 'Done…', icon: Check },
  { kind: 'not-done', label: 'Not done…', icon: CircleX },
  { kind: 'retry', label: 'Retry…', icon: RotateCcw },
  { kind: 'skip', label: 'Skip…', icon: SkipForward },
  { kind: 'cancel', label: 'Cancel it…', icon: Ban },
];

export function StepControls({ state, task, controls }: Pick<StepCardProps, 'state' | 'task' | 'controls'>) {
  const offers = useOffers(state);
  const offered = stepControls.filter(({ kind }) => offers.steps[kind].includes(task.id));
  return <ControlButtons offered={offered} onPick={(kind) => controls.open({ kind, task: task.id })} />;
}

/** What only looks: its lines alone, where it began, a note about it. */
function StepLooks({ state, task, log, onWrite }: Omit<StepCardProps, 'controls'>) {
  const filter = useModel(log, (view) => view.filter);
  const isAlone = filter.tasks?.length === 1 && filter.tasks[0] === task.id;
  const begin = useBeginning(task, log);
  return (
    <div className={classes['controls']}>
      <Button
        size="compact-xs"
        variant={isAlone ? 'light' : 'subtle'}
        aria-pressed={isAlone}
        leftSection={<ListFilter size={12} aria-hidden="true" />}
        onClick={() => log.setFilter(isAlone ? {} : { tasks: [task.id] })}
      >
        {isAlone ? 'Show all lines' : 'Its lines only'}
      </Button>
      {begin === undefined ? null : (
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<Crosshair size={12} aria-hidden="true" />}
          onClick={() => void log.goTo({ kind: 'event', at: begin })}
        >
          Where it began
        </Button>
      )}
      <Button
        size="compact-xs"
        variant="subtle"
        leftSection={<SquarePen size={12} aria-hidden="true" />}
        onClick={() => onWrite('note', toSubject(state, task))}
      >
        Note
      </Button>
      <Button
        size="compact-xs"
        variant="subtle"
        leftSection={<MessageSquarePlus size={12} aria-hidden="true" />}
        onClick={() => onWrite('comment', toSubject(state, task))}
      >
        Comment
      </Button>
    </div>
  );
}

function StepComments({ state, task, onWrite }: Pick<StepCardProps, 'state' | 'task' | 'onWrite'>) {
  const comments = commentsAbout(state.talk, toSubject(state, task));
  if (comments.length === 0) return null;
  return (
    <CommentList
      state={state}
      comments={comments}
      onAnswer={({ id }) => onWrite('comment', { kind: 'comment', comment: id })}
    />
  );
}

/** Before the start a run has no tasks: then the step of the plan is meant. */
function toSubject(state: MaintenanceState, { step, id }: Task): Subject {
  return findTask(state, id) === undefined ? { kind: 'step', step } : { kind: 'step', step, task: id };
}

/** The seq of the first event about the step. */
function useBeginning(task: Task, log: LogModel): number | undefined {
  const { maintenance } = useMaintenanceModels(log.maintenance);
  const events = useModel(maintenance, (view) => view.events);
  return useMemo(() => events.find(({ data }) => 'task' in data && data.task === task.id)?.seq, [events, task.id]);
}
