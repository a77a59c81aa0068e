/** The emergency way, plainly apart from the ordinary one (`POL-18`): declared with a justification, told to the EM, a CES engaged. */
import { Button, Checkbox, SegmentedControl, Select, TextInput } from '@mantine/core';
import { Siren } from 'lucide-react';
import { useState } from 'react';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { isBeforeStart, isOver } from '../../../core/maintenance/tasks.ts';
import { defaultPolicy } from '../../../core/policy/default-policy.ts';
import type { Policy } from '../../../core/policy/policy.ts';
import { findTold } from '../../../core/policy/rules/emergency.ts';
import { hasWord, type PersonId } from '../../../core/roster/names.ts';
import { toName } from '../../../core/roster/roster.ts';
import { toHash } from '../../frame/route.ts';
import { useSeat } from '../../model/react.tsx';
import type { Seat } from '../../model/seat.ts';
import { useAsking } from '../../parts/asking/asking.ts';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';
import dialogs from '../../parts/dialogs/dialog.module.css';
import { WordsField } from '../../parts/fields/words-field.tsx';
import { Instant } from '../../parts/time/instant.tsx';
import type { Deed } from './leads.ts';
import classes from './readiness.module.css';
import { usePolicy } from './use-readiness.ts';

interface EmergencyProps {
  readonly state: MaintenanceState;
  readonly policy: Policy;
  readonly isClosed: boolean;
  readonly onDeed: (deed: Deed) => void;
}

export function EmergencyPart({ state, policy, isClosed, onDeed }: EmergencyProps) {
  const seat = useSeat(state);
  const { emergency } = state.schedule;
  if (emergency === undefined) {
    if (isClosed || !isBeforeStart(state)) return null;
    return (
      <section className={classes['emergency']} aria-label="Emergency">
        <p className={classes['soft']}>
          The service is failing and cannot wait for the rules? An emergency needs a justification, an approval or an
          engineering manager who is told as soon as possible, and somebody engaged for the notices.
        </p>
        <Button
          size="compact-sm"
          variant="default"
          color="red"
          leftSection={<Siren size={14} aria-hidden="true" />}
          onClick={() => onDeed({ kind: 'emergency' })}
        >
          Declare an emergency…
        </Button>
      </section>
    );
  }
  const { justification, by, declaredAtMs, isAtOnce, cesEngaged } = emergency;
  const { approver, communication } = policy.roles;
  const told = findTold(policy, state, emergency);
  const mayTell = mayTellOf(seat, policy) && !isOver(state);
  return (
    <section className={classes['section']} aria-label="Emergency">
      <div className={classes['head']}>
        <h2>Emergency</h2>
        {mayTell ? (
          <Button size="compact-sm" variant="default" onClick={() => onDeed({ kind: 'tell' })}>
            {seat.visitor === undefined ? 'Record who was told…' : 'Say that you were told…'}
          </Button>
        ) : null}
      </div>
      <p>{justification}</p>
      <p className={classes['soft']}>
        Declared by {by.name}, <Instant atMs={declaredAtMs} />
        {isAtOnce ? '; it may start at once.' : '; it waits for its approval.'}
      </p>
      <p>
        {told === undefined ? (
          `${approver}: not told yet`
        ) : (
          <>
            {approver}: {told.text}, <Instant atMs={told.fromMs} />
          </>
        )}
      </p>
      <p>
        {cesEngaged === undefined ? (
          `${communication}: not engaged yet`
        ) : (
          <>
            {communication}: {toName(state.roster, cesEngaged.person)} was engaged, {cesEngaged.how},{' '}
            <Instant atMs={cesEngaged.atMs} />
          </>
        )}
      </p>
    </section>
  );
}

