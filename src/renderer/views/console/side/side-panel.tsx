/** The right of the console: who leads, how the run stands and what may be done with it, the hosts, and the step looked at. */
import { Flag, KeyRound, OctagonX, Pause, Play, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { isClosingAwaited } from '../../../../core/change/closing.ts';
import type { Subject } from '../../../../core/comment/comment.ts';
import type { TaskId } from '../../../../core/ids.ts';
import type { Hold, MaintenanceState, Task } from '../../../../core/maintenance/state.ts';
import { findTask, isBeforeStart, isOver, toForwardTasks } from '../../../../core/maintenance/tasks.ts';
import type { ControlsModel, NoteKind } from '../../../model/controls-model.ts';
import type { LogModel } from '../../../model/log-model.ts';
import type { RunControl } from '../../../model/primary-action.ts';
import { useIsReadOnly, useModel, useOffers, useSeat } from '../../../model/react.tsx';
import { Mark, StatusMark } from '../../../parts/marks/state-mark.tsx';
import { Instant } from '../../../parts/time/instant.tsx';
import { heldLook } from '../../../theme/tones.ts';
import { DueList } from '../../notices/due-list.tsx';
import { SupportSection } from '../../support/support-section.tsx';
import { type Control, ControlButtons } from '../run/control-buttons.tsx';
import { StepCard } from '../steps/step-card.tsx';
import { CommentList } from '../talk/comment-list.tsx';
import { ImportRemarks } from '../talk/import-remarks.tsx';
import { hasValidations, ValidationSection } from '../validation/validation-section.tsx';
import { ContactList } from './contact-list.tsx';
import { CriteriaSection } from './criteria-section.tsx';
import { OnShift } from './on-shift.tsx';
import { PanelScroll } from './panel-scroll.tsx';
import { ServiceSection } from './service-section.tsx';
import classes from './side-panel.module.css';

interface SidePanelProps {
  readonly state: MaintenanceState;
  readonly controls: ControlsModel;
  readonly log: LogModel;
  /** Begins to write into the box, about something. */
  readonly onWrite: (kind: NoteKind, about?: Subject) => void;
}

export function SidePanel({ state, controls, log, onWrite }: SidePanelProps) {
  const selected = useModel(controls, (view) => view.selected);
  const task = selected === undefined ? undefined : (findTask(state, selected) ?? plannedTask(state, selected));
  const mayImport = useSeat(state).may('comment.import') && !state.isPractice;
  const missing = useModel(controls, (view) => view.missingSecrets);
  return (
    <aside className={classes['panel']} aria-label="Run and step">
      <PanelScroll>
        <Section title="Run">
          <RunFacts state={state} />
          <RunControls state={state} controls={controls} isMissingSecrets={missing.length > 0} />
        </Section>
        {task === undefined ? null : (
          <Section title={task.state === 'unknown' ? 'Step, outcome unknown' : 'Step'}>
            <StepCard state={state} task={task} controls={controls} log={log} onWrite={onWrite} />
          </Section>
        )}
        {state.talk.comments.length === 0 && !mayImport ? null : (
          <Section title="Comments">
            <CommentList
              state={state}
              comments={state.talk.comments}
              showsSubject
              onAnswer={({ id }) => onWrite('comment', { kind: 'comment', comment: id })}
            />
            {mayImport ? <ImportRemarks state={state} /> : null}
          </Section>
        )}
        {isBeforeStart(state) ? null : (
          <Section title="Services">
            <ServiceSection state={state} />
          </Section>
        )}
        {state.roster.members.length === 0 ? null : (
          <Section title="On shift">
            <OnShift state={state} />
          </Section>
        )}
        {state.roster.members.length === 0 && state.consent.support.length === 0 ? null : (
          <Section title="Outside help">
            <SupportSection state={state} />
          </Section>
        )}
        {state.notices.notices.length === 0 ? null : (
          <Section title="Notices">
            <DueList state={state} />
          </Section>
        )}
        {hasValidations(state) ? (
          <Section title="Validation">
            <ValidationSection state={state} controls={controls} />
          </Section>
        ) : null}
        {state.change.record.criteria.length === 0 || isBeforeStart(state) ? null : (
          <Section title="Rollback criteria">
            <CriteriaSection state={state} />
          </Section>
        )}
        <Section title="Hosts">
          <ContactList state={state} />
        </Section>
      </PanelScroll>
    </aside>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={classes['section']}>
      <h2 className={classes['title']}>{title}</h2>
      {children}
    </section>
  );
}

/** Before the run starts its tasks are those the plan would give. */
function plannedTask(state: MaintenanceState, id: TaskId): Task | undefined {
  return state.tasks.length > 0 ? undefined : toForwardTasks(state.plan).find((task) => task.id === id);
}

function RunFacts({ state }: { readonly state: MaintenanceState }) {
  const { hold, leader } = state;
  return (
    <dl className={classes['facts']}>
      <dt>State</dt>
      <dd>
        <StatusMark status={state.status} />
      </dd>
      <dt>Leads</dt>
      <dd>{leader === undefined ? 'nobody yet' : leader.name}</dd>
      {hold === undefined ? null : (
        <>
          <dt>Hold</dt>
          <dd>
            <Mark look={heldLook} />
            <p className={classes['words']}>
              {toHoldWords(hold)}, since <Instant atMs={hold.sinceMs} isTimeOnly />
            </p>
          </dd>
        </>
      )}
    </dl>
  );
}

/** In short: the card over the log has the sentence. */
function toHoldWords(hold: Hold): string {
  switch (hold.cause) {
    case 'person':
      return hold.reason === '' ? `by ${hold.by.name}` : `by ${hold.by.name}: ${hold.reason}`;
    case 'step-failed':
      return 'a step has not succeeded';
    case 'outcome-unknown':
      return 'an outcome is unknown';
    case 'recovered':
      return 'this console has taken it up anew';
    case 'buddy':
      return 'a buddy has done a step';
  }
}

const runControls: readonly Control<RunControl>[] = [
  { kind: 'start', label: 'Start…', icon: Play },
  { kind: 'resume', label: 'Resume…', icon: Play },
  { kind: 'hold', label: 'Hold…', icon: Pause },
  { kind: 'complete', label: 'Complete…', icon: Flag },
  { kind: 'roll-back', label: 'Roll back…', icon: Undo2, isDangerous: true },
  { kind: 'abort', label: 'Abort…', icon: OctagonX, isDangerous: true },
  { kind: 'secrets', label: 'Give secrets again…', icon: KeyRound },
];

interface RunControlsProps extends Pick<SidePanelProps, 'state' | 'controls'> {
  readonly isMissingSecrets: boolean;
}

function RunControls({ state, controls, isMissingSecrets }: RunControlsProps) {
  const offers = useOffers(state);
  const isReadOnly = useIsReadOnly();
  const isOffered = (kind: RunControl): boolean => {
    if (kind === 'roll-back') return offers.rollBack;
    if (kind === 'complete') return offers.complete || (!isReadOnly && isClosingAwaited(state));
    if (kind === 'secrets') return isMissingSecrets && !isOver(state);
    return offers[kind];
  };
  const offered = runControls.filter(({ kind }) => isOffered(kind));
  return <ControlButtons offered={offered} onPick={(kind) => controls.open({ kind })} />;
}
