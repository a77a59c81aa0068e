/** Hold, resume, roll back, abort, complete: each says what it is about to do, on which hosts, before it asks anything. */
import { TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { toClosing } from '../../../../core/change/closing.ts';
import { type Next, toNext } from '../../../../core/maintenance/next.ts';
import type { MaintenanceState, Task } from '../../../../core/maintenance/state.ts';
import {
  activeTasks,
  findTask,
  natureOf,
  openTasks,
  stepOf,
  toRollBackTasks,
  toTaskTitle,
} from '../../../../core/maintenance/tasks.ts';
import type { ControlsModel } from '../../../model/controls-model.ts';
import { WordsField } from '../../../parts/fields/words-field.tsx';
import classes from '../action-dialog.module.css';
import { ActionDialog } from '../action-dialog.tsx';
import { ClosingParts } from './closing-parts.tsx';

export interface RunDialogProps {
  readonly state: MaintenanceState;
  readonly controls: ControlsModel;
}

export function HoldDialog({ state, controls }: RunDialogProps) {
  const [reason, setReason] = useState('');
  const running = openTasks(state);
  return (
    <ActionDialog
      controls={controls}
      title="Hold the run"
      deed="Hold"
      onDo={() => void controls.send('run.hold', { maintenance: state.id, reason: reason.trim() })}
    >
      <p>
        {running.length === 0
          ? 'Nothing runs now. Nothing new begins until you resume.'
          : `${titles(state, running)} ${running.length === 1 ? 'goes on to its end' : 'go on to their ends'}. Nothing new begins until you resume.`}
      </p>
      <TextInput
        data-autofocus
        label="Reason"
        description="For whoever follows the log"
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ActionDialog>
  );
}

export function ResumeDialog({ state, controls }: RunDialogProps) {
  return (
    <ActionDialog
      controls={controls}
      title="Resume the run"
      deed="Resume"
      onDo={() => void controls.send('run.resume', { maintenance: state.id })}
    >
      <p>{toResumeWords(state)}</p>
    </ActionDialog>
  );
}

function toResumeWords(state: MaintenanceState): string {
  const { hold: _, ...resumed } = state;
  return toNext(resumed)
    .map((next) => toNextWords(state, next))
    .join(' ');
}

function toNextWords(state: MaintenanceState, next: Next): string {
  const task = 'task' in next && next.task !== undefined ? findTask(state, next.task) : undefined;
  if (task === undefined) return 'Every step is settled; nothing runs by itself.';
  const what = toTaskTitle(state, task);
  if (next.do === 'attempt') return `${what} begins at once${task.host === undefined ? '' : `, on ${task.host}`}.`;
  if (next.do === 'await') return `${what} comes next, and waits for ${next.for === 'time' ? 'its time' : 'a person'}.`;
  return `The run stands at ${what}.`;
}

export function RollBackDialog({ state, controls }: RunDialogProps) {
  const [reason, setReason] = useState('');
  const tasks = useMemo(() => toRollBackTasks(state), [state]);
  const hosts = [...new Set(tasks.flatMap(({ host }) => (host === undefined ? [] : [host])))];
  return (
    <ActionDialog
      controls={controls}
      title="Roll back"
      deed={hosts.length === 0 ? 'Roll back' : `Roll back on ${hosts.join(', ')}`}
      isDangerous
      isReady={reason.trim() !== ''}
      onDo={() => void controls.send('run.rollBack', { maintenance: state.id, reason: reason.trim() })}
    >
      {tasks.length === 0 ? (
        <p>Nothing that ran needs undoing. The run ends as rolled back.</p>
      ) : (
        <>
          <p>What ran is undone in this order, one step after another. The rest of the plan is not run.</p>
          <ol className={classes['steps']}>
            {tasks.map((task) => (
              <RollBackStep key={task.id} state={state} task={task} />
            ))}
          </ol>
        </>
      )}
      <WordsField label="Reason" value={reason} isRequired isFirst onChange={setReason} />
    </ActionDialog>
  );
}

function RollBackStep({ state, task }: { readonly state: MaintenanceState; readonly task: Task }) {
  const step = stepOf(state, task);
  const isByScript = natureOf(state, task) === 'script';
  const why = 'rollback' in step && step.rollback?.kind === 'none' ? step.rollback.why : undefined;
  return (
    <li data-tone={isByScript ? undefined : 'warn'}>
      <span>
        {task.direction === 'back' ? 'Undo: ' : ''}
        {step.title}
      </span>
      <code>{task.host ?? ''}</code>
      {isByScript ? null : (
        <span className={classes['stepMore']}>
          {task.direction === 'back'
            ? `No rollback script: ${why ?? 'none was written.'} You are asked when it comes to it.`
            : 'Done by a person.'}
        </span>
      )}
    </li>
  );
}

export function AbortDialog({ state, controls }: RunDialogProps) {
  const [reason, setReason] = useState('');
  const running = openTasks(state).filter((task) => task.state === 'running');
  const unknown = openTasks(state).filter((task) => task.state === 'unknown');
  return (
    <ActionDialog
      controls={controls}
      title="Abort the run"
      deed="Abort"
      isDangerous
      isReady={reason.trim() !== ''}
      onDo={() => void controls.send('run.abort', { maintenance: state.id, reason: reason.trim() })}
    >
      <p>The run ends where it stands, for good. Nothing is undone; nothing more runs.</p>
      {running.length === 0 ? null : (
        <p className={classes['warning']} data-tone="bad">
          {titles(state, running)} {running.length === 1 ? 'is ended on its host' : 'are ended on their hosts'}: TERM to
          the whole process group, then KILL.
        </p>
      )}
      {unknown.length === 0 ? null : (
        <p className={classes['warning']} data-tone="odd">
          {titles(state, unknown)} may still run: nobody knows. Its host is asked on; nothing is ended there.
        </p>
      )}
      <WordsField label="Reason" value={reason} isRequired isFirst onChange={setReason} />
    </ActionDialog>
  );
}

export function CompleteDialog({ state, controls }: RunDialogProps) {
  const [note, setNote] = useState('');
  const tasks = activeTasks(state);
  const count = (is: Task['state']) => tasks.filter((task) => task.state === is).length;
  const failed = tasks.filter((task) => task.state === 'failed' || task.state === 'timed-out');
  const text = note.trim();
  const closing = useMemo(() => toClosing(state), [state]);
  return (
    <ActionDialog
      controls={controls}
      isReady={closing.every(({ isDone }) => isDone)}
      title={state.status === 'rolling-back' ? 'Complete the rollback' : 'Complete the run'}
      deed="Complete"
      onDo={() => void controls.send('run.complete', { maintenance: state.id, ...(text === '' ? {} : { note: text }) })}
    >
      <p>
        {count('succeeded')} of {tasks.length} steps succeeded, {count('skipped')} skipped, {failed.length} failed.
        Nothing runs on any host after this.
      </p>
      {failed.length === 0 ? null : (
        <p className={classes['warning']} data-tone="warn">
          It ends as completed with failures: {titles(state, failed)}.
        </p>
      )}
      <ClosingParts state={state} items={closing} />
      <WordsField
        label="Note"
        description="What whoever reads this later should know"
        value={note}
        isFirst
        onChange={setNote}
      />
    </ActionDialog>
  );
}

function titles(state: MaintenanceState, tasks: readonly Task[]): string {
  return tasks.map((task) => toTaskTitle(state, task)).join(', ');
}
