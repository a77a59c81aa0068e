/** An emergency (`POL-18`): declared with its justification, and a clock until the engineering manager knows. */
import { Button, Checkbox, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { isBeforeStart } from '../../../core/maintenance/tasks.ts';
import { personIdSchema } from '../../../core/roster/names.ts';
import { findMember } from '../../../core/roster/roster.ts';
import type { Emergency } from '../../../core/schedule/schedule.ts';
import { useIsReadOnly } from '../../model/react.tsx';
import { useAsking } from '../../parts/asking.ts';
import { BindingDialog } from '../../parts/binding-dialog.tsx';
import { Instant } from '../../parts/instant.tsx';
import { useNowMs } from '../../parts/now.ts';
import { toClockText } from '../../parts/times.ts';
import classes from './brief-view.module.css';
import type { ScheduleDialogProps } from './schedule-dialogs.tsx';

type Told = 'emNotified' | 'cesEngaged';

export function EmergencyCard({ state }: { readonly state: MaintenanceState }) {
  const [open, setOpen] = useState<'declare' | Told>();
  const isReadOnly = useIsReadOnly();
  const { emergency } = state.schedule;
  const close = () => setOpen(undefined);
  return (
    <>
      {emergency === undefined ? (
        isBeforeStart(state) &&
        !isReadOnly && (
          <Button
            size="compact-sm"
            variant="default"
            className={classes['danger'] ?? ''}
            onClick={() => setOpen('declare')}
          >
            Declare an emergency…
          </Button>
        )
      ) : (
        <div className={classes['emergency']} data-tone="bad">
          <strong>Emergency</strong>
          <p>{emergency.justification}</p>
          <Telling state={state} emergency={emergency} told="emNotified" isReadOnly={isReadOnly} onTell={setOpen} />
          <Telling state={state} emergency={emergency} told="cesEngaged" isReadOnly={isReadOnly} onTell={setOpen} />
        </div>
      )}
      {open === 'declare' ? <DeclareDialog state={state} onClose={close} /> : null}
      {open === 'emNotified' || open === 'cesEngaged' ? <ToldDialog state={state} told={open} onClose={close} /> : null}
    </>
  );
}

const words = {
  emNotified: { who: 'Engineering manager', role: 'EM', done: 'knows', open: 'does not know yet', deed: 'Was told…' },
  cesEngaged: {
    who: 'Community specialist',
    role: 'CES',
    done: 'is engaged',
    open: 'not engaged yet',
    deed: 'Was engaged…',
  },
} as const;

interface TellingProps {
  readonly state: MaintenanceState;
  readonly emergency: Emergency;
  readonly told: Told;
  readonly isReadOnly: boolean;
  readonly onTell: (told: Told) => void;
}

function Telling({ state, emergency, told, isReadOnly, onTell }: TellingProps) {
  const nowMs = useNowMs();
  const said = emergency[told];
  const { who, done, open, deed } = words[told];
  if (said !== undefined) {
    return (
      <p>
        {who} {done}: {findMember(state.roster, said.person)?.name ?? said.person}, {said.how},{' '}
        <Instant atMs={said.atMs} />
      </p>
    );
  }
  return (
    <p className={classes['telling']}>
      <span>
        {who} {open}, for <strong>{toClockText(nowMs - emergency.declaredAtMs)}</strong>
      </span>
      {isReadOnly ? null : (
        <Button size="compact-xs" variant="default" onClick={() => onTell(told)}>
          {deed}
        </Button>
      )}
    </p>
  );
}

function DeclareDialog({ state, onClose }: ScheduleDialogProps) {
  const [justification, setJustification] = useState('');
  const [isAtOnce, setAtOnce] = useState(false);
  const asking = useAsking();
  async function declare() {
    const input = { maintenance: state.id, justification: justification.trim(), isAtOnce };
    if ((await asking.ask('schedule.emergency', input)) !== undefined) onClose();
  }
  return (
    <BindingDialog
      title="Declare an emergency"
      deed="Declare it"
      isDangerous
      isReady={justification.trim() !== ''}
      asking={asking}
      onClose={onClose}
      onDo={() => void declare()}
    >
      <p>
        The notice ahead is not needed then. The engineering manager has to know at once: a clock runs until they do.
      </p>
      <Textarea
        label="Justification"
        required
        autosize
        minRows={2}
        maxRows={8}
        value={justification}
        data-autofocus
        onChange={(event) => setJustification(event.currentTarget.value)}
      />
      <Checkbox
        label="The service’s stability needs it at once: it may start before a manager has approved"
        checked={isAtOnce}
        onChange={(event) => setAtOnce(event.currentTarget.checked)}
      />
    </BindingDialog>
  );
}

function ToldDialog({ state, told, onClose }: ScheduleDialogProps & { readonly told: Told }) {
  const [person, setPerson] = useState<string | null>(null);
  const [how, setHow] = useState('');
  const asking = useAsking();
  const { who, role, done } = words[told];
  const members = state.roster.members.filter(({ roles }) =>
    roles.some((one) => one.toLowerCase() === role.toLowerCase()),
  );
  const parsed = personIdSchema.safeParse(person);
  async function say() {
    if (!parsed.success) return;
    const input = { maintenance: state.id, person: parsed.data, how: how.trim() };
    const name = told === 'emNotified' ? 'schedule.emNotified' : 'schedule.cesEngaged';
    if ((await asking.ask(name, input)) !== undefined) onClose();
  }
  return (
    <BindingDialog
      title={`${who} ${done}`}
      deed="Say so"
      isReady={parsed.success && how.trim() !== ''}
      asking={asking}
      onClose={onClose}
      onDo={() => void say()}
    >
      <Select
        label="Who"
        data={members.map(({ id, name }) => ({ value: id, label: name }))}
        value={person}
        nothingFoundMessage={`Nobody on the roster is ${role}`}
        data-autofocus
        onChange={setPerson}
      />
      {members.length === 0 ? <p>Nobody on the roster has the role {role}: put them on it first.</p> : null}
      <TextInput label="How" value={how} maxLength={1_000} onChange={(event) => setHow(event.currentTarget.value)} />
    </BindingDialog>
  );
}
