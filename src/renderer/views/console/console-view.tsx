/** The console: the steps on the left, the live log in the middle with a box to write into it, the people and hosts on the right. */
import { useHotkeys } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useCallback, useEffect, useRef } from 'react';
import type { Subject } from '../../../core/comment/comment.ts';
import type { MaintenanceId, TaskId } from '../../../core/ids.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { isBeforeStart, isOver } from '../../../core/maintenance/tasks.ts';
import type { Link } from '../../link/link.ts';
import { attempt } from '../../model/asking.ts';
import type { NoteKind } from '../../model/controls-model.ts';
import type { LogModel, LogPlace } from '../../model/log-model.ts';
import { useMaintenanceModels, useModel, useModels, useSeat } from '../../model/react.tsx';
import { LogView } from '../../parts/log/log-view.tsx';
import { useLogNaming } from '../../parts/log/use-log-naming.ts';
import classes from './console-view.module.css';
import { Attention } from './run/attention.tsx';
import { RunDialogs } from './run/run-dialogs.tsx';
import { SidePanel } from './side/side-panel.tsx';
import { StepsPanel } from './steps/steps-panel.tsx';
import { NoteBox } from './talk/note-box.tsx';

interface ConsoleViewProps {
  readonly id: MaintenanceId;
  /** The row or event a permalink leads to. */
  readonly spot?: LogPlace | undefined;
}

export function ConsoleView({ id, spot }: ConsoleViewProps) {
  const { maintenance } = useMaintenanceModels(id);
  const state = useModel(maintenance, (view) => view.state);
  return state === undefined ? null : <OpenConsole state={state} spot={spot} />;
}

function OpenConsole({ state, spot }: { readonly state: MaintenanceState; readonly spot: LogPlace | undefined }) {
  const { log, controls } = useMaintenanceModels(state.id);
  const selected = useModel(controls, (view) => view.selected);
  const toggleStep = useCallback(
    (task: TaskId) => controls.select(task === controls.getState().selected ? undefined : task),
    [controls],
  );
  const noteField = useRef<HTMLTextAreaElement>(null);
  const seat = useSeat(state);
  const focusNote = useCallback(() => noteField.current?.focus(), []);
  const write = useCallback(
    (kind: NoteKind, about?: Subject) => {
      controls.noteAs(kind);
      if (about !== undefined) controls.noteAbout(about);
      focusNote();
    },
    [controls, focusNote],
  );
  useHotkeys([
    ['n', () => write('note')],
    ['c', () => write('comment', toPicked(log))],
  ]);
  const { toFace, toWhere, choices } = useLogNaming(state);
  const mayMissSecrets = state.secrets.length > 0 && !isOver(state) && seat.may('run.secrets');
  const dialog = useModel(controls, (view) => view.dialog);
  const { link, workspace } = useModels();
  const linkState = useModel(workspace, (view) => view.link);
  // After a restart of the console, and after any dialog: it may have been the one that gives them.
  useEffect(() => {
    if (mayMissSecrets && dialog === undefined && linkState === 'open') void controls.checkSecrets(state.id);
  }, [mayMissSecrets, dialog, linkState, controls, state.id]);
  const at = spot?.at;
  const kind = spot?.kind;
  useEffect(() => {
    if (at !== undefined && kind !== undefined) void log.goTo({ kind, at });
  }, [log, at, kind]);

  return (
    <div className={classes['console']}>
      <StepsPanel state={state} selected={selected} onSelect={toggleStep} />
      <div className={classes['middle']}>
        <Attention state={state} controls={controls} />
        <LogView
          log={log}
          toFace={toFace}
          toWhere={toWhere}
          choices={choices}
          toLink={(place) => toPermalink(state.id, place)}
          onNote={(place) => write('note', place.kind === 'output' ? toSubject(place) : undefined)}
          onComment={seat.may('comment.add') ? (place) => write('comment', toSubject(place)) : undefined}
          onSeen={seat.may('comment.seen') ? (place) => void markSeen(link, state.id, place) : undefined}
          emptyWords={
            isBeforeStart(state)
              ? 'Nothing has happened yet. The log begins with the run.'
              : 'Nothing passes this filter.'
          }
        />
        <NoteBox state={state} controls={controls} field={noteField} />
      </div>
      <SidePanel state={state} controls={controls} log={log} onWrite={write} />
      <RunDialogs state={state} controls={controls} />
    </div>
  );
}

function toSubject({ kind, at }: LogPlace): Subject {
  return kind === 'output' ? { kind: 'row', row: at } : { kind: 'event', seq: at };
}

/** The line that is picked in the log: what a comment is most likely about. */
function toPicked(log: LogModel): Subject | undefined {
  const { pick } = log.getState();
  const row = pick === undefined ? undefined : log.windows.row(pick.focus);
  if (row === undefined) return undefined;
  return toSubject(row.kind === 'output' ? { kind: 'output', at: row.row } : { kind: 'event', at: row.seq });
}

async function markSeen(link: Link, maintenance: MaintenanceId, place: LogPlace): Promise<void> {
  const answer = await attempt(link, 'comment.seen', { maintenance, about: [toSubject(place)] });
  notifications.show(
    answer.ok
      ? { message: 'Marked as seen. It is in the log, with your name.', autoClose: 3_000 }
      : { message: answer.failure.message, autoClose: 6_000 },
  );
}

function toPermalink(id: MaintenanceId, { kind, at }: LogPlace): string {
  const { origin, pathname } = window.location;
  return `${origin}${pathname}#/m/${id}/console?${kind === 'output' ? 'row' : 'event'}=${at}`;
}
