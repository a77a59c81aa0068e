/** The runbooks: written here, brought in as Markdown by picker or drop, taken out again, and made into maintenances. */
import { Button, FileButton, Loader } from '@mantine/core';
import { BookText, Plus, Upload } from 'lucide-react';
import { type DragEvent, useState } from 'react';
import { useModel, useModels } from '../../model/react.tsx';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import { EmptyRoom, Page } from '../../parts/layout/page.tsx';
import { NewMaintenance } from '../maintenances/new-maintenance.tsx';
import { type Imported, importFiles } from './import-files.ts';
import { ImportReport } from './import-report.tsx';
import { NewRunbook } from './new-runbook.tsx';
import { RunbookTable } from './runbook-table.tsx';
import classes from './runbooks-room.module.css';

const accepted = '.md,.markdown,.mdx,.txt,text/markdown,text/plain';

export function RunbooksRoom() {
  const { link, lists, workspace } = useModels();
  const runbooks = useModel(lists, (view) => view.runbooks);
  const failure = useModel(lists, (view) => view.failure);
  const isReadOnly = useModel(workspace, (view) => view.workspace?.isReadOnly ?? false);
  const [imported, setImported] = useState<readonly Imported[]>([]);
  const [isImporting, setImporting] = useState(false);
  const [isOver, setOver] = useState(false);
  const [isNew, setNew] = useState(false);
  const [madeFrom, setMadeFrom] = useState<string>();

  async function bring(files: readonly File[]) {
    if (files.length === 0 || isReadOnly) return;
    setImporting(true);
    setImported(await importFiles(link, files));
    setImporting(false);
    void lists.refresh('runbooks');
  }

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    void bring([...event.dataTransfer.files]);
  }

  const isEmpty = runbooks?.length === 0;
  const buttons = (
    <>
      <FileButton multiple accept={accepted} onChange={(files) => void bring(files)}>
        {(props) => (
          <Button
            {...props}
            variant="default"
            disabled={isReadOnly}
            loading={isImporting}
            leftSection={<Upload size={16} aria-hidden="true" />}
          >
            Import Markdown
          </Button>
        )}
      </FileButton>
      <Button disabled={isReadOnly} leftSection={<Plus size={16} aria-hidden="true" />} onClick={() => setNew(true)}>
        New runbook
      </Button>
    </>
  );
  return (
    // A drop lands anywhere in the room; the picker does the same for a keyboard.
    <section
      className={classes['room']}
      aria-label="Runbooks"
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Page
        title="Runbooks"
        about="Procedures to run again: drafted offline, every version kept. Drop Markdown files anywhere here."
        actions={isEmpty ? null : buttons}
      >
        {failure === undefined ? null : (
          <FailureNote failure={failure} onRetry={() => void lists.refresh('runbooks')} />
        )}
        {isImporting ? (
          <p role="status">
            <Loader size="xs" /> Reading…
          </p>
        ) : null}
        {imported.length > 0 ? <ImportReport imported={imported} onClose={() => setImported([])} /> : null}
        {isEmpty ? (
          <EmptyRoom
            icon={<BookText size={26} aria-hidden="true" />}
            title="Bring the runbook you have"
            actions={buttons}
          >
            Any Markdown imports: shell fences become commands, numbered and task-list items become manual steps,
            headings become phases. Nothing is dropped, and every guess is listed with its line. It leaves again as
            Markdown, too.
          </EmptyRoom>
        ) : null}
        {runbooks !== undefined && runbooks.length > 0 ? (
          <RunbookTable runbooks={runbooks} onMake={setMadeFrom} />
        ) : null}
        <NewRunbook isOpen={isNew} onClose={() => setNew(false)} />
        {madeFrom === undefined ? null : (
          <NewMaintenance isOpen runbook={madeFrom} onClose={() => setMadeFrom(undefined)} />
        )}
      </Page>
    </section>
  );
}
