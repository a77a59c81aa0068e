/** The console: the steps on the left, the live log in the middle with a box to write into it, the people and hosts on the right. */
import { useHotkeys } from '@mantine/hooks';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { LogRow, SearchHit } from '../../../contract/shapes.ts';
import type { HostName, MaintenanceId, TaskId } from '../../../core/ids.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { toTaskNames } from '../../../core/maintenance/task-names.ts';
import { isBeforeStart, isOver, toTaskTitle } from '../../../core/maintenance/tasks.ts';
import type { LogPlace } from '../../model/log-model.ts';
import { useMaintenanceModels, useModel, useModels } from '../../model/react.tsx';
import { toRowFace } from '../../parts/log/log-faces.ts';
import { LogView } from '../../parts/log/log-view.tsx';
import { Attention } from './attention.tsx';
import classes from './console-view.module.css';
import { NoteBox } from './note-box.tsx';
import { RunDialogs } from './run-dialogs.tsx';
import { SidePanel } from './side-panel.tsx';
import { StepsPanel } from './steps-panel.tsx';

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
  const { maintenance, log, controls } = useMaintenanceModels(state.id);
  const selected = useModel(controls, (view) => view.selected);
  const toggleStep = useCallback(
    (task: TaskId) => controls.select(task === controls.getState().selected ? undefined : task),
    [controls],
  );
  const noteField = useRef<HTMLTextAreaElement>(null);
  const focusNote = useCallback(() => noteField.current?.focus(), []);
  useHotkeys([['n', focusNote]]);
  const events = useModel(maintenance, (view) => view.events);
  const names = useModel(maintenance, (view) => view.names);
  const tasks = useMemo(() => toTaskNames(state), [state]);
  const toFace = useCallback((row: LogRow) => toRowFace(row, { events, names }, tasks), [events, names, tasks]);
  const toWhere = useCallback(
    (hit: SearchHit) => (hit.task === undefined ? '' : (tasks.get(hit.task)?.short ?? hit.task)),
    [tasks],
  );
  const choices = useCallback(() => {
    const tasks = [...state.tasks, ...state.errands.map(({ task }) => task)];
    return {
      tasks: tasks.map((task) => ({ id: task.id, title: toTaskTitle(state, task) })),
      hosts: [...new Set(tasks.flatMap(({ host }): readonly HostName[] => (host === undefined ? [] : [host])))],
    };
  }, [state]);
  const mayMissSecrets = state.secrets.length > 0 && !isOver(state);
  const dialog = useModel(controls, (view) => view.dialog);
  const linkState = useModel(useModels().workspace, (view) => view.link);
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
          onNote={(place) => {
            if (place.kind === 'output') controls.noteAbout({ row: place.at });
            focusNote();
          }}
          emptyWords={
            isBeforeStart(state)
              ? 'Nothing has happened yet. The log begins with the run.'
              : 'Nothing passes this filter.'
          }
        />
        <NoteBox state={state} controls={controls} field={noteField} />
      </div>
      <SidePanel state={state} controls={controls} log={log} onNote={focusNote} />
      <RunDialogs state={state} controls={controls} />
    </div>
  );
}

function toPermalink(id: MaintenanceId, { kind, at }: LogPlace): string {
  const { origin, pathname } = window.location;
  return `${origin}${pathname}#/m/${id}/console?${kind === 'output' ? 'row' : 'event'}=${at}`;
}
