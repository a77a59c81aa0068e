/** Handing the lead over to the console of somebody who follows: offered, accepted there, and passed with their key's fingerprint typed. */
import { Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { whyOnlyRead } from '../../../core/lead/relay.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import type { PartId } from '../../../core/roster/names.ts';
import { toFollowerStanding } from '../../../core/sharing/sharing.ts';
import { useAsking } from '../../parts/asking/asking.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';
import { useNowMs } from '../../parts/time/now.ts';
import classes from './sharing.module.css';

export function LeadPart({ state }: { readonly state: MaintenanceState }) {
  const { relay, sharing } = state;
  const asking = useAsking();
  const nowMs = useNowMs();
  const [follower, setFollower] = useState<string | null>(null);
  const [isPassing, setPassing] = useState(false);
  const able = sharing.followers.filter(
    (one) => one.role !== 'follow' && toFollowerStanding(sharing, one, nowMs) === 'admitted',
  );
  const name = sharing.followers.find(({ id }) => id === relay?.follower)?.name ?? '';
  const failure = asking.failure === undefined ? null : <FailureNote failure={asking.failure} />;
  const passed = whyOnlyRead(state);
  if (passed !== undefined) return <p>{passed}</p>;
  if (relay === undefined) {
    if (able.length === 0) {
      return (
        <p className={classes['soft']}>Nobody follows by an invite to review or to assist, so nobody can take it.</p>
      );
    }
    return (
      <>
        <p className={classes['soft']}>
          They take it with a Drydock of their own, which came by the invite under <em>Take over the lead…</em>, or by{' '}
          <code>drydock lead take INVITE</code>, and lead from there. Here it can only be read afterwards.
        </p>
        {failure}
        <Select
          label="To whom"
          placeholder="Somebody who follows"
          data={able.map(({ id, name: its }) => ({ value: id, label: its }))}
          value={follower}
          onChange={setFollower}
        />
        <div className={classes['buttons']}>
          <Button
            variant="default"
            disabled={follower === null}
            loading={asking.isAsking}
            onClick={() => void asking.ask('lead.offer', { maintenance: state.id, follower: follower as PartId })}
          >
            Offer the lead
          </Button>
        </div>
      </>
    );
  }
  const withdraw = { maintenance: state.id, relay: relay.id, reason: 'The leader took the offer back.' };
  return (
    <>
      <p>
        {relay.accepted === undefined
          ? `Offered to ${name}, who has not accepted yet.`
          : `${name} has accepted. Have the fingerprint of their console read out, and pass the lead on.`}
      </p>
      {failure}
      <div className={classes['buttons']}>
        <Button variant="default" onClick={() => void asking.ask('lead.withdraw', withdraw)}>
          Take the offer back
        </Button>
        {relay.accepted === undefined ? null : <Button onClick={() => setPassing(true)}>Pass the lead on…</Button>}
      </div>
      {isPassing ? <PassDialog state={state} relay={relay.id} name={name} onClose={() => setPassing(false)} /> : null}
    </>
  );
}

interface PassDialogProps {
  readonly state: MaintenanceState;
  readonly relay: PartId;
  readonly name: string;
  readonly onClose: () => void;
}

function PassDialog({ state, relay, name, onClose }: PassDialogProps) {
  const asking = useAsking();
  const [fingerprint, setFingerprint] = useState('');
  async function pass() {
    const input = { maintenance: state.id, relay, fingerprint: fingerprint.trim() };
    if ((await asking.ask('lead.pass', input)) !== undefined) onClose();
  }
  return (
    <DeedDialog
      title={`Pass the lead on to ${name}`}
      deed="Pass the lead on"
      isDangerous
      isReady={fingerprint.trim() !== ''}
      asking={asking}
      onDo={() => void pass()}
      onClose={onClose}
    >
      <p>
        From then on this maintenance can only be read here. What runs goes on on its hosts; {name} takes it up, and
        nothing new begins until they say so. This cannot be taken back here.
      </p>
      <TextInput
        label={`Fingerprint of ${name}’s console, as they read it out`}
        placeholder="SHA256:…"
        value={fingerprint}
        onChange={(event) => setFingerprint(event.currentTarget.value)}
        autoComplete="off"
      />
    </DeedDialog>
  );
}
