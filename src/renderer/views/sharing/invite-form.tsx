/** Making an invite: as what, for whom, for how long; and the link, which is shown this once. */
import { Button, NumberInput, Radio, Select, TextInput } from '@mantine/core';
import { Link2 } from 'lucide-react';
import { useState } from 'react';
import type { RequestOutput } from '../../../contract/requests.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { type ShareRole, shareRoleSchema } from '../../../core/sharing/role.ts';
import { sharingLimits } from '../../../core/sharing/sharing.ts';
import { useAsking } from '../../parts/asking/asking.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import dialogs from '../../parts/dialogs/dialog.module.css';
import { MadeInvite } from './made-invite.tsx';
import { roleLines, roleNames } from './role-words.ts';
import classes from './sharing.module.css';

const hourMs = 3_600_000;
const spans = [
  ['1 hour', hourMs],
  ['4 hours', 4 * hourMs],
  ['12 hours', 12 * hourMs],
  ['2 days', 48 * hourMs],
  ['7 days', 168 * hourMs],
  ['31 days', sharingLimits.inviteMs],
] as const;

export function InviteForm({ state }: { readonly state: MaintenanceState }) {
  const [role, setRole] = useState<ShareRole>('review');
  const [note, setNote] = useState('');
  const [holdsForMs, setHoldsFor] = useState<number>(12 * hourMs);
  const [people, setPeople] = useState<number | string>(1);
  const [made, setMade] = useState<RequestOutput<'invite.make'>>();
  const asking = useAsking();
  async function make() {
    const words = note.trim();
    const answer = await asking.ask('invite.make', {
      maintenance: state.id,
      role,
      holdsForMs,
      people: Number(people),
      ...(words === '' ? {} : { note: words }),
    });
    if (answer === undefined) return;
    setMade(answer);
    setNote('');
  }
  if (made !== undefined) return <MadeInvite made={made} onDone={() => setMade(undefined)} />;
  return (
    <form
      className={dialogs['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void make();
      }}
    >
      <Radio.Group label="As what" value={role} onChange={setRole}>
        <div className={classes['roles']}>
          {shareRoleSchema.options.map((one) => (
            <Radio key={one} value={one} label={roleNames[one]} description={roleLines[one]} />
          ))}
        </div>
      </Radio.Group>
      <TextInput
        label="For whom"
        description="In your words, so that you know it again when they come"
        placeholder="Ben, who watches the database"
        value={note}
        maxLength={200}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <div className={dialogs['halves']}>
        <Select
          label="Holds for"
          data={spans.map(([label, spanMs]) => ({ value: String(spanMs), label }))}
          value={String(holdsForMs)}
          allowDeselect={false}
          onChange={(spanMs) => setHoldsFor(Number(spanMs))}
        />
        <NumberInput
          label="People who may come by it"
          min={1}
          max={sharingLimits.people}
          clampBehavior="strict"
          allowDecimal={false}
          value={people}
          onChange={setPeople}
        />
      </div>
      {asking.failure === undefined ? null : <FailureNote failure={asking.failure} />}
      <div className={classes['buttons']}>
        <Button
          type="submit"
          size="sm"
          leftSection={<Link2 size={15} aria-hidden="true" />}
          disabled={Number(people) < 1}
          loading={asking.isAsking}
        >
          Make the invite
        </Button>
      </div>
    </form>
  );
}
