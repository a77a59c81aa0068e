/** One section of the report: what it answers, the writing beside how it reads, and what stood there before somebody wrote. */
import { Button, SegmentedControl, Switch } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { CircleOff, EyeOff, Feather, ListTree } from 'lucide-react';
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { toWordingHints } from '../../../core/postmortem/blameless.ts';
import type { ReportSection } from '../../../core/postmortem/report.ts';
import { useModel } from '../../model/react.tsx';
import type { ReportModel } from '../../model/report-model.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import { onDraftKey, Saving, UndoButtons } from '../../parts/drafts/draft-bar.tsx';
import { useUnsavedWarning } from '../../parts/drafts/unsaved-warning.ts';
import { useDraft } from '../../parts/drafts/use-draft.ts';
import { MarkdownEditor, type MarkdownHandle } from '../../parts/markdown/markdown-editor.tsx';
import { MarkdownView } from '../../parts/markdown/markdown-view.tsx';
import { Mark } from '../../parts/marks/state-mark.tsx';
import { DraftDialog } from './draft-dialog.tsx';
import { FiveWhysDialog } from './five-whys-dialog.tsx';
import { NotApplicableDialog } from './not-applicable-dialog.tsx';
import classes from './postmortem.module.css';
import { sectionWords, standingLooks, toSectionStanding } from './section-words.ts';
import { WordingHints } from './wording-hints.tsx';
import writing from './writing.module.css';

type Layout = 'write' | 'both' | 'read';

interface SectionPageProps {
  readonly model: ReportModel;
  readonly section: ReportSection;
  /** Why nothing can be written now. */
  readonly because: string | undefined;
  /** Puts a quotation into this section; set as long as it is open and may be written. */
  readonly quoter: RefObject<((block: string) => void) | null>;
  /** The key that leads to the timeline. */
  readonly onEvidence: () => void;
}

