/** How the log of a maintenance speaks of its steps, hosts and people, wherever it is shown. */
import { useCallback, useMemo } from 'react';
import type { LogRow, SearchHit } from '../../../contract/shapes.ts';
import type { HostName } from '../../../core/ids.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { toTaskNames } from '../../../core/maintenance/task-names.ts';
import { toTaskTitle } from '../../../core/maintenance/tasks.ts';
import { useMaintenanceModels, useModel } from '../../model/react.tsx';
import { toRowFace } from './log-faces.ts';

export function useLogNaming(state: MaintenanceState) {
  const { maintenance } = useMaintenanceModels(state.id);
  const events = useModel(maintenance, (view) => view.events);
  const names = useModel(maintenance, (view) => view.names);
  const tasks = useMemo(() => toTaskNames(state), [state]);
  const toFace = useCallback((row: LogRow) => toRowFace(row, { events, names }, tasks), [events, names, tasks]);
  const toWhere = useCallback(
    (hit: SearchHit) => (hit.task === undefined ? '' : (tasks.get(hit.task)?.short ?? hit.task)),
    [tasks],
  );
  /** What the filter offers. */
  const choices = useCallback(() => {
    const all = [...state.tasks, ...state.errands.map(({ task }) => task)];
    return {
      tasks: all.map((task) => ({ id: task.id, title: toTaskTitle(state, task) })),
      hosts: [...new Set(all.flatMap(({ host }): readonly HostName[] => (host === undefined ? [] : [host])))],
    };
  }, [state]);
  return { tasks, toFace, toWhere, choices };
}
