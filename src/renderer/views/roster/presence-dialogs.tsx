/** What is said of one person on the roster: not available, working on something, leaving it, and what follows from a drop-out. */
import { MultiSelect, NumberInput, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { HostName, StepId } from '../../../core/ids.ts';
import { isBeforeStart } from '../../../core/maintenance/tasks.ts';
import { findRivals } from '../../../core/roster/claims.ts';
import type { PersonId } from '../../../core/roster/names.ts';
import { toName, toNames } from '../../../core/roster/roster.ts';
import { useAsking } from '../../parts/asking/asking.ts';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';
import dialogs from '../../parts/dialogs/dialog.module.css';
import { newPartId } from '../../parts/drafts/part-id.ts';
import { InstantField } from '../../parts/fields/instant-field.tsx';
import { WordsField } from '../../parts/fields/words-field.tsx';
import classes from './roster.module.css';
import type { RosterDialogProps } from './shift-dialogs.tsx';

export interface PersonDialogProps extends RosterDialogProps {
  readonly person: PersonId;
  /** Of the window: times are typed as its clocks show them. */
  readonly zone: string;
}

export function UnavailableDialog({ state, person, zone, onClose }: PersonDialogProps) {
  const [isLater, setLater] = useState(false);
  const [fromMs, setFrom] = useState<number>();
  const [reason, setReason] = useState('');
  const asking = useAsking();
  async function report() {
    const from = isLater && fromMs !== undefined ? { fromMs } : {};
    if ((await asking.ask('roster.unavailable', { maintenance: state.id, person, reason, ...from })) !== undefined)
      onClose();
  }
  return (
    <DeedDialog
      title={`${toName(state.roster, person)} is not available`}
      deed="Record it"
      isReady={reason.trim() !== '' && (!isLater || fromMs !== undefined)}
      asking={asking}
      onDo={() => void report()}
      onClose={onClose}
    >
      <SegmentedControl
        aria-label="From when"
        value={isLater ? 'later' : 'now'}
        onChange={(when) => setLater(when === 'later')}
        data={[
          { value: 'now', label: 'From now' },
          { value: 'later', label: 'From a time' },
        ]}
      />
      {isLater ? <InstantField label="From" zone={zone} atMs={fromMs} isRequired onChange={setFrom} /> : null}
      <WordsField label="Why" value={reason} isFirst onChange={setReason} />
    </DeedDialog>
  );
}

export function ClaimDialog({ state, person, onClose }: PersonDialogProps) {
  const [goal, setGoal] = useState('');
  const [minutes, setMinutes] = useState<number | string>('');
  const [step, setStep] = useState<StepId | null>(null);
  const [host, setHost] = useState<HostName | null>(null);
  const asking = useAsking();
  const hosts = [...new Set(state.plan.steps.flatMap((one) => ('hosts' in one ? one.hosts : [])))];
  const on = { ...(step === null ? {} : { step }), ...(host === null ? {} : { host }) };
  const rivals = findRivals(state.roster, { person, ...on });
  async function claim() {
    const said = {
      id: newPartId(),
      person,
      goal,
      ...on,
      ...(minutes === '' ? {} : { allottedMs: Number(minutes) * 60_000 }),
    };
    if ((await asking.ask('roster.claim', { maintenance: state.id, claim: said })) !== undefined) onClose();
  }
  return (
    <DeedDialog
      title={`What ${toName(state.roster, person)} works on`}
      deed="Say so"
      isReady={goal.trim() !== ''}
      asking={asking}
      onDo={() => void claim()}
      onClose={onClose}
    >
      <TextInput
        label="The one goal"
        data-autofocus
        required
        value={goal}
        onChange={(event) => setGoal(event.currentTarget.value)}
      />
      <div className={dialogs['thirds']}>
        <Select
          label="Step"
          data={state.plan.steps.map(({ id, title }) => ({ value: id, label: title }))}
          value={step}
          clearable
          searchable
          onChange={setStep}
        />
        <Select label="Host" data={hosts} value={host} clearable searchable onChange={setHost} />
        <NumberInput label="Minutes allotted" min={1} allowDecimal={false} value={minutes} onChange={setMinutes} />
      </div>
      {rivals.length === 0 ? null : (
        <p className={classes['warn']} data-tone="warn" role="status">
          Works on it now: {toNames(state.roster, rivals)}. Say so all the same, and all of you are warned.
        </p>
      )}
    </DeedDialog>
  );
}

export function ReleaseDialog({ state, person, onClose }: PersonDialogProps) {
  const name = toName(state.roster, person);
  const asking = useAsking();
  async function release() {
    if ((await asking.ask('roster.release', { maintenance: state.id, person })) !== undefined) onClose();
  }
  return (
    <DeedDialog
      title={`Take ${name} off the roster?`}
      deed={`Take ${name} off`}
      isDangerous
      asking={asking}
      onDo={() => void release()}
      onClose={onClose}
    >
      <p>Their shifts and duties go with them. What they have done and said stays in the log.</p>
    </DeedDialog>
  );
}

/** Whoever is left says whether it goes on, with the reason (`POL-15`). */
export function DecideDialog({ state, person, onClose }: PersonDialogProps) {
  const [goesOn, setGoesOn] = useState(true);
  const [deciders, setDeciders] = useState<readonly PersonId[]>([]);
  const [reason, setReason] = useState('');
  const asking = useAsking();
  const gone = new Set(state.roster.absences.map((absence) => absence.person));
  async function decide() {
    const said = { maintenance: state.id, person, goesOn, deciders: [...deciders], reason };
    if ((await asking.ask('roster.continue', said)) !== undefined) onClose();
  }
  return (
    <DeedDialog
      title={`${toName(state.roster, person)} has dropped out`}
      deed="Record the decision"
      isReady={deciders.length > 0 && reason.trim() !== ''}
      asking={asking}
      onDo={() => void decide()}
      onClose={onClose}
    >
      <SegmentedControl
        aria-label="What was decided"
        value={goesOn ? 'on' : 'stop'}
        onChange={(what) => setGoesOn(what === 'on')}
        data={[
          { value: 'on', label: 'It goes on' },
          { value: 'stop', label: 'It does not go on' },
        ]}
      />
      <p>
        {goesOn
          ? 'A run that is held may then be resumed.'
          : isBeforeStart(state)
            ? 'Postpone it then, or call it off.'
            : 'The run is held: what runs goes on to its end, and nothing new begins. Roll back or abort it then.'}
      </p>
      <MultiSelect
        label="Who decided"
        data={state.roster.members
          .filter(({ id }) => !gone.has(id))
          .map(({ id, name }) => ({ value: id, label: name }))}
        value={[...deciders]}
        searchable
        limit={100}
        onChange={(ids) => setDeciders(ids as PersonId[])}
      />
      <WordsField label="Why" value={reason} onChange={setReason} />
    </DeedDialog>
  );
}
