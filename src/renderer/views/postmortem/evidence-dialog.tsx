/** Lines of the log as evidence: the log itself, with its search and filter; what is picked is quoted in the section. */
import { Modal } from '@mantine/core';
import { useCallback, useMemo } from 'react';
import type { LogRow, SearchHit } from '../../../contract/shapes.ts';
import type { HostName } from '../../../core/ids.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { toTaskNames } from '../../../core/maintenance/task-names.ts';
import { toTaskTitle } from '../../../core/maintenance/tasks.ts';
import { type EvidenceLine, toEvidenceLink, toEvidenceMarkdown } from '../../../core/postmortem/evidence.ts';
import { useMaintenanceModels, useModel } from '../../model/react.tsx';
import { toPlainText } from '../../parts/log/ansi-runs.ts';
import { toRowFace } from '../../parts/log/log-faces.ts';
import { LogView } from '../../parts/log/log-view.tsx';
import content from './dialog-content.module.css';
import classes from './postmortem.module.css';

interface EvidenceDialogProps {
  readonly state: MaintenanceState;
  readonly onQuote: (block: string) => void;
  readonly onClose: () => void;
}

export function EvidenceDialog({ state, onQuote, onClose }: EvidenceDialogProps) {
  const { maintenance, log } = useMaintenanceModels(state.id);
  const events = useModel(maintenance, (view) => view.events);
  const names = useModel(maintenance, (view) => view.names);
  const tasks = useMemo(() => toTaskNames(state), [state]);
  const toFace = useCallback((row: LogRow) => toRowFace(row, { events, names }, tasks), [events, names, tasks]);
  const toWhere = useCallback(
    (hit: SearchHit) => (hit.task === undefined ? '' : (tasks.get(hit.task)?.short ?? hit.task)),
    [tasks],
  );
  const choices = useCallback(() => {
    const all = [...state.tasks, ...state.errands.map(({ task }) => task)];
    return {
      tasks: all.map((task) => ({ id: task.id, title: toTaskTitle(state, task) })),
      hosts: [...new Set(all.flatMap(({ host }): readonly HostName[] => (host === undefined ? [] : [host])))],
    };
  }, [state]);
  function quote(rows: readonly LogRow[]) {
    const lines = rows.flatMap((row): readonly EvidenceLine[] => {
      const face = toFace(row);
      if (face === undefined) return [];
      if (row.kind === 'event') return [{ kind: 'event', at: face.at, atMs: face.atMs, text: face.text }];
      const where = tasks.get(row.task)?.long ?? row.task;
      return [{ kind: 'output', at: face.at, atMs: face.atMs, where, text: toPlainText(row.text) }];
    });
    if (lines.length === 0) return;
    onQuote(toEvidenceMarkdown(state.id, lines));
    onClose();
  }
  const { origin, pathname } = window.location;
  return (
    <Modal
      opened
      onClose={onClose}
      title="Lines of the log as evidence"
      size="min(1100px, 94vw)"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <p className={classes['soft']}>Pick lines by click, Shift-click or Shift-arrows, then press Q to quote them.</p>
      <div className={content['evidenceLog']}>
        <LogView
          log={log}
          toFace={toFace}
          toWhere={toWhere}
          choices={choices}
          toLink={(place) => `${origin}${pathname}${toEvidenceLink(state.id, place)}`}
          onQuote={quote}
          emptyWords="Nothing passes this filter."
        />
      </div>
    </Modal>
  );
}