export function SectionPage({ model, section, because, quoter, onEvidence }: SectionPageProps) {
  const { id, drafted } = section;
  const draft = useDraft<string | undefined>(
    section.written,
    () => (written) =>
      model.edit('report.writeSection', { section: id, ...(written === undefined ? {} : { written }) }),
    (written) => JSON.stringify(written ?? null),
  );
  const view = useModel(draft, (now) => now);
  useEffect(() => draft.adopt(section.written), [draft, section.written]);
  useUnsavedWarning(view.saving !== 'saved');
  const isWide = useMediaQuery('(min-width: 1500px)', true);
  const [chosen, setLayout] = useState<Layout>();
  const [dialog, setDialog] = useState<'draft' | 'five-whys' | 'not-applicable'>();
  const isReadOnly = because !== undefined;
  const layout = chosen ?? (isReadOnly ? 'read' : isWide ? 'both' : 'write');
  const text = view.value ?? drafted;
  const words = sectionWords[id];
  const standing = toSectionStanding({ ...section, written: view.value });
  const write = useCallback(
    (typed: string) => {
      // The draft put into the editor is not somebody's words.
      if (typed !== (draft.getState().value ?? drafted)) draft.edit(() => typed, 'text');
    },
    [draft, drafted],
  );
  const isApplicable = section.notApplicable === undefined;
  const editor = useRef<MarkdownHandle>(null);
  useEffect(() => {
    if (isReadOnly || !isApplicable) return;
    quoter.current = (block) => {
      // Where only the reading is shown there is no caret: it goes below what is written.
      if (editor.current === null) write(`${(draft.getState().value ?? drafted).trimEnd()}\n\n${block}\n`.trimStart());
      else editor.current.insertBlock(block);
    };
    return () => {
      quoter.current = null;
    };
  }, [quoter, draft, drafted, write, isReadOnly, isApplicable]);

  return (
    <section
      className={writing['section']}
      aria-label={words.title}
      onKeyDown={(event) => {
        if ((event.ctrlKey || event.metaKey) && event.shiftKey && event.key.toLowerCase() === 'e') {
          event.preventDefault();
          onEvidence();
        } else {
          onDraftKey(event, draft, isReadOnly);
        }
      }}
    >
      <header className={writing['sectionHead']}>
        <div className={writing['sectionTitle']}>
          <h2>{words.title}</h2>
          <Mark look={standingLooks[standing]} />
          {isApplicable ? <Saving view={view} because={because} /> : null}
        </div>
        <p className={classes['soft']}>{words.asks}</p>
        <div className={classes['tools']}>
          {isApplicable ? (
            <SegmentedControl
              size="xs"
              aria-label="What is shown"
              data={[
                { value: 'write', label: 'Write' },
                { value: 'both', label: 'Both' },
                { value: 'read', label: 'Read' },
              ]}
              value={layout}
              onChange={(value) => setLayout(value as Layout)}
            />
          ) : null}
          {isReadOnly || !isApplicable ? null : <UndoButtons draft={draft} view={view} />}
          {id === 'five-whys' && !isReadOnly && isApplicable ? (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<ListTree size={14} aria-hidden="true" />}
              onClick={() => setDialog('five-whys')}
            >
              Ask why five times…
            </Button>
          ) : null}
          {view.value === undefined || !isApplicable ? null : (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<Feather size={14} aria-hidden="true" />}
              onClick={() => setDialog('draft')}
            >
              The draft beside it…
            </Button>
          )}
          <Button
            size="compact-sm"
            variant="default"
            disabled={isReadOnly}
            leftSection={<CircleOff size={14} aria-hidden="true" />}
            onClick={() =>
              isApplicable ? setDialog('not-applicable') : void model.edit('report.setNotApplicable', { section: id })
            }
          >
            {isApplicable ? 'Not applicable…' : 'It does apply'}
          </Button>
          <Switch
            size="xs"
            label="Internal"
            labelPosition="left"
            disabled={isReadOnly}
            checked={section.isInternal}
            thumbIcon={section.isInternal ? <EyeOff size={10} aria-hidden="true" /> : undefined}
            onChange={(event) =>
              void model.edit('report.setInternal', { section: id, isInternal: event.currentTarget.checked })
            }
          />
        </div>
      </header>
      {view.failure === undefined ? null : (
        <FailureNote
          failure={view.failure}
          meaning="Your words are still here; they are not in the report."
          onRetry={() => void draft.save()}
          retryLabel={view.failure.kind === 'stale' ? 'Save mine all the same' : 'Try again'}
        />
      )}
      {isApplicable ? (
        <div className={writing['halves']} data-layout={layout}>
          {layout === 'read' ? null : (
            <div className={writing['writing']}>
              <MarkdownEditor
                ref={editor}
                label={`${words.title}, in Markdown`}
                value={text}
                isReadOnly={isReadOnly}
                placeholder={words.asks}
                toHints={toWordingHints}
                onChange={write}
              />
            </div>
          )}
          {layout === 'write' ? null : (
            <div className={writing['reading']}>
              {text.trim() === '' ? (
                <p className={classes['soft']}>
                  Nothing is written here yet, and the journal has nothing to say of it.
                </p>
              ) : (
                <MarkdownView text={text} />
              )}
            </div>
          )}
        </div>
      ) : (
        <p className={writing['notApplicable']}>
          <strong>Not applicable:</strong> {section.notApplicable}
        </p>
      )}
      {isApplicable && layout !== 'read' ? <WordingHints text={text} /> : null}
      {dialog === 'draft' && view.value !== undefined ? (
        <DraftDialog
          title={words.title}
          drafted={drafted}
          written={view.value}
          isReadOnly={isReadOnly}
          onTakeOver={() => draft.edit(() => undefined)}
          onAppend={() => draft.edit((before) => `${before ?? ''}\n\n${drafted}`.trim())}
          onClose={() => setDialog(undefined)}
        />
      ) : null}
      {dialog === 'five-whys' ? (
        <FiveWhysDialog text={text} onWrite={write} onClose={() => setDialog(undefined)} />
      ) : null}
      {dialog === 'not-applicable' ? (
        <NotApplicableDialog model={model} section={id} title={words.title} onClose={() => setDialog(undefined)} />
      ) : null}
    </section>
  );
}
