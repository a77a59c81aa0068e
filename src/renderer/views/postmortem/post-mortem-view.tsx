/** The post-mortem of a maintenance: its parts on the left, one of them in the middle, and what happened, drawn from the journal, on the right. */
import { ActionIcon, Loader, Tooltip } from '@mantine/core';
import { PanelRight } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ReportView } from '../../../contract/report-shapes.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { isBeforeStart } from '../../../core/maintenance/tasks.ts';
import { toEvidenceMarkdown } from '../../../core/postmortem/evidence.ts';
import type { Report, ReportFacts, TimelineEntry } from '../../../core/postmortem/report.ts';
import { useModel, useModels, useSeat } from '../../model/react.tsx';
import { createReportModel, type ReportModel } from '../../model/report-model.ts';
import type { Seat } from '../../model/seat.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import { ActionItemsPage } from './action-items-page.tsx';
import { EvidenceDialog } from './evidence-dialog.tsx';
import { IncidentPage } from './incident-page.tsx';
import { mayOf } from './may.ts';
import { NothingToReport } from './nothing-to-report.tsx';
import { OverviewPage } from './overview-page.tsx';
import layout from './post-mortem-view.module.css';
import classes from './postmortem.module.css';
import { PublishPage } from './publish-page.tsx';
import { ReportHead } from './report-head.tsx';
import { ReportNav } from './report-nav.tsx';
import { isSection, type ReportPart, toReportPart } from './report-parts.ts';
import { ReviewPage } from './review-page.tsx';
import { SectionPage } from './section-page.tsx';
import { type TimelineHandle, TimelinePanel } from './timeline-panel.tsx';
import { useTurn } from './use-turn.ts';
import { VersionsPage } from './versions-page.tsx';

interface PostMortemViewProps {
  readonly state: MaintenanceState;
  /** Which page is open, as the address names it. */
  readonly part: string | undefined;
}

export function PostMortemView({ state, part }: PostMortemViewProps) {
  const { link } = useModels();
  const [model, setModel] = useState<ReportModel>();
  useEffect(() => {
    const made = createReportModel(link, state.id);
    setModel(made);
    return () => made.end();
  }, [link, state.id]);
  if (isBeforeStart(state) && state.status !== 'cancelled') return <NothingToReport state={state} />;
  return model === undefined ? null : <OpenPostMortem state={state} model={model} part={part} />;
}

interface OpenPostMortemProps extends PostMortemViewProps {
  readonly model: ReportModel;
}

