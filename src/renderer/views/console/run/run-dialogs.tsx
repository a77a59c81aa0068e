/** The dialogs of a run, one of them open at most. */
import type { MaintenanceState, Task } from '../../../../core/maintenance/state.ts';
import { findTask } from '../../../../core/maintenance/tasks.ts';
import { assertNever } from '../../../../core/result.ts';
import type { ControlsModel } from '../../../model/controls-model.ts';
import type { Control } from '../../../model/primary-action.ts';
import { useModel } from '../../../model/react.tsx';
import {
  CancelDialog,
  ConfirmDialog,
  DoneDialog,
  MarkDialog,
  NotDoneDialog,
  RetryDialog,
  SkipDialog,
} from '../steps/step-dialogs.tsx';
import { CountersignDialog, GoOnDialog } from '../steps/two-person-dialogs.tsx';
import { AbortDialog, CompleteDialog, HoldDialog, ResumeDialog, RollBackDialog } from './run-control-dialogs.tsx';
import { SecretsDialog, StartDialog } from './start-dialog.tsx';

interface RunDialogsProps {
  readonly state: MaintenanceState;
  readonly controls: ControlsModel;
}

export function RunDialogs({ state, controls }: RunDialogsProps) {
  const dialog = useModel(controls, (view) => view.dialog);
  if (dialog === undefined) return null;
  if (!('task' in dialog)) return <RunDialog control={dialog} state={state} controls={controls} />;
  const task = findTask(state, dialog.task);
  return task === undefined ? null : (
    <StepDialog key={task.id} control={dialog} task={task} state={state} controls={controls} />
  );
}

type StepControlOf = Extract<Control, { task: unknown }>;

function RunDialog({ control, ...rest }: RunDialogsProps & { readonly control: Exclude<Control, StepControlOf> }) {
  switch (control.kind) {
    case 'start':
      return <StartDialog {...rest} />;
    case 'hold':
      return <HoldDialog {...rest} />;
    case 'resume':
      return <ResumeDialog {...rest} />;
    case 'roll-back':
      return <RollBackDialog {...rest} />;
    case 'abort':
      return <AbortDialog {...rest} />;
    case 'complete':
      return <CompleteDialog {...rest} />;
    case 'secrets':
      return <SecretsDialog {...rest} />;
    default:
      return assertNever(control.kind);
  }
}

function StepDialog({ control, ...rest }: RunDialogsProps & { readonly control: StepControlOf; readonly task: Task }) {
  switch (control.kind) {
    case 'confirm':
      return <ConfirmDialog {...rest} />;
    case 'countersign':
      return <CountersignDialog {...rest} />;
    case 'go-on':
      return <GoOnDialog {...rest} />;
    case 'done':
      return <DoneDialog {...rest} />;
    case 'not-done':
      return <NotDoneDialog {...rest} />;
    case 'skip':
      return <SkipDialog {...rest} />;
    case 'retry':
      return <RetryDialog {...rest} />;
    case 'cancel':
      return <CancelDialog {...rest} />;
    case 'mark':
      return <MarkDialog {...rest} word={control.word} />;
    default:
      return assertNever(control);
  }
}
