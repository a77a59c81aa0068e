/** Lines of the log as evidence: the log itself, with its search and filter; what is picked is quoted in the section. */
import { Modal } from '@mantine/core';
import type { LogRow } from '../../../contract/shapes.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { type EvidenceLine, toEvidenceLink, toEvidenceMarkdown } from '../../../core/postmortem/evidence.ts';
import { useMaintenanceModels } from '../../model/react.tsx';
import { toPlainText } from '../../parts/log/ansi-runs.ts';
import { LogView } from '../../parts/log/log-view.tsx';
import { useLogNaming } from '../../parts/log/use-log-naming.ts';
import content from './dialog-content.module.css';
import classes from './postmortem.module.css';

interface EvidenceDialogProps {
  readonly state: MaintenanceState;
  readonly onQuote: (block: string) => void;
  readonly onClose: () => void;
}

export function EvidenceDialog({ state, onQuote, onClose }: EvidenceDialogProps) {
  const { log } = useMaintenanceModels(state.id);
  const { tasks, toFace, toWhere, choices } = useLogNaming(state);
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
