/** One step in full: what it does, where, how it went attempt by attempt, and what may be done about it now. */
import { Button } from '@mantine/core';
import {
  Ban,
  Check,
  CircleX,
  Crosshair,
  ListFilter,
  Play,
  RotateCcw,
  SkipForward,
  SquarePen,
  UserCheck,
  Users,
} from 'lucide-react';
import { useMemo } from 'react';
import { toUncertaintyText, toVerdictText } from '../../../core/maintenance/event-text/verdict-text.ts';
import type { Offers } from '../../../core/maintenance/offers.ts';
import type { Attempt, MaintenanceState, Task } from '../../../core/maintenance/state.ts';
import { scriptOf, stepOf } from '../../../core/maintenance/tasks.ts';
import type { ControlsModel } from '../../model/controls-model.ts';
import type { LogModel } from '../../model/log-model.ts';
import { useMaintenanceModels, useModel, useOffers } from '../../model/react.tsx';
import { Instant } from '../../parts/instant.tsx';
import { TaskMark } from '../../parts/state-mark.tsx';
import { toSpanText } from '../../parts/times.ts';
import { type Control, ControlButtons } from './control-buttons.tsx';
import classes from './side-panel.module.css';

interface StepCardProps {
  readonly state: MaintenanceState;
  readonly task: Task;
  readonly controls: ControlsModel;
  readonly log: LogModel;
  readonly onNote: () => void;
}

export function StepCard({ state, task, controls, log, onNote }: StepCardProps) {
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
      <StepLooks task={task} controls={controls} log={log} onNote={onNote} />
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
function StepLooks({ task, controls, log, onNote }: Omit<StepCardProps, 'state'>) {
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
        onClick={() => {
          controls.noteAbout({ task: task.id });
          onNote();
        }}
      >
        Note
      </Button>
    </div>
  );
}

/** The seq of the first event about the step. */
function useBeginning(task: Task, log: LogModel): number | undefined {
  const { maintenance } = useMaintenanceModels(log.maintenance);
  const events = useModel(maintenance, (view) => view.events);
  return useMemo(() => events.find(({ data }) => 'task' in data && data.task === task.id)?.seq, [events, task.id]);
}
