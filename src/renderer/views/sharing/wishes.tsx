/** Who asks to be let in, over whatever tab the leader looks at: it stays until they answer, and takes nothing else away. */
import { Button } from '@mantine/core';
import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { toWishes } from '../../../core/sharing/present.ts';
import { type Follower, findInvite } from '../../../core/sharing/sharing.ts';
import { useSeat } from '../../model/react.tsx';
import { useNowMs } from '../../parts/time/now.ts';
import { toAgeText } from '../../parts/time/times.ts';
import { AdmitDialog, RefuseDialog } from './follower-dialogs.tsx';
import { roleNames } from './role-words.ts';
import classes from './sharing.module.css';

/** Beside each other they would push the log off the screen. */
const shownWishes = 3;

export function Wishes({ state }: { readonly state: MaintenanceState }) {
  const seat = useSeat(state);
  const nowMs = useNowMs();
  const [open, setOpen] = useState<{ readonly deed: 'admit' | 'refuse'; readonly follower: Follower }>();
  const wishes = toWishes(state.sharing, nowMs);
  const close = () => setOpen(undefined);
  if (seat.visitor !== undefined || !seat.may('follower.admit')) return null;
  return (
    <>
      {wishes.length === 0 ? null : (
        <section className={classes['wishes']} aria-label="Who asks to follow" role="status">
          {wishes.slice(0, shownWishes).map((follower) => (
            <Wish
              key={follower.id}
              state={state}
              follower={follower}
              nowMs={nowMs}
              onAdmit={() => setOpen({ deed: 'admit', follower })}
              onRefuse={() => setOpen({ deed: 'refuse', follower })}
            />
          ))}
          {wishes.length > shownWishes ? <p>{wishes.length - shownWishes} more ask; they stand under Share.</p> : null}
        </section>
      )}
      {open?.deed === 'admit' ? <AdmitDialog state={state} follower={open.follower} onClose={close} /> : null}
      {open?.deed === 'refuse' ? <RefuseDialog state={state} follower={open.follower} onClose={close} /> : null}
    </>
  );
}

interface WishProps {
  readonly state: MaintenanceState;
  readonly follower: Follower;
  readonly nowMs: number;
  readonly onAdmit: () => void;
  readonly onRefuse: () => void;
}

function Wish({ state, follower, nowMs, onAdmit, onRefuse }: WishProps) {
  const note = findInvite(state.sharing, follower.invite)?.note;
  return (
    <div className={classes['wish']}>
      <UserPlus size={16} aria-hidden="true" />
      <p>
        <strong>{follower.name}</strong> asks to be let in to {roleNames[follower.role].toLowerCase()}
        <span className={classes['soft']}>
          {' '}
          · by the invite {note === undefined ? 'without a name on it' : `for “${note}”`} ·{' '}
          {toAgeText(nowMs - follower.joinedAtMs)}
        </span>
      </p>
      <Button size="compact-sm" variant="default" onClick={onRefuse}>
        Refuse…
      </Button>
      <Button size="compact-sm" onClick={onAdmit}>
        Let in…
      </Button>
    </div>
  );
}
