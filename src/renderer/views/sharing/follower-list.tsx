/** Those who came by invites: who waits, who follows as what and as whom of the roster, who is away; and the leader’s word on each. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { toName } from '../../../core/roster/roster.ts';
import { type Follower, type FollowerStanding, toFollowerStanding } from '../../../core/sharing/sharing.ts';
import { Mark } from '../../parts/marks/state-mark.tsx';
import { Instant } from '../../parts/time/instant.tsx';
import { useNowMs } from '../../parts/time/now.ts';
import { AdmitDialog, RefuseDialog } from './follower-dialogs.tsx';
import { roleNames } from './role-words.ts';
import classes from './sharing.module.css';
import { lookOfFollower } from './sharing-words.ts';

/** Whoever stands beyond is counted. */
const shownFollowers = 100;
const order: readonly FollowerStanding[] = ['waiting', 'admitted', 'refused', 'revoked', 'expired', 'handed-over'];

export function FollowerList({ state }: { readonly state: MaintenanceState }) {
  const nowMs = useNowMs();
  const [open, setOpen] = useState<{ readonly deed: 'admit' | 'refuse'; readonly follower: Follower }>();
  const close = () => setOpen(undefined);
  const all = state.sharing.followers
    .map((follower) => ({ follower, standing: toFollowerStanding(state.sharing, follower, nowMs) }))
    .toReversed()
    .toSorted((a, b) => order.indexOf(a.standing) - order.indexOf(b.standing));
  if (all.length === 0) return <p className={classes['soft']}>Nobody has come yet. Make an invite and hand it on.</p>;
  return (
    <>
      <ul className={classes['list']}>
        {all.slice(0, shownFollowers).map(({ follower, standing }) => (
          <li key={follower.id} className={classes['row']}>
            <div className={classes['rowWords']}>
              <p>
                <strong>{follower.name}</strong> <span className={classes['soft']}>{roleNames[follower.role]}</span>
              </p>
              <p className={classes['soft']}>
                {follower.person === undefined ? 'nobody of the roster' : `as ${toName(state.roster, follower.person)}`}
                , came <Instant atMs={follower.joinedAtMs} />
              </p>
            </div>
            <Mark look={lookOfFollower(standing, follower)} />
            <FollowerDeeds standing={standing} onOpen={(deed) => setOpen({ deed, follower })} />
          </li>
        ))}
      </ul>
      {all.length > shownFollowers ? <p className={classes['soft']}>and {all.length - shownFollowers} more</p> : null}
      {open?.deed === 'admit' ? <AdmitDialog state={state} follower={open.follower} onClose={close} /> : null}
      {open?.deed === 'refuse' ? <RefuseDialog state={state} follower={open.follower} onClose={close} /> : null}
    </>
  );
}

interface FollowerDeedsProps {
  readonly standing: FollowerStanding;
  readonly onOpen: (deed: 'admit' | 'refuse') => void;
}

function FollowerDeeds({ standing, onOpen }: FollowerDeedsProps) {
  if (standing !== 'waiting' && standing !== 'admitted') return null;
  return (
    <span className={classes['rowButtons']}>
      <Button size="compact-xs" variant={standing === 'waiting' ? 'filled' : 'default'} onClick={() => onOpen('admit')}>
        {standing === 'waiting' ? 'Let in…' : 'Who it is…'}
      </Button>
      <Button size="compact-xs" variant="default" onClick={() => onOpen('refuse')}>
        {standing === 'waiting' ? 'Refuse…' : 'Send away…'}
      </Button>
    </span>
  );
}
