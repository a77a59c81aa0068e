/** Every version of a runbook, newest first, each to be taken out as it was. */
import { Button, Loader, Modal } from '@mantine/core';
import { Download } from 'lucide-react';
import type { RunbookSummary } from '../../../contract/shapes.ts';
import { useAsked } from '../../parts/asking/asked.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import tables from '../../parts/layout/table.module.css';
import { TableHead } from '../../parts/layout/table-head.tsx';
import { Instant } from '../../parts/time/instant.tsx';
import { useRunbookExport } from './use-runbook-export.ts';

interface RunbookVersionsProps {
  readonly runbook: RunbookSummary;
  readonly onClose: () => void;
}

export function RunbookVersions({ runbook, onClose }: RunbookVersionsProps) {
  const versions = useAsked('runbook.versions', { name: runbook.name }, 'runbook');
  const exporting = useRunbookExport();
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Versions of ${runbook.name}`}
      size={680}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {versions.failure === undefined ? null : <FailureNote failure={versions.failure} onRetry={versions.again} />}
      {exporting.failure === undefined ? null : <FailureNote failure={exporting.failure} />}
      {versions.isLoading ? <Loader size="sm" /> : null}
      <table className={tables['table']}>
        <TableHead columns={['Version', 'Title', 'Steps', 'Saved', 'By']} hasActions />
        <tbody>
          {(versions.value ?? []).map((version) => (
            <tr key={version.version}>
              <td>{version.version}</td>
              <td>{version.title}</td>
              <td>{version.steps}</td>
              <td className={tables['still']}>
                <Instant atMs={version.savedAtMs} />
              </td>
              <td>{version.savedBy}</td>
              <td className={tables['end']}>
                <Button
                  size="compact-sm"
                  variant="subtle"
                  leftSection={<Download size={14} aria-hidden="true" />}
                  aria-label={`Export version ${version.version}`}
                  onClick={() => void exporting.take(runbook.name, version.version)}
                >
                  Export
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Modal>
  );
}
