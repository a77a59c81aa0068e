/** The invites of a maintenance: as what, for whom, until when, how many came; and revoking one, which closes its connections at once. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import {
  type Invite,
  type InviteStanding,
  toFollowerStanding,
  toInviteStanding,
} from '../../../core/sharing/sharing.ts';
import { useAsked } from '../../parts/asking/asked.ts';
import { useAsking } from '../../parts/asking/asking.ts';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';
import { WordsField } from '../../parts/fields/words-field.tsx';
import { Mark } from '../../parts/marks/state-mark.tsx';
import { Instant } from '../../parts/time/instant.tsx';
import { useNowMs } from '../../parts/time/now.ts';
import { roleNames } from './role-words.ts';
import classes from './sharing.module.css';
import { inviteLooks, toOpenedText, usedInviteLook } from './sharing-words.ts';

/** Older ones are counted; the journal has them. */
const shownInvites = 50;

export function InviteList({ state }: { readonly state: MaintenanceState }) {
  const nowMs = useNowMs();
  const [revoking, revoke] = useState<Invite>();
  const { invites, followers } = state.sharing;
  const shown = useAsked('share.show', { maintenance: state.id }, 'share').value?.invites;
  // Those that still let somebody in stand first, the newest of them before the others.
  const all = invites
    .map((invite) => {
      const came = followers.filter((one) => one.invite === invite.id).length;
      const opened = Math.max(came, shown?.find(({ id }) => id === invite.id)?.opened ?? 0);
      return { invite, standing: toInviteStanding(invite, nowMs), came, opened };
    })
    .toReversed()
    .toSorted((a, b) => Number(a.standing !== 'open') - Number(b.standing !== 'open'));
  if (all.length === 0) return <p className={classes['soft']}>None has been made.</p>;
  return (
    <>
      <ul className={classes['list']}>
        {all.slice(0, shownInvites).map(({ invite, standing, came, opened }) => (
          <li key={invite.id} className={classes['row']}>
            <div className={classes['rowWords']}>
              <p>
                <strong>{roleNames[invite.role]}</strong>
                {invite.note === undefined ? '' : `, for ${invite.note}`}
              </p>
              <p className={classes['soft']}>
                {came} of {invite.people} came{toOpenedText(opened, came)}; <Held invite={invite} standing={standing} />
              </p>
            </div>
            <Mark look={standing === 'open' && opened >= invite.people ? usedInviteLook : inviteLooks[standing]} />
            {standing === 'open' ? (
              <span className={classes['rowButtons']}>
                <Button size="compact-xs" variant="default" onClick={() => revoke(invite)}>
                  Revoke…
                </Button>
              </span>
            ) : null}
          </li>
        ))}
      </ul>
      {all.length > shownInvites ? <p className={classes['soft']}>and {all.length - shownInvites} older ones</p> : null}
      {revoking === undefined ? null : (
        <RevokeDialog state={state} invite={revoking} onClose={() => revoke(undefined)} />
      )}
    </>
  );
}

function Held({ invite, standing }: { readonly invite: Invite; readonly standing: InviteStanding }) {
  switch (standing) {
    case 'revoked':
      return (
        <>
          revoked <Instant atMs={invite.revokedAtMs ?? 0} />
        </>
      );
    case 'handed-over':
      return (
        <>
          over since the lead was handed on, <Instant atMs={invite.handedOverAtMs ?? 0} />
        </>
      );
    case 'open':
    case 'expired':
      return (
        <>
          holds until <Instant atMs={invite.expiresAtMs} />
        </>
      );
  }
}

interface RevokeDialogProps {
  readonly state: MaintenanceState;
  readonly invite: Invite;
  readonly onClose: () => void;
}

function RevokeDialog({ state, invite, onClose }: RevokeDialogProps) {
  const [reason, setReason] = useState('');
  const asking = useAsking();
  const nowMs = useNowMs();
  const inside = state.sharing.followers.filter(
    (one) => one.invite === invite.id && toFollowerStanding(state.sharing, one, nowMs) === 'admitted',
  );
  async function revoke() {
    const words = reason.trim();
    const input = { maintenance: state.id, invite: invite.id, ...(words === '' ? {} : { reason: words }) };
    if ((await asking.ask('invite.revoke', input)) !== undefined) onClose();
  }
  return (
    <DeedDialog
      title="Revoke this invite?"
      deed="Revoke it"
      isDangerous
      asking={asking}
      onDo={() => void revoke()}
      onClose={onClose}
    >
      <p>
        {inside.length === 0
          ? 'Nobody can come by it any more.'
          : `${inside.map(({ name }) => name).join(', ')} ${inside.length === 1 ? 'is' : 'are'} shown out at once, and nobody can come by it any more.`}
      </p>
      <WordsField label="Why (for the log)" value={reason} isFirst onChange={setReason} />
    </DeedDialog>
  );
}
