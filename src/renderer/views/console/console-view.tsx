/** The console: the steps on the left, the live log in the middle with a box to write into it, the people and hosts on the right. */
import { useCallback, useEffect, useMemo } from 'react';
import type { LogRow, SearchHit } from '../../../contract/shapes.ts';
import type { HostName, MaintenanceId } from '../../../core/ids.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { toTaskTitle } from '../../../core/maintenance/tasks.ts';
import type { LogPlace } from '../../model/log-model.ts';
import { useMaintenanceModels, useModel } from '../../model/react.tsx';
import { toRowFace, toTaskNames } from '../../parts/log/log-faces.ts';
import { LogView } from '../../parts/log/log-view.tsx';
import classes from './console-view.module.css';

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
  const { maintenance, log } = useMaintenanceModels(state.id);
  const events = useModel(maintenance, (view) => view.events);
  const names = useMemo(() => toTaskNames(state), [state]);
  const toFace = useCallback((row: LogRow) => toRowFace(row, events, names), [events, names]);
  const toWhere = useCallback(
    (hit: SearchHit) => (hit.task === undefined ? '' : (names.get(hit.task)?.short ?? hit.task)),
    [names],
  );
  const choices = useMemo(
    () => ({
      tasks: state.tasks.map((task) => ({ id: task.id, title: toTaskTitle(state, task) })),
      hosts: [...new Set(state.tasks.flatMap(({ host }): readonly HostName[] => (host === undefined ? [] : [host])))],
    }),
    [state],
  );
  const at = spot?.at;
  const kind = spot?.kind;
  useEffect(() => {
    if (at !== undefined && kind !== undefined) void log.goTo({ kind, at });
  }, [log, at, kind]);

  return (
    <div className={classes['console']}>
      <LogView
        log={log}
        toFace={toFace}
        toWhere={toWhere}
        choices={choices}
        toLink={(place) => toPermalink(state.id, place)}
        emptyWords={
          state.status === 'draft'
            ? 'Nothing has happened yet. The log begins with the run.'
            : 'Nothing passes this filter.'
        }
      />
    </div>
  );
}

function toPermalink(id: MaintenanceId, { kind, at }: LogPlace): string {
  const { origin, pathname } = window.location;
  return `${origin}${pathname}#/m/${id}/console?${kind === 'output' ? 'row' : 'event'}=${at}`;
}
