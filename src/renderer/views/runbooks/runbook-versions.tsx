/** Every version of a runbook, newest first, each to be taken out as it was. */
import { Button, Loader, Modal } from '@mantine/core';
import { Download } from 'lucide-react';
import type { RunbookSummary } from '../../../contract/shapes.ts';
import { useAsked } from '../../parts/asked.ts';
import { useAsking } from '../../parts/asking.ts';
import { FailureNote } from '../../parts/failure-note.tsx';
import { Instant } from '../../parts/instant.tsx';
import tables from '../../parts/table.module.css';
import { download } from './files.ts';

interface RunbookVersionsProps {
  readonly runbook: RunbookSummary;
  readonly onClose: () => void;
}

export function RunbookVersions({ runbook, onClose }: RunbookVersionsProps) {
  const versions = useAsked('runbook.versions', { name: runbook.name }, 'runbook');
  const exporting = useAsking();
  async function exportOne(version: number) {
    const file = await exporting.ask('runbook.export', { name: runbook.name, version });
    if (file !== undefined) download(file.file, file.markdown);
  }
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
        <thead>
          <tr>
            <th scope="col">Version</th>
            <th scope="col">Title</th>
            <th scope="col">Steps</th>
            <th scope="col">Saved</th>
            <th scope="col">By</th>
            <td />
          </tr>
        </thead>
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
                  onClick={() => void exportOne(version.version)}
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
