/** The public announcement: a text of its own, drafted from the report without what is internal, written and published by the CES. */
import { Button, Loader, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ReportView } from '../../../contract/report-shapes.ts';
import type { RequestOutput } from '../../../contract/requests.ts';
import { toWordingHints } from '../../../core/postmortem/blameless.ts';
import { createAnnouncementDraft, isSeen } from '../../model/announcement-draft.ts';
import { useModel } from '../../model/react.tsx';
import type { Seat } from '../../model/seat.ts';
import { useAsked } from '../../parts/asking/asked.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import { onDraftKey, Saving, UndoButtons } from '../../parts/drafts/draft-bar.tsx';
import { useUnsavedWarning } from '../../parts/drafts/unsaved-warning.ts';
import { useDraftModel } from '../../parts/drafts/use-draft.ts';
import { MarkdownEditor } from '../../parts/markdown/markdown-editor.tsx';
import { MarkdownView } from '../../parts/markdown/markdown-view.tsx';
import { AnnouncementFailure } from './announcement-failure.tsx';
import { AnnouncementFiles } from './announcement-files.tsx';
import { Because } from './because.tsx';
import { mayOf } from './may.ts';
import classes from './postmortem.module.css';
import { OwnPublishDialog, PublishDialog } from './publish-dialog.tsx';
import { WordingHints } from './wording-hints.tsx';
import writing from './writing.module.css';

type Shown = RequestOutput<'announcement.show'>;

interface AnnouncementProps {
  readonly view: ReportView;
  readonly seat: Seat;
}

export function Announcement({ view, seat }: AnnouncementProps) {
  const asked = useAsked('announcement.show', { maintenance: view.maintenance }, 'report');
  // What is typed stays where it is while it cannot be read anew.
  return (
    <>
      {asked.failure === undefined ? null : <FailureNote failure={asked.failure} onRetry={asked.again} />}
      {asked.value === undefined ? (
        asked.failure === undefined ? (
          <Loader size="sm" />
        ) : null
      ) : (
        <AnnouncementEditor view={view} seat={seat} shown={asked.value} onAnswer={asked.again} />
      )}
    </>
  );
}

interface AnnouncementEditorProps extends AnnouncementProps {
  readonly shown: Shown;
  readonly onAnswer: () => void;
}

function AnnouncementEditor({ view, seat, shown, onAnswer }: AnnouncementEditorProps) {
  const publish = mayOf(view, 'publish-public', seat);
  const [isPublishing, setPublishing] = useState(false);
  const draft = useDraftModel((link) => createAnnouncementDraft(link, view.maintenance, shown, onAnswer));
  const now = useModel(draft, (one) => one);
  useEffect(() => draft.see(shown), [draft, shown]);
  useUnsavedWarning(now.saving !== 'saved');
  const because = toBecause(view, seat);
  const isClosed = because !== undefined;
  const isReady = isSeen(now, shown);
  const isWritten = shown.version > 0;
  return (
    // The keys of the draft work wherever in it one writes.
    <fieldset className={writing['announcement']} onKeyDown={(event) => onDraftKey(event, draft, isClosed)}>
      <p className={classes['soft']}>
        {isWritten
          ? 'For everybody: what is marked internal in the report has no place in it.'
          : 'A draft from the report, without what is marked internal. It is yours to write; nothing of it is published by itself.'}
      </p>
      {shown.isStale ? (
        <Because>The report was edited since this was written from it. Read it again before it goes out.</Because>
      ) : null}
      {now.failure === undefined ? null : (
        <AnnouncementFailure draft={draft} failure={now.failure} written={now.value.text} there={shown.text} />
      )}
      <div className={writing['sectionTitle']}>
        <TextInput
          className={classes['grow'] ?? ''}
          aria-label="Title of the announcement"
          maxLength={500}
          readOnly={isClosed}
          value={now.value.title}
          onChange={(event) => {
            const title = event.currentTarget.value;
            draft.edit((before) => ({ ...before, title }), 'title');
          }}
        />
        <Saving view={now} because={because} />
        {isClosed ? null : <UndoButtons draft={draft} view={now} />}
      </div>
      <div className={writing['halves']} data-layout="both" data-tall>
        <div className={writing['writing']}>
          <MarkdownEditor
            label="Text of the announcement, in Markdown"
            value={now.value.text}
            isReadOnly={isClosed}
            toHints={toWordingHints}
            onChange={(text) => draft.edit((before) => (before.text === text ? before : { ...before, text }), 'text')}
          />
        </div>
        <div className={writing['reading']}>
          <MarkdownView text={now.value.text} />
        </div>
      </div>
      <WordingHints text={now.value.text} />
      {shown.problems.length === 0 ? null : (
        <ul className={classes['because']} data-tone="bad" aria-label="What must not leave">
          {shown.problems.map((says) => (
            <li key={says}>{says}</li>
          ))}
        </ul>
      )}
      {publish.because === undefined ? null : <Because>{publish.because}</Because>}
      {publish.isAllowed && !isWritten ? (
        <p className={classes['soft']}>Change it, or take the draft as it is: then it can be published.</p>
      ) : null}
      {publish.isAllowed && isWritten && !isReady ? (
        <Because>What stands in the editor is not what would be published: it is not saved yet.</Because>
      ) : null}
      <div className={classes['tools']}>
        <Button
          size="compact-sm"
          disabled={!publish.isAllowed || !isWritten || shown.problems.length > 0 || !isReady}
          onClick={() => setPublishing(true)}
        >
          It is published…
        </Button>
        {isWritten ? (
          <AnnouncementFiles id={view.maintenance} isReady={shown.problems.length === 0 && isReady} />
        ) : null}
        {isWritten || isClosed ? null : (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => {
              // A draft nobody changed is a text all the same, once somebody says so.
              draft.edit((before) => ({ ...before }));
              void draft.save();
            }}
          >
            Take the draft as it is
          </Button>
        )}
      </div>
      {isPublishing ? (
        seat.may('report.postToWiki') ? (
          <OwnPublishDialog
            id={view.maintenance}
            audience="public"
            textHash={shown.textHash}
            onClose={() => setPublishing(false)}
          />
        ) : (
          <PublishDialog
            wikis={[]}
            id={view.maintenance}
            audience="public"
            textHash={shown.textHash}
            onClose={() => setPublishing(false)}
          />
        )
      ) : null}
    </fieldset>
  );
}

/** Why it cannot be written now: it is written in turn, as the report is. */
function toBecause({ lock }: ReportView, seat: Seat): string | undefined {
  if (!seat.may('announcement.write')) return 'It can only be read here';
  return lock === undefined || lock.isMine ? undefined : `${lock.by} is editing it.`;
}
