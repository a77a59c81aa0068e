/** The emergency way, plainly apart from the ordinary one (`POL-18`): declared with a justification, told to the EM, a CES engaged. */
import { Button, Checkbox, SegmentedControl, Select, TextInput } from '@mantine/core';
import { Siren } from 'lucide-react';
import { useState } from 'react';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { isBeforeStart } from '../../../core/maintenance/tasks.ts';
import type { PersonId } from '../../../core/roster/names.ts';
import { type Roster, toName } from '../../../core/roster/roster.ts';
import { useAsking } from '../../parts/asking.ts';
import { DeedDialog } from '../../parts/deed-dialog.tsx';
import dialogs from '../../parts/dialog.module.css';
import { Instant } from '../../parts/instant.tsx';
import { WordsField } from '../../parts/words-field.tsx';
import type { Deed } from './leads.ts';
import classes from './readiness.module.css';

interface EmergencyProps {
  readonly state: MaintenanceState;
  readonly isClosed: boolean;
  readonly onDeed: (deed: Deed) => void;
}

export function EmergencyPart({ state, isClosed, onDeed }: EmergencyProps) {
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
  const { justification, by, declaredAtMs, isAtOnce, emNotified, cesEngaged } = emergency;
  return (
    <section className={classes['section']} aria-label="Emergency">
      <div className={classes['head']}>
        <h2>Emergency</h2>
        {isClosed ? null : (
          <Button size="compact-sm" variant="default" onClick={() => onDeed({ kind: 'tell' })}>
            Record who was told…
          </Button>
        )}
      </div>
      <p>{justification}</p>
      <p className={classes['soft']}>
        Declared by {by.name}, <Instant atMs={declaredAtMs} />
        {isAtOnce ? '; it may start at once.' : '; it waits for its approval.'}
      </p>
      <Told what="Engineering manager" told={emNotified} roster={state.roster} />
      <Told what="Engaged for the notices" told={cesEngaged} roster={state.roster} />
    </section>
  );
}

interface ToldProps {
  readonly what: string;
  readonly told: { readonly person: PersonId; readonly how: string; readonly atMs: number } | undefined;
  readonly roster: Roster;
}

function Told({ what, told, roster }: ToldProps) {
  return (
    <p>
      {what}:{' '}
      {told === undefined ? (
        'not yet'
      ) : (
        <>
          {toName(roster, told.person)}, <Instant atMs={told.atMs} />, {told.how}
        </>
      )}
    </p>
  );
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

const tellings = {
  'schedule.emNotified': 'The EM was told',
  'schedule.cesEngaged': 'A CES was engaged',
} as const;

export function TellDialog({ state, onClose }: DialogProps) {
  const [what, setWhat] = useState<keyof typeof tellings>(
    state.schedule.emergency?.emNotified === undefined ? 'schedule.emNotified' : 'schedule.cesEngaged',
  );
  const [person, setPerson] = useState<PersonId | null>(null);
  const [how, setHow] = useState('');
  const asking = useAsking();
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
        onChange={setWhat}
        data={Object.entries(tellings).map(([value, label]) => ({ value: value as keyof typeof tellings, label }))}
      />
      <div className={dialogs['halves']}>
        <Select
          label="Who"
          data={state.roster.members.map(({ id, name }) => ({ value: id, label: name }))}
          value={person}
          searchable
          limit={100}
          nothingFoundMessage="Nobody on the roster is called that"
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