/** A visitor says it of themselves, where it is about one of their roles. */
export function mayTellOf(seat: Seat, { roles: { approver, communication } }: Policy): boolean {
  if (seat.visitor === undefined) return seat.may('schedule.emNotified');
  const roles = seat.member?.roles ?? [];
  return seat.may('schedule.emNotified') && [approver, communication].some((role) => hasWord(roles, role));
}

interface DialogProps {
  readonly state: MaintenanceState;
  readonly onClose: () => void;
}

export function DeclareEmergencyDialog({ state, onClose }: DialogProps) {
  const [justification, setJustification] = useState('');
  const [isAtOnce, setAtOnce] = useState(false);
  const asking = useAsking();
  async function declare() {
    const said = await asking.ask('schedule.emergency', { maintenance: state.id, justification, isAtOnce });
    if (said !== undefined) onClose();
  }
  return (
    <DeedDialog
      title="Declare an emergency?"
      deed="Declare the emergency"
      isDangerous
      isReady={justification.trim() !== ''}
      asking={asking}
      onDo={() => void declare()}
      onClose={onClose}
    >
      <p>The justification stands in the log for good, and in the notices to those who have to know.</p>
      <WordsField label="Why it cannot wait" value={justification} isFirst onChange={setJustification} />
      <Checkbox
        label="The service’s stability needs intervention at once"
        description="It may then start before an approval; a clock runs until the engineering manager was told."
        checked={isAtOnce}
        onChange={(event) => setAtOnce(event.currentTarget.checked)}
      />
    </DeedDialog>
  );
}

export type Telling = 'schedule.emNotified' | 'schedule.cesEngaged';

/** @param first what is recorded, where a press said that already */
export function TellDialog({ state, first, onClose }: DialogProps & { readonly first?: Telling }) {
  const { policy } = usePolicy(state);
  const seat = useSeat(state);
  const [what, setWhat] = useState<Telling>(
    first ?? (state.schedule.emergency?.emNotified === undefined ? 'schedule.emNotified' : 'schedule.cesEngaged'),
  );
  const [person, setPerson] = useState<PersonId | null>(null);
  const [how, setHow] = useState('');
  const asking = useAsking();
  const { approver, communication } = (policy ?? defaultPolicy).roles;
  const role = what === 'schedule.emNotified' ? approver : communication;
  // Whoever is known to be none does not count.
  const people = state.roster.members.filter(({ id, roles }) => hasWord(roles, role) && seat.speaksFor(id));
  async function record() {
    if (person === null) return;
    if ((await asking.ask(what, { maintenance: state.id, person, how })) !== undefined) onClose();
  }
  return (
    <DeedDialog
      title="Who was told"
      deed="Record it"
      isReady={person !== null && how.trim() !== ''}
      asking={asking}
      onDo={() => void record()}
      onClose={onClose}
    >
      <SegmentedControl
        aria-label="What was done"
        value={what}
        onChange={(next) => {
          setWhat(next);
          setPerson(null);
        }}
        data={[
          { value: 'schedule.emNotified', label: `The ${approver} was told` },
          { value: 'schedule.cesEngaged', label: `A ${communication} was engaged` },
        ]}
      />
      {people.length === 0 && seat.visitor !== undefined ? <p>You are not {role}: this is not yours to say.</p> : null}
      {people.length === 0 && seat.visitor === undefined ? (
        <p>
          Nobody on the roster is {role}. Put one on the{' '}
          <a href={toHash({ room: 'maintenance', id: state.id, tab: 'roster' })}>Roster</a> first.
        </p>
      ) : null}
      <div className={dialogs['halves']}>
        <Select
          label="Who"
          data={people.map(({ id, name }) => ({ value: id, label: name }))}
          value={person}
          searchable
          limit={100}
          nothingFoundMessage={`No ${role} on the roster is called that`}
          onChange={setPerson}
        />
        <TextInput
          label="How"
          placeholder="called at home"
          value={how}
          onChange={(event) => setHow(event.currentTarget.value)}
        />
      </div>
    </DeedDialog>
  );
}