function OpenPostMortem({ state, model, part: asked }: OpenPostMortemProps) {
  const { view, failure } = useModel(model, (screen) => screen);
  const seat = useSeat(state);
  const [isLog, setLog] = useState(false);
  const [isTimelineShown, showTimeline] = useState(true);
  const quoter = useRef<((block: string) => void) | null>(null);
  const timeline = useRef<TimelineHandle>(null);
  const middle = useRef<HTMLDivElement>(null);
  const refresh = useCallback(() => void model.refresh(), [model]);
  const turn = useTurn(state.id, view, refresh);
  const facts = view?.facts ?? view?.report?.facts;
  if (view === undefined || facts === undefined) {
    if (failure !== undefined) return <Failed failure={failure} onRetry={refresh} />;
    return <Loader size="sm" m="lg" />;
  }
  const { report } = view;
  const part = toReportPart(asked, report?.kind);
  const write = mayOf(view, 'write', seat);
  const because = write.isAllowed ? undefined : (write.because ?? 'It cannot be written now.');
  const isWriting = isSection(part) && because === undefined;

  function quote(entry: TimelineEntry) {
    const place = 'row' in entry.at ? { kind: 'output', at: entry.at.row } : { kind: 'event', at: entry.at.event };
    quoter.current?.(
      toEvidenceMarkdown(state.id, [
        { ...(place as { kind: 'output' | 'event'; at: number }), atMs: entry.atMs, text: entry.text },
      ]),
    );
  }

  return (
    <div className={layout['view']} data-timeline={isTimelineShown || undefined}>
      <ReportNav id={state.id} report={report} part={part} />
      <div className={layout['middle']} ref={middle}>
        {failure === undefined ? null : (
          <div className={layout['unread']}>
            <FailureNote failure={failure} meaning="What is shown is as it was last read." onRetry={refresh} />
          </div>
        )}
        {report === undefined ? null : (
          <ReportHead
            key={report.kind}
            model={model}
            view={view}
            report={report}
            because={because}
            onDone={turn.giveBack}
          />
        )}
        <section
          aria-label="The part that is open"
          className={layout['open']}
          onFocus={(event) => {
            if (because === undefined && report !== undefined && isTypedIn(event.target)) turn.take();
          }}
        >
          {toPage({
            state,
            view,
            report,
            facts,
            part,
            model,
            because,
            seat,
            quoter,
            onEvidence: () => timeline.current?.focus(),
          })}
        </section>
      </div>
      <div className={layout['side']}>
        <div className={layout['sideHead']}>
          {isTimelineShown ? <h2>Timeline</h2> : null}
          <Tooltip label={isTimelineShown ? 'Hide the timeline' : 'Show the timeline'}>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label="Timeline"
              aria-expanded={isTimelineShown}
              onClick={() => showTimeline(!isTimelineShown)}
            >
              <PanelRight size={16} aria-hidden="true" />
            </ActionIcon>
          </Tooltip>
        </div>
        {isTimelineShown ? (
          <TimelinePanel
            ref={timeline}
            id={state.id}
            entries={facts.timeline}
            isCut={facts.isTimelineCut}
            onQuote={isWriting ? quote : undefined}
            onLog={isWriting ? () => setLog(true) : undefined}
            onLeave={() => middle.current?.querySelector<HTMLElement>('.cm-content')?.focus()}
          />
        ) : null}
      </div>
      {isLog ? (
        <EvidenceDialog state={state} onQuote={(block) => quoter.current?.(block)} onClose={() => setLog(false)} />
      ) : null}
    </div>
  );
}

interface PageOf {
  readonly state: MaintenanceState;
  readonly view: ReportView;
  readonly report: Report | undefined;
  readonly facts: ReportFacts;
  readonly part: ReportPart;
  readonly model: ReportModel;
  readonly because: string | undefined;
  readonly seat: Seat;
  readonly quoter: { current: ((block: string) => void) | null };
  readonly onEvidence: () => void;
}

function toPage({ state, view, report, facts, part, model, because, seat, quoter, onEvidence }: PageOf) {
  if (report === undefined || part === 'overview')
    return <OverviewPage state={state} view={view} facts={facts} seat={seat} />;
  switch (part) {
    case 'incident':
      return <IncidentPage state={state} model={model} report={report} because={because} />;
    case 'action-items':
      return (
        <ActionItemsPage
          model={model}
          report={report}
          because={because}
          maySettle={seat.may('actionItem.state')}
          maySend={seat.may('actionItem.send')}
        />
      );
    case 'review':
      return <ReviewPage view={view} report={report} seat={seat} />;
    case 'publish':
      return <PublishPage view={view} report={report} seat={seat} />;
    case 'versions':
      return <VersionsPage id={state.id} current={view.document?.version ?? 1} />;
    default: {
      const section = report.sections.find(({ id }) => id === part);
      if (section === undefined) return null;
      return (
        <SectionPage
          key={part}
          model={model}
          section={section}
          because={because}
          quoter={quoter}
          onEvidence={onEvidence}
        />
      );
    }
  }
}

/** Looking at a page, or pressing one of its buttons, takes nobody's turn. */
function isTypedIn(target: EventTarget): boolean {
  return (
    target instanceof HTMLElement && target.matches('textarea, input:not([type=radio], [type=checkbox]), .cm-content')
  );
}

function Failed({ failure, onRetry }: Parameters<typeof FailureNote>[0]) {
  return (
    <div className={classes['page']}>
      <FailureNote failure={failure} onRetry={onRetry} />
    </div>
  );
}
