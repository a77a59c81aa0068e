/** What an IncidentReport states beside its text (`PM-5`): filled in by people, with what is computed from the journal beside it. */
import { Autocomplete, SegmentedControl, TagsInput } from '@mantine/core';
import { useEffect } from 'react';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { toIncidentDraft } from '../../../core/postmortem/draft.ts';
import type { IncidentFields, Report } from '../../../core/postmortem/report.ts';
import { useModel } from '../../model/react.tsx';
import type { ReportModel } from '../../model/report-model.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import dialogs from '../../parts/dialogs/dialog.module.css';
import { onDraftKey, Saving, UndoButtons } from '../../parts/drafts/draft-bar.tsx';
import { useUnsavedWarning } from '../../parts/drafts/unsaved-warning.ts';
import { useDraft } from '../../parts/drafts/use-draft.ts';
import facts from '../../parts/marks/facts.module.css';
import { toSpanText } from '../../parts/time/times.ts';
import { AnswerField } from './answer-field.tsx';
import classes from './postmortem.module.css';
import { causeNames } from './report-words.ts';
import { toServices } from './services.ts';
import writing from './writing.module.css';

interface IncidentPageProps {
  readonly state: MaintenanceState;
  readonly model: ReportModel;
  readonly report: Report;
  readonly because: string | undefined;
}

const noIncident: IncidentFields = { service: '', aggravatedBy: '', knownProblems: '', responders: [] };

export function IncidentPage({ state, model, report, because }: IncidentPageProps) {
  const incident = report.incident ?? noIncident;
  const draft = useDraft<IncidentFields>(
    incident,
    () => (value) => model.edit('report.setIncident', { incident: value }),
    (value) => JSON.stringify(value),
  );
  const view = useModel(draft, (now) => now);
  useEffect(() => draft.adopt(incident), [draft, incident]);
  useUnsavedWarning(view.saving !== 'saved');
  const isReadOnly = because !== undefined;
  const { value } = view;
  const set = (change: Partial<IncidentFields>, run?: string) =>
    draft.edit((before) => ({ ...before, ...change }), run);
  const drafted = toIncidentDraft(report.facts);
  const areDrafted = value.responders.join('\n') === drafted.responders.join('\n');
  const names = [...new Set([...state.roster.members.map(({ name }) => name), ...report.facts.leaders])];
  return (
    <section
      className={classes['page']}
      aria-label="Incident"
      onKeyDown={(event) => onDraftKey(event, draft, isReadOnly)}
    >
      <div className={writing['sectionTitle']}>
        <h2>Incident</h2>
        <Saving view={view} because={because} />
        {isReadOnly ? null : <UndoButtons draft={draft} view={view} />}
      </div>
      {view.failure === undefined ? null : <FailureNote failure={view.failure} onRetry={() => void draft.save()} />}
      <div className={classes['form']}>
        <Autocomplete
          label="Affected service"
          description={value.service === drafted.service ? 'Drafted from the record.' : 'Written by a person.'}
          data={[...toServices(state)]}
          value={value.service}
          disabled={isReadOnly}
          maxLength={200}
          onChange={(service) => set({ service }, 'service')}
        />
        <div>
          <span className={dialogs['label']}>Basic cause</span>
          <SegmentedControl
            aria-label="Basic cause"
            disabled={isReadOnly}
            data={[
              { value: '', label: 'Not known yet' },
              ...Object.entries(causeNames).map(([cause, label]) => ({ value: cause, label })),
            ]}
            value={value.cause ?? ''}
            onChange={(cause) =>
              draft.edit(({ cause: _, ...before }) =>
                cause === '' ? before : { ...before, cause: cause as NonNullable<IncidentFields['cause']> },
              )
            }
          />
        </div>
        <div>
          <span className={dialogs['label']}>Was it preventable?</span>
          <SegmentedControl
            aria-label="Was it preventable?"
            disabled={isReadOnly}
            data={[
              { value: '', label: 'Not said yet' },
              { value: 'yes', label: 'Yes' },
              { value: 'no', label: 'No' },
            ]}
            value={value.isPreventable === undefined ? '' : value.isPreventable ? 'yes' : 'no'}
            onChange={(word) =>
              draft.edit(({ isPreventable: _, ...before }) =>
                word === '' ? before : { ...before, isPreventable: word === 'yes' },
              )
            }
          />
        </div>
        <AnswerField
          label="What aggravated it"
          none="Nothing aggravated it"
          value={value.aggravatedBy}
          isNone={value.isAggravated === false}
          isReadOnly={isReadOnly}
          onWrite={(aggravatedBy) =>
            draft.edit(({ isAggravated: _, ...before }) => ({ ...before, aggravatedBy }), 'aggravated')
          }
          onNone={(isNone) =>
            draft.edit(({ isAggravated: _, ...before }) => (isNone ? { ...before, isAggravated: false } : before))
          }
        />
        <AnswerField
          label="Known problems of the service"
          none="No problem is known"
          value={value.knownProblems}
          isNone={value.hasKnownProblems === false}
          isReadOnly={isReadOnly}
          onWrite={(knownProblems) =>
            draft.edit(({ hasKnownProblems: _, ...before }) => ({ ...before, knownProblems }), 'known')
          }
          onNone={(isNone) =>
            draft.edit(({ hasKnownProblems: _, ...before }) =>
              isNone ? { ...before, hasKnownProblems: false } : before,
            )
          }
        />
        <TagsInput
          label="Responders"
          description={`Who acted. Enter adds a name. ${areDrafted ? 'Drafted from the journal.' : 'Written by a person.'}`}
          data={names}
          disabled={isReadOnly}
          value={value.responders}
          onChange={(responders) => set({ responders })}
        />
      </div>
      <Computed report={report} />
    </section>
  );
}

/** What nobody fills in here: computed, or kept on another page. */
function Computed({ report: { facts: known, reviewers, actionItems } }: { readonly report: Report }) {
  const { outage } = known;
  const soFar = outage?.isOngoing === true ? ' so far' : '';
  const approved = reviewers.filter(({ verdict, isStale }) => verdict === 'approved' && !isStale);
  const open = actionItems.filter(({ state }) => state === 'open').length;
  return (
    <section className={classes['card']} aria-label="Filled in by Drydock">
      <h3>Filled in by Drydock</h3>
      <dl className={facts['facts']}>
        <dt>Total outage</dt>
        <dd>
          {outage === undefined
            ? 'no state of a service was marked'
            : `${toSpanText(outage.totalMs)}${soFar}, from down to up`}
        </dd>
        <dt>Visible outage</dt>
        <dd>
          {outage === undefined
            ? 'no state of a service was marked'
            : `${toSpanText(outage.visibleMs)}${soFar}, from down to partial`}
        </dd>
        <dt>Reviewers</dt>
        <dd>{reviewers.length === 0 ? 'nobody was asked yet' : reviewers.map(({ name }) => name).join(', ')}</dd>
        <dt>Have reviewed</dt>
        <dd>{approved.length === 0 ? 'nobody yet' : approved.map(({ name }) => name).join(', ')}</dd>
        <dt>Actionable tasks</dt>
        <dd>{actionItems.length === 0 ? 'none yet' : `${actionItems.length}, ${open} of them open`}</dd>
        <dt>Log of events</dt>
        <dd>{known.timeline.length.toLocaleString('en')} entries, with actor, time and service state</dd>
      </dl>
    </section>
  );
}
