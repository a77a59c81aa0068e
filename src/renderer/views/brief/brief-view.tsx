/** The brief: the change record of one maintenance, which saves itself, and beside it the schedule. */
import { useEffect } from 'react';
import { type ChangeRecord, recordSchema } from '../../../core/change/record.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { isBeforeStart, isOver } from '../../../core/maintenance/tasks.ts';
import { toCanonicalJson } from '../../../core/text/canonical-json.ts';
import { attempt } from '../../model/asking.ts';
import { useIsReadOnly, useModel, useModels, useReadOnlyReason } from '../../model/react.tsx';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import { onDraftKey, Saving, UndoButtons } from '../../parts/drafts/draft-bar.tsx';
import { useUnsavedWarning } from '../../parts/drafts/unsaved-warning.ts';
import { useDraft } from '../../parts/drafts/use-draft.ts';
import classes from './brief-view.module.css';
import { Missing } from './missing.tsx';
import { RecordForm } from './record-form.tsx';
import { ScheduleCard } from './schedule-card.tsx';

export function BriefView({ state }: { readonly state: MaintenanceState }) {
  const { link } = useModels();
  const { id } = state;
  const { record } = state.change;
  const isOnlyRead = useIsReadOnly();
  const why = useReadOnlyReason();
  const draft = useDraft(
    record,
    () => (now) => attempt(link, 'record.change', { maintenance: id, record: now }),
    toRecordHash,
  );
  // The journal is the truth: what another window changed is shown here too, unless something here is still unsaved.
  useEffect(() => draft.adopt(record), [draft, record]);
  const view = useModel(draft, (now) => now);
  useUnsavedWarning(view.saving !== 'saved');
  const isReadOnly = isOver(state) || isOnlyRead;
  const because = isOver(state) ? 'The maintenance is over: this is how its record was.' : why;
  return (
    <section
      className={classes['brief']}
      aria-label="Change record"
      onKeyDown={(event) => onDraftKey(event, draft, isReadOnly)}
    >
      <header className={classes['bar']}>
        <Saving view={view} because={isReadOnly ? (because ?? 'This record is only read.') : undefined} />
        <span className={classes['space']} />
        {isReadOnly ? null : <UndoButtons draft={draft} view={view} />}
      </header>
      {view.saving === 'failed' && view.failure !== undefined ? (
        <div className={classes['failure']}>
          <FailureNote
            failure={view.failure}
            meaning="It is not saved yet, and is kept in this window; nothing you typed is lost as long as it stays open."
            onRetry={() => void draft.save()}
          />
        </div>
      ) : null}
      <div className={classes['columns']}>
        <div className={classes['middle']}>
          <RecordForm state={state} record={view.value} draft={draft} isReadOnly={isReadOnly} />
        </div>
        <aside className={classes['side']} aria-label="Schedule and what is missing">
          <ScheduleCard state={state} />
          {isBeforeStart(state) ? <Missing state={state} /> : null}
        </aside>
      </div>
    </section>
  );
}

/** The journal keeps words without the blanks around them: a record that differs in no more than these is the same. */
function toRecordHash(record: ChangeRecord): string {
  const kept = recordSchema.safeParse(record);
  return toCanonicalJson(kept.success ? kept.data : record);
}
