/** The leader’s word on somebody who came by an invite: let in under their name, as whom of the roster; or not, or not any more. */
import { Select } from '@mantine/core';
import { useState } from 'react';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { isSameWord, type PersonId } from '../../../core/roster/names.ts';
import { type Follower, findInvite } from '../../../core/sharing/sharing.ts';
import { useAsking } from '../../parts/asking/asking.ts';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';
import { WordsField } from '../../parts/fields/words-field.tsx';
import { Instant } from '../../parts/time/instant.tsx';
import { roleLines, roleNames } from './role-words.ts';
import classes from './sharing.module.css';

interface FollowerDialogProps {
  readonly state: MaintenanceState;
  readonly follower: Follower;
  readonly onClose: () => void;
}

/** Nobody of the roster is chosen beforehand: whoever types the EM’s name is not the EM for that. */
export function AdmitDialog({ state, follower, onClose }: FollowerDialogProps) {
  const { members } = state.roster;
  const [person, setPerson] = useState<PersonId | null>(follower.person ?? null);
  const asking = useAsking();
  const note = findInvite(state.sharing, follower.invite)?.note;
  const namesake = members.find(({ name }) => isSameWord(name, follower.name));
  async function admit() {
    const input = { maintenance: state.id, follower: follower.id, ...(person === null ? {} : { person }) };
    if ((await asking.ask('follower.admit', input)) !== undefined) onClose();
  }
  return (
    <DeedDialog
      title={`Is this ${follower.name}?`}
      deed={`It is ${follower.name}: let them in`}
      asking={asking}
      onDo={() => void admit()}
      onClose={onClose}
    >
      <p>
        Somebody who calls themselves <strong>{follower.name}</strong> came{' '}
        <Instant atMs={follower.joinedAtMs} isTimeOnly /> by the invite{' '}
        {note === undefined ? 'without a name on it' : `for “${note}”`}. If you did not expect them now, ask them by
        another way first.
      </p>
      <p>
        <strong>{roleNames[follower.role]}</strong>: {roleLines[follower.role]}
      </p>
      {members.length === 0 ? null : (
        <Select
          label="Who of the roster this is"
          description={
            namesake === undefined || person === namesake.id
              ? 'What is asked of that person is then asked of them here, and their word counts as that person’s.'
              : `The roster has a ${namesake.name}. Choose them only if you know that this is them: their word then counts.`
          }
          placeholder="nobody of the roster"
          data={members.map(({ id, name, roles }) => ({
            value: id,
            label: roles.length === 0 ? name : `${name} (${roles.join(', ')})`,
          }))}
          value={person}
          clearable
          searchable
          limit={100}
          nothingFoundMessage="Nobody on the roster is called that"
          onChange={setPerson}
        />
      )}
    </DeedDialog>
  );
}

/** Of somebody who is in already it sends them away. */
export function RefuseDialog({ state, follower, onClose }: FollowerDialogProps) {
  const [reason, setReason] = useState('');
  const asking = useAsking();
  const isIn = follower.word === 'admitted';
  async function refuse() {
    const words = reason.trim();
    const input = { maintenance: state.id, follower: follower.id, ...(words === '' ? {} : { reason: words }) };
    if ((await asking.ask('follower.refuse', input)) !== undefined) onClose();
  }
  return (
    <DeedDialog
      title={isIn ? `Send ${follower.name} away?` : `Not let ${follower.name} in?`}
      deed={isIn ? 'Send them away' : 'Do not let them in'}
      isDangerous
      asking={asking}
      onDo={() => void refuse()}
      onClose={onClose}
    >
      <p>
        {isIn
          ? 'Their page closes at once, and their browser is let in no more. What they wrote stays in the log.'
          : 'They are told that you did not let them in, and see nothing of the maintenance.'}
      </p>
      <p className={classes['soft']}>The invite itself stays as it is: revoke it if it went astray.</p>
      <WordsField label="Why (for the log)" value={reason} isFirst onChange={setReason} />
    </DeedDialog>
  );
}
