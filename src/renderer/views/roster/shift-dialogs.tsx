/** Putting people on the roster, their shifts, and who answers for what. */
import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import type { PersonId } from '../../../core/roster/names.ts';
import { type Duties, findMember, type Shift } from '../../../core/roster/roster.ts';
import type { Window } from '../../../core/schedule/window.ts';
import { toHash } from '../../frame/route.ts';
import { useAsking } from '../../parts/asking/asking.ts';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';
import dialogs from '../../parts/dialogs/dialog.module.css';
import { newPartId } from '../../parts/drafts/part-id.ts';
import { InstantField } from '../../parts/fields/instant-field.tsx';
import { PeopleField } from '../../parts/fields/people-field.tsx';
import classes from './roster.module.css';

export interface RosterDialogProps {
  readonly state: MaintenanceState;
  readonly onClose: () => void;
}

export function InvolveDialog({ state, onClose }: RosterDialogProps) {
  const [people, setPeople] = useState<readonly PersonId[]>([]);
  const asking = useAsking();
  async function involve() {
    if ((await asking.ask('roster.involve', { maintenance: state.id, people: [...people] })) !== undefined) onClose();
  }
  return (
    <DeedDialog
      title="Put people on the roster"
      deed="Put them on the roster"
      isReady={people.length > 0}
      asking={asking}
      onDo={() => void involve()}
      onClose={onClose}
    >
      <PeopleField
        label="Whom"
        description="By name, role or qualification, from the address book."
        value={people}
        isLeftOut={(id) => findMember(state.roster, id) !== undefined}
        isFirst
        onChange={setPeople}
      />
      <p className={dialogs['small']}>
        Somebody is missing? Add them under <a href={toHash({ room: 'people' })}>People</a>.
      </p>
    </DeedDialog>
  );
}

interface ShiftDialogProps extends RosterDialogProps {
  readonly window: Window;
  /** The one that is changed; a new one where it is absent. */
  readonly shift: Shift | undefined;
  readonly person: PersonId | undefined;
}

export function ShiftDialog({ state, window, shift, person: first, onClose }: ShiftDialogProps) {
  const { members, shifts } = state.roster;
  const [person, setPerson] = useState<PersonId | null>(shift?.person ?? first ?? null);
  const ofPerson = members.find(({ id }) => id === person)?.roles ?? [];
  const [role, setRole] = useState<string | null>(shift?.role ?? ofPerson[0] ?? null);
  const [fromMs, setFrom] = useState<number | undefined>(shift?.fromMs ?? window.startMs);
  const [toMs, setTo] = useState<number | undefined>(shift?.toMs ?? window.endMs);
  const asking = useAsking();
  const others = shifts.filter(({ id }) => id !== shift?.id);
  const isNegative = fromMs !== undefined && toMs !== undefined && toMs <= fromMs;
  async function set(next: readonly Shift[]) {
    if ((await asking.ask('roster.setShifts', { maintenance: state.id, shifts: [...next] })) !== undefined) onClose();
  }
  function save() {
    if (person === null || role === null || fromMs === undefined || toMs === undefined) return;
    void set([...others, { id: shift?.id ?? newPartId(), person, role, fromMs, toMs }]);
  }
  const roles = [
    ...new Set([...ofPerson, ...members.flatMap((member) => member.roles), ...(role === null ? [] : [role])]),
  ];
  return (
    <DeedDialog
      title={shift === undefined ? 'Add a shift' : 'Change a shift'}
      deed={shift === undefined ? 'Add it' : 'Save'}
      isReady={person !== null && role !== null && fromMs !== undefined && toMs !== undefined && !isNegative}
      asking={asking}
      onDo={save}
      onClose={onClose}
    >
      <div className={dialogs['halves']}>
        <Select
          label="Who"
          required
          data={members.map(({ id, name }) => ({ value: id, label: name }))}
          value={person}
          searchable
          limit={100}
          onChange={(id) => {
            setPerson(id);
            setRole(members.find((member) => member.id === id)?.roles[0] ?? role);
          }}
        />
        <Select label="In which role" required data={roles} value={role} searchable onChange={setRole} />
      </div>
      <div className={dialogs['halves']}>
        <InstantField label="From" zone={window.zone} atMs={fromMs} isRequired onChange={setFrom} />
        <InstantField label="To" zone={window.zone} atMs={toMs} isRequired onChange={setTo} />
      </div>
      {isNegative ? (
        <p className={classes['warn']} data-tone="bad">
          A shift ends after it begins.
        </p>
      ) : null}
      {shift === undefined ? null : (
        <div>
          <Button
            size="compact-sm"
            variant="default"
            className={classes['remove'] ?? ''}
            onClick={() => void set(others)}
          >
            Remove this shift
          </Button>
        </div>
      )}
    </DeedDialog>
  );
}

export function DutiesDialog({ state, onClose }: RosterDialogProps) {
  const { duties, members } = state.roster;
  const { services } = state.change.record;
  const [leaders, setLeaders] = useState(duties.leaders);
  const [rest, setRest] = useState<Omit<Duties, 'leaders'>>(() => {
    const { leaders: _, ...others } = duties;
    return others;
  });
  const asking = useAsking();
  const people = members.map(({ id, name }) => ({ value: id, label: name }));
  const led: readonly (string | undefined)[] = [
    undefined,
    ...new Set([...services, ...leaders.flatMap(({ service }) => service ?? [])]),
  ];
  function lead(service: string | undefined, person: PersonId | null) {
    const others = leaders.filter((one) => one.service !== service);
    setLeaders(person === null ? others : [...others, service === undefined ? { person } : { person, service }]);
  }
  async function assign() {
    const filled = Object.fromEntries(Object.entries(rest).filter(([, person]) => person !== undefined));
    const said = await asking.ask('roster.assignDuties', { maintenance: state.id, duties: { leaders, ...filled } });
    if (said !== undefined) onClose();
  }
  return (
    <DeedDialog title="Who answers for what" deed="Assign" asking={asking} onDo={() => void assign()} onClose={onClose}>
      {led.map((service) => (
        <Select
          key={service ?? ''}
          label={service === undefined ? 'Leader' : `Leader of ${service}`}
          {...(service === undefined && led.length > 1
            ? { description: 'For all; or one for each service below.' }
            : {})}
          data={people}
          value={leaders.find((one) => one.service === service)?.person ?? null}
          clearable
          searchable
          limit={100}
          onChange={(person) => lead(service, person)}
        />
      ))}
      {dutyNames.map(([duty, label]) => (
        <Select
          key={duty}
          label={label}
          data={people}
          value={rest[duty] ?? null}
          clearable
          searchable
          limit={100}
          onChange={(person) => setRest({ ...rest, [duty]: person ?? undefined })}
        />
      ))}
    </DeedDialog>
  );
}

export const dutyNames = [
  ['ces', 'Community engagement (CES)'],
  ['validationOwner', 'Validation'],
  ['communicationOwner', 'Communication'],
] as const satisfies readonly (readonly [Exclude<keyof Duties, 'leaders'>, string])[];
