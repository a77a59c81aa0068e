/** What stands over every page of the post-mortem: title and kind, how the report stands, whose turn it is to write, and what one takes out of it. */
import { Button, TextInput } from '@mantine/core';
import { PenLine, RefreshCw } from 'lucide-react';
import { useEffect } from 'react';
import type { ReportView } from '../../../contract/report-shapes.ts';
import type { Report } from '../../../core/postmortem/report.ts';
import { useModel } from '../../model/react.tsx';
import type { ReportModel } from '../../model/report-model.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import { useUnsavedWarning } from '../../parts/drafts/unsaved-warning.ts';
import { useDraft } from '../../parts/drafts/use-draft.ts';
import { Mark } from '../../parts/marks/state-mark.tsx';
import { Instant } from '../../parts/time/instant.tsx';
import { useEditing } from './editing.ts';
import { ExportPopover } from './export-popover.tsx';
import classes from './postmortem.module.css';
import head from './report-head.module.css';
import { reportKindNames, reportStateLooks } from './report-words.ts';

interface ReportHeadProps {
  readonly model: ReportModel;
  readonly view: ReportView;
  readonly report: Report;
  readonly because: string | undefined;
  /** Gives the turn to write back. */
  readonly onDone: () => void;
}

export function ReportHead({ model, view, report, because, onDone }: ReportHeadProps) {
  const isReadOnly = because !== undefined;
  const editing = useEditing(model);
  const title = useDraft(
    report.title,
    // A title of nothing is not one yet: it is kept here until it has a letter.
    () => (value) => model.edit('report.setTitle', { title: value.trim() === '' ? report.title : value.trim() }),
    (value) => value,
  );
  const now = useModel(title, (one) => one);
  useEffect(() => title.adopt(report.title), [title, report.title]);
  useUnsavedWarning(now.saving !== 'saved');
  return (
    <header className={head['head']}>
      <div className={head['headRow']}>
        <TextInput
          className={classes['grow'] ?? ''}
          variant="unstyled"
          classNames={{ input: head['titleField'] ?? '' }}
          aria-label="Title of the report"
          maxLength={500}
          readOnly={isReadOnly}
          value={now.value}
          onChange={(event) => {
            const value = event.currentTarget.value;
            title.edit(() => value, 'title');
          }}
        />
        <span className={classes['soft']}>{reportKindNames[report.kind]}</span>
        <Mark look={reportStateLooks[view.state]} isPill />
        <ExportPopover id={view.maintenance} kind={report.kind} />
        {view.isRedraftDue && !isReadOnly ? (
          <Button
            size="compact-sm"
            variant="default"
            loading={editing.isAsking}
            leftSection={<RefreshCw size={14} aria-hidden="true" />}
            onClick={() => void editing.edit('report.redraft', {})}
          >
            Draw the draft anew
          </Button>
        ) : null}
      </div>
      {view.isRedraftDue ? (
        <p className={classes['soft']}>
          The journal says more by now than the draft does. Drawing it anew leaves what people wrote as it is.
        </p>
      ) : null}
      {view.lock === undefined ? null : (
        <p className={head['turn']} role="status">
          <PenLine size={14} aria-hidden="true" />
          {view.lock.isMine ? (
            <>
              You are writing; others read until you are done.
              <Button size="compact-xs" variant="subtle" onClick={onDone}>
                I am done
              </Button>
            </>
          ) : (
            <span>
              {view.lock.by} has been writing since <Instant atMs={view.lock.sinceMs} isTimeOnly />. You can read; it is
              yours to write when they are done, or at <Instant atMs={view.lock.untilMs} isTimeOnly /> by itself.
            </span>
          )}
        </p>
      )}
      {[now.failure, editing.failure].map((failure) =>
        failure === undefined ? null : <FailureNote key={failure.message} failure={failure} />,
      )}
    </header>
  );
}
