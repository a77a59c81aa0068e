/** Before somebody who came by an invite may read anything: the door, their name, the leader's word; and the page that following ends with. */
import { Button, TextInput } from '@mantine/core';
import { DoorOpen, Handshake, Hourglass, LogOut, PackageCheck, TimerOff, UserX, WifiOff } from 'lucide-react';
import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import type { EndOfLink } from '../../../contract/share-ways.ts';
import type { MaintenanceId } from '../../../core/ids.ts';
import { findFollower } from '../../../core/sharing/sharing.ts';
import type { VisitorMe } from '../../model/me-model.ts';
import { useMaintenanceModels, useModel } from '../../model/react.tsx';
import { useAsking } from '../../parts/asking/asking.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import { Instant } from '../../parts/time/instant.tsx';
import { roleMeanings } from '../../views/sharing/role-words.ts';
import classes from './arrival.module.css';

interface DoorPageProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly children: ReactNode;
}

/** One thing at a time, in the middle: nobody who stands here has anything else to look at. */
export function DoorPage({ icon, title, children }: DoorPageProps) {
  useEffect(() => {
    document.title = `${title} · Drydock`;
  }, [title]);
  return (
    <main className={classes['page']}>
      <section className={classes['card']} aria-label={title}>
        <div className={classes['icon']}>{icon}</div>
        <h1>{title}</h1>
        {children}
      </section>
      <p className={classes['brand']}>Drydock</p>
    </main>
  );
}

export function Arrival({ me, onChanged }: { readonly me: VisitorMe; readonly onChanged: () => void }) {
  switch (me.standing) {
    case 'nameless':
      return <NamePage me={me} onChanged={onChanged} />;
    case 'waiting':
      return <WaitingPage me={me} />;
    case 'refused':
    case 'revoked':
    case 'expired':
    case 'handed-over':
      return <EndPage why={me.standing} />;
    case 'admitted':
      return null;
  }
}

function NamePage({ me, onChanged }: { readonly me: VisitorMe; readonly onChanged: () => void }) {
  const [name, setName] = useState('');
  const asking = useAsking();
  async function join(event: FormEvent) {
    event.preventDefault();
    if ((await asking.ask('share.join', { name: name.trim() })) !== undefined) onChanged();
  }
  return (
    <DoorPage icon={<DoorOpen size={28} aria-hidden="true" />} title="You are invited to follow a maintenance">
      <div className={classes['words']}>
        <p>
          Your invite is to <strong>{me.role}</strong>, and holds until <Instant atMs={me.expiresAtMs} />:
        </p>
        <ul>
          {roleMeanings[me.role].map((meaning) => (
            <li key={meaning}>{meaning}</li>
          ))}
        </ul>
        <p>Say who you are. The leader sees the name and confirms that it is you; what you do here bears it.</p>
      </div>
      <form className={classes['form']} onSubmit={(event) => void join(event)}>
        <TextInput
          label="Your name"
          description="As the team knows you"
          value={name}
          maxLength={100}
          autoFocus
          required
          autoComplete="name"
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {asking.failure === undefined ? null : <FailureNote failure={asking.failure} />}
        <Button type="submit" disabled={name.trim() === ''} loading={asking.isAsking}>
          Ask to be let in
        </Button>
      </form>
    </DoorPage>
  );
}

function WaitingPage({ me }: { readonly me: VisitorMe }) {
  return (
    <DoorPage icon={<Hourglass size={28} aria-hidden="true" />} title="Waiting for the leader">
      <div className={classes['words']} role="status">
        <p>
          The leader’s console shows that <strong>{me.name}</strong> wants to follow. Once they confirm that it is you,
          the maintenance opens here by itself.
        </p>
        <p className={classes['soft']}>
          Keep this page open. If it takes long, tell them by another way that you wait.
        </p>
      </div>
    </DoorPage>
  );
}

const endings: Readonly<
  Record<EndOfLink, { readonly title: string; readonly words: string; readonly icon: ReactNode }>
> = {
  refused: {
    title: 'The leader did not let you in',
    words: 'If you think it was a mistake, speak to them by another way; they can make you a new invite.',
    icon: <UserX size={28} aria-hidden="true" />,
  },
  revoked: {
    title: 'Your invite was revoked',
    words:
      'Nothing more of this maintenance is shown here. Ask the leader for a new invite if you still need to follow.',
    icon: <UserX size={28} aria-hidden="true" />,
  },
  expired: {
    title: 'Your invite has expired',
    words:
      'Nothing more of this maintenance is shown here. Ask the leader for a new invite if you still need to follow.',
    icon: <TimerOff size={28} aria-hidden="true" />,
  },
  'handed-over': {
    title: 'The lead was handed over',
    words: 'The lead went to another console. Ask whoever leads there for a new invite.',
    icon: <Handshake size={28} aria-hidden="true" />,
  },
  left: {
    title: 'You have left',
    words: 'This browser is let in no more. To follow again, ask the leader for a new invite.',
    icon: <LogOut size={28} aria-hidden="true" />,
  },
  closed: {
    title: 'The bundle is closed',
    words: 'Its copy is gone from this machine. The file itself stays where it is, and can be opened again.',
    icon: <PackageCheck size={28} aria-hidden="true" />,
  },
  'not-let-in': {
    title: 'You are not let in',
    words: 'This browser has come by no invite that still holds. Ask the leader for a new one.',
    icon: <UserX size={28} aria-hidden="true" />,
  },
};

/**
 * Says that it is over and what to do; nothing that was read is left on the page.
 * @param instead where more is known than why
 */
export function EndPage({ why, instead }: { readonly why: EndOfLink; readonly instead?: string | undefined }) {
  const { title, words, icon } = endings[why];
  return (
    <DoorPage icon={icon} title={title}>
      <p className={classes['words']} role="status">
        {instead ?? words}
      </p>
    </DoorPage>
  );
}

/** To whom the lead was offered is the last that was read here of it. */
export function HandedOverPage({ maintenance }: { readonly maintenance: MaintenanceId }) {
  const name = useModel(useMaintenanceModels(maintenance).maintenance, ({ state }) => {
    const to = state?.relay?.follower;
    return to === undefined || state === undefined ? undefined : findFollower(state.sharing, to)?.name;
  });
  const instead = name === undefined ? undefined : `The lead went to ${name}’s console. Ask them for a new invite.`;
  return <EndPage why="handed-over" instead={instead} />;
}

/** What the door itself said. */
export function RefusedPage({ message }: { readonly message: string }) {
  return (
    <DoorPage icon={endings['not-let-in'].icon} title="You are not let in">
      <p className={classes['words']} role="status">
        {message}
      </p>
    </DoorPage>
  );
}

/** The console cannot be reached, and nothing has been read from it yet. */
export function NoContactPage() {
  return (
    <DoorPage icon={<WifiOff size={28} aria-hidden="true" />} title="The console cannot be reached">
      <p className={classes['words']} role="status">
        Trying again by itself. If you came by an invite over a host, look whether your ssh command still runs, and
        whether the leader still shares.
      </p>
    </DoorPage>
  );
}
