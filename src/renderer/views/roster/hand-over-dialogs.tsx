/** Handing a shift or the lead over: offered here, and passed on only once it is accepted. */
import { Select } from '@mantine/core';
import { useState } from 'react';
import type { PersonId } from '../../../core/roster/names.ts';
import { type HandOver, toName } from '../../../core/roster/roster.ts';
import { useAsking } from '../../parts/asking/asking.ts';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';
import dialogs from '../../parts/dialogs/dialog.module.css';
import { ReasonDialog } from '../../parts/dialogs/reason-dialog.tsx';
import { newPartId } from '../../parts/drafts/part-id.ts';
import { WordsField } from '../../parts/fields/words-field.tsx';
import type { PersonDialogProps } from './presence-dialogs.tsx';
import type { RosterDialogProps } from './shift-dialogs.tsx';
import { toHourText } from './time-scale.ts';

export function HandOverDialog({ state, person, zone, onClose }: PersonDialogProps) {
  const { members, shifts, duties } = state.roster;
  const offers = [
    ...duties.leaders
      .filter((one) => one.person === person)
      .map(({ service }) => ({
        value: `lead ${service ?? ''}`,
        label: service === undefined ? 'The lead' : `The lead of ${service}`,
        what: { kind: 'lead' as const, ...(service === undefined ? {} : { service }) },
      })),
    ...shifts
      .filter((one) => one.person === person)
      .map(({ id, role, fromMs, toMs }) => ({
        value: `shift ${id}`,
        label: `The shift as ${role}, ${toHourText(fromMs, zone)}–${toHourText(toMs, zone)}`,
        what: { kind: 'shift' as const, shift: id },
      })),
  ];
  const [chosen, choose] = useState<string | null>(offers[0]?.value ?? null);
  const [to, setTo] = useState<PersonId | null>(null);
  const [note, setNote] = useState('');
  const asking = useAsking();
  async function offer() {
    const what = offers.find(({ value }) => value === chosen)?.what;
    if (what === undefined || to === null) return;
    const handOver: Omit<HandOver, 'offeredAtMs'> = {
      id: newPartId(),
      from: person,
      to,
      what,
      ...(note.trim() === '' ? {} : { note: note.trim() }),
    };
    if ((await asking.ask('roster.offerHandOver', { maintenance: state.id, handOver })) !== undefined) onClose();
  }
  return (
    <DeedDialog
      title={`What ${toName(state.roster, person)} hands over`}
      deed="Offer it"
      isReady={chosen !== null && to !== null}
      asking={asking}
      onDo={() => void offer()}
      onClose={onClose}
    >
      {offers.length === 0 ? <p>There is neither a shift nor a lead to hand over.</p> : null}
      <Select label="What" data-autofocus data={offers} value={chosen} allowDeselect={false} onChange={choose} />
      <Select
        label="To whom"
        data={members.filter(({ id }) => id !== person).map(({ id, name }) => ({ value: id, label: name }))}
        value={to}
        searchable
        limit={100}
        onChange={setTo}
      />
      <WordsField label="What they have to know" value={note} onChange={setNote} />
      <p className={dialogs['small']}>It passes on only when they accept it.</p>
    </DeedDialog>
  );
}

export function DeclineDialog({ state, handOver, onClose }: RosterDialogProps & { readonly handOver: string }) {
  return (
    <ReasonDialog
      title="Decline the hand-over?"
      deed="Decline it"
      label="Why"
      request="roster.declineHandOver"
      toInput={(reason) => ({ maintenance: state.id, handOver, reason })}
      onClose={onClose}
    />
  );
}
