/** What a person says or does about one step: each names the step and its host, and what follows from it. */
import { TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { toVerdictText } from '../../../../core/maintenance/event-text/verdict-text.ts';
import type { Task } from '../../../../core/maintenance/state.ts';
import { lastAttempt, onFailureOf, scriptOf, stepOf, toTaskTitle } from '../../../../core/maintenance/tasks.ts';
import type { MarkWord } from '../../../model/primary-action.ts';
import { WordsField } from '../../../parts/fields/words-field.tsx';
import classes from '../action-dialog.module.css';
import { ActionDialog } from '../action-dialog.tsx';
import type { RunDialogProps } from '../run/run-control-dialogs.tsx';
import { markTitles, repeatWords, toConsequence } from './mark-words.ts';

export interface StepDialogProps extends RunDialogProps {
  readonly task: Task;
}

export function ConfirmDialog({ state, task, controls }: StepDialogProps) {
  const [typed, setTyped] = useState('');
  const host = task.host ?? '';
  return (
    <ActionDialog
      controls={controls}
      title={`Confirm ${toTaskTitle(state, task)}`}
      deed={`Run it on ${host}`}
      isDangerous
      isReady={typed === host}
      onDo={() => void controls.send('step.confirm', { maintenance: state.id, task: task.id, typed })}
    >
      <p>
        This script runs on <code>{host}</code> as soon as you confirm.
      </p>
      <Script state={state} task={task} />
      <SideEffects state={state} task={task} />
      <TextInput
        data-autofocus
        label={`Type “${host}” to confirm`}
        value={typed}
        autoComplete="off"
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    </ActionDialog>
  );
}

export function DoneDialog({ state, task, controls }: StepDialogProps) {
  const [note, setNote] = useState('');
  const text = note.trim();
  return (
    <ActionDialog
      controls={controls}
      title={`${toTaskTitle(state, task)} is done`}
      deed="It is done"
      onDo={() =>
        void controls.send('step.done', {
          maintenance: state.id,
          task: task.id,
          ...(text === '' ? {} : { note: text }),
        })
      }
    >
      <p>The step counts as succeeded, and the run goes on with the next one.</p>
      <WordsField isFirst label="What was done" value={note} onChange={setNote} />
    </ActionDialog>
  );
}

export function NotDoneDialog({ state, task, controls }: StepDialogProps) {
  return (
    <ReasonDialog
      state={state}
      task={task}
      controls={controls}
      title={`${toTaskTitle(state, task)} could not be done`}
      deed="It was not done"
      request="step.notDone"
    >
      <p>The step counts as failed, and the run holds until you decide.</p>
    </ReasonDialog>
  );
}

export function SkipDialog({ state, task, controls }: StepDialogProps) {
  const where = task.host === undefined ? '' : ` Nothing is run on ${task.host}.`;
  return (
    <ReasonDialog
      state={state}
      task={task}
      controls={controls}
      title={`Skip ${toTaskTitle(state, task)}`}
      deed="Skip it"
      request="step.skip"
    >
      <p>
        It is left out for good, and the log says why.{where}
        {onFailureOf(state, task) === 'ask' ? ' The run goes on at once.' : ''}
      </p>
    </ReasonDialog>
  );
}

export function RetryDialog({ state, task, controls }: StepDialogProps) {
  const [reason, setReason] = useState('');
  const text = reason.trim();
  const verdict = lastAttempt(task)?.verdict;
  const host = task.host;
  return (
    <ActionDialog
      controls={controls}
      title={`Retry ${toTaskTitle(state, task)}`}
      deed={host === undefined ? 'Do it again' : `Run it again on ${host}`}
      isDangerous
      onDo={() =>
        void controls.send('step.retry', {
          maintenance: state.id,
          task: task.id,
          ...(text === '' ? {} : { reason: text }),
        })
      }
    >
      <p>
        Attempt {task.attempts.length + 1}
        {host === undefined ? '' : ` on ${host}`}.
        {verdict === undefined ? '' : ` The last one ended with ${toVerdictText(verdict)}.`}
        {repeatWords(state, task)}
      </p>
      <Script state={state} task={task} />
      <WordsField isFirst label="Reason" value={reason} onChange={setReason} />
    </ActionDialog>
  );
}

export function CancelDialog({ state, task, controls }: StepDialogProps) {
  return (
    <ActionDialog
      controls={controls}
      title={`Cancel ${toTaskTitle(state, task)}`}
      deed={`End it on ${task.host ?? 'its host'}`}
      isDangerous
      onDo={() => void controls.send('step.cancel', { maintenance: state.id, task: task.id })}
    >
      <p>
        Its whole process group on {task.host ?? 'its host'} gets TERM, then KILL, and the host proves that none is
        left. What it has changed until then stays changed. The run holds afterwards.
      </p>
    </ActionDialog>
  );
}

export function MarkDialog({ state, task, controls, word }: StepDialogProps & { readonly word: MarkWord }) {
  const [reason, setReason] = useState('');
  return (
    <ActionDialog
      controls={controls}
      title={`${markTitles[word]}: ${toTaskTitle(state, task)}`}
      deed={
        word === 'new-attempt'
          ? `Run it again on ${task.host ?? 'its host'}`
          : `Say that ${word === 'ran' ? 'it ran' : 'it did not run'}`
      }
      isDangerous={word !== 'did-not-run'}
      isReady={reason.trim() !== ''}
      onDo={() =>
        void controls.send('step.mark', { maintenance: state.id, task: task.id, word, reason: reason.trim() })
      }
    >
      <p className={classes['warning']} data-tone="odd">
        {toConsequence(state, task, word)}
      </p>
      <p>Your word stands in the log with your name. What the host answers later is not acted upon any more.</p>
      <WordsField isFirst label="How do you know?" value={reason} onChange={setReason} isRequired />
    </ActionDialog>
  );
}

interface ReasonDialogProps extends StepDialogProps {
  readonly title: string;
  readonly deed: string;
  readonly request: 'step.notDone' | 'step.skip';
  readonly children: ReactNode;
}

function ReasonDialog({ state, task, controls, title, deed, request, children }: ReasonDialogProps) {
  const [reason, setReason] = useState('');
  return (
    <ActionDialog
      controls={controls}
      title={title}
      deed={deed}
      isReady={reason.trim() !== ''}
      onDo={() => void controls.send(request, { maintenance: state.id, task: task.id, reason: reason.trim() })}
    >
      {children}
      <WordsField isFirst label="Reason" value={reason} onChange={setReason} isRequired />
    </ActionDialog>
  );
}

function Script({ state, task }: Pick<StepDialogProps, 'state' | 'task'>) {
  const script = scriptOf(state, task);
  return script === undefined ? null : <pre className={classes['script']}>{script}</pre>;
}

function SideEffects({ state, task }: Pick<StepDialogProps, 'state' | 'task'>) {
  const { sideEffects } = stepOf(state, task);
  return sideEffects === undefined ? null : (
    <p className={classes['warning']} data-tone="warn">
      Side effects: {sideEffects}
    </p>
  );
}
