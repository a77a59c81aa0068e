/** The list of runbooks: newest version of each, with what one does to it from here. */
import { ActionIcon, Button, Menu } from '@mantine/core';
import { Download, EllipsisVertical, History, ListPlus } from 'lucide-react';
import { useState } from 'react';
import type { RunbookSummary } from '../../../contract/shapes.ts';
import { toHash } from '../../frame/route.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import tables from '../../parts/layout/table.module.css';
import { TableHead } from '../../parts/layout/table-head.tsx';
import { Instant } from '../../parts/time/instant.tsx';
import { RunbookVersions } from './runbook-versions.tsx';
import { useRunbookExport } from './use-runbook-export.ts';

interface RunbookTableProps {
  readonly runbooks: readonly RunbookSummary[];
  readonly onMake: (name: string) => void;
}

export function RunbookTable({ runbooks, onMake }: RunbookTableProps) {
  const exporting = useRunbookExport();
  const [versionsOf, setVersionsOf] = useState<RunbookSummary>();
  return (
    <>
      {exporting.failure === undefined ? null : (
        <FailureNote failure={exporting.failure} onDismiss={exporting.forget} />
      )}
      <table className={tables['table']}>
        <TableHead columns={['Runbook', 'Title', 'Steps', 'Version', 'Saved', 'By']} hasActions />
        <tbody>
          {runbooks.map((runbook) => (
            <tr key={runbook.name} className={tables['row']}>
              <td>
                <a className={tables['link']} href={toHash({ room: 'runbook', name: runbook.name })}>
                  {runbook.name}
                </a>
              </td>
              <td>{runbook.title}</td>
              <td>{runbook.steps}</td>
              <td>{runbook.version}</td>
              <td className={tables['still']}>
                <Instant atMs={runbook.savedAtMs} />
              </td>
              <td>{runbook.savedBy}</td>
              <td className={tables['end']}>
                <span className={tables['above']}>
                  <Button
                    size="compact-sm"
                    variant="subtle"
                    leftSection={<ListPlus size={15} aria-hidden="true" />}
                    aria-label={`New maintenance from ${runbook.name}`}
                    onClick={() => onMake(runbook.name)}
                  >
                    New maintenance
                  </Button>
                  <Menu position="bottom-end">
                    <Menu.Target>
                      <ActionIcon variant="subtle" color="gray" aria-label={`More about ${runbook.name}`}>
                        <EllipsisVertical size={16} aria-hidden="true" />
                      </ActionIcon>
                    </Menu.Target>
                    <Menu.Dropdown>
                      <Menu.Item leftSection={<Download size={15} />} onClick={() => void exporting.take(runbook.name)}>
                        Export as Markdown
                      </Menu.Item>
                      <Menu.Item leftSection={<History size={15} />} onClick={() => setVersionsOf(runbook)}>
                        Versions…
                      </Menu.Item>
                    </Menu.Dropdown>
                  </Menu>
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {versionsOf === undefined ? null : (
        <RunbookVersions runbook={versionsOf} onClose={() => setVersionsOf(undefined)} />
      )}
    </>
  );
}
