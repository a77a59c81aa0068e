/** The status line: which workspace, whether it may be written, whether contact stands, and how each host fares. Always true, never in the way. */
import { Eye, Lock, PlugZap, Unplug } from 'lucide-react';
import type { z } from 'zod';
import type { RequestOutput } from '../../contract/requests.ts';
import type { hostContactSchema } from '../../contract/shapes.ts';
import type { MaintenanceId } from '../../core/ids.ts';
import { toFollowing } from '../../core/sharing/present.ts';
import type { LinkState } from '../link/link.ts';
import { useMaintenanceModels, useModel } from '../model/react.tsx';
import { useNowMs } from '../parts/time/now.ts';
import { isSilent } from '../parts/time/silence.ts';
import { toAgeText, toInstantText, toSpanText, toUtcText } from '../parts/time/times.ts';
import type { Tone } from '../theme/tones.ts';
import classes from './status-line.module.css';

type Facts = RequestOutput<'workspace.show'>;
export type Contact = z.output<typeof hostContactSchema>;

type Owner = 'console' | 'leader' | 'bundle';

interface StatusLineProps {
  readonly link: LinkState;
  readonly facts: Facts | undefined;
  readonly contacts: readonly Contact[];
  /** Whose it is: somebody who follows, or reads a bundle, is not told where a workspace lies. */
  readonly of?: Owner;
  /** The one that is looked at. */
  readonly maintenance?: MaintenanceId | undefined;
}

export function StatusLine({ link, facts, contacts, of = 'console', maintenance }: StatusLineProps) {
  const nowMs = useNowMs();
  const isShared = of !== 'console';
  const lastWriteAtMs = facts?.lastWriteAtMs;
  return (
    <footer className={classes['line']}>
      <LinkMark state={link} of={of} />
      {facts === undefined || isShared ? (
        <span className={classes['workspace']} />
      ) : (
        <span className={classes['workspace']} title={facts.path}>
          {facts.path}
        </span>
      )}
      {facts?.isReadOnly && !isShared ? (
        <span className={classes['fact']} data-tone="warn" title={facts.readOnlyBecause}>
          <Lock size={12} aria-hidden="true" />
          Read-only
          {facts.holder === undefined
            ? null
            : `: held by ${facts.holder.name} since ${toInstantText(facts.holder.sinceMs)}`}
        </span>
      ) : null}
      <span className={classes['hosts']}>
        {contacts.map((contact) => (
          <ContactMark key={contact.host} contact={contact} nowMs={nowMs} />
        ))}
      </span>
      {maintenance === undefined || of === 'bundle' ? null : <FollowerCount id={maintenance} nowMs={nowMs} />}
      {lastWriteAtMs === undefined ? null : (
        <span className={classes['fact']} title={toUtcText(lastWriteAtMs)}>
          Last write {toAgeText(nowMs - lastWriteAtMs)}
        </span>
      )}
    </footer>
  );
}

function FollowerCount({ id, nowMs }: { readonly id: MaintenanceId; readonly nowMs: number }) {
  const { maintenance } = useMaintenanceModels(id);
  const sharing = useModel(maintenance, (view) => view.state?.sharing);
  const count = sharing === undefined ? 0 : toFollowing(sharing, nowMs).length;
  if (count === 0) return null;
  return (
    <span className={classes['fact']}>
      <Eye size={12} aria-hidden="true" /> {count === 1 ? '1 follows' : `${count.toLocaleString('en')} follow`}
    </span>
  );
}

const linkTones = {
  connecting: 'warn',
  open: 'good',
  lost: 'bad',
  ended: 'bad',
} as const satisfies Record<LinkState, Tone>;

const linkWords: Readonly<Record<Owner, Readonly<Record<LinkState, string>>>> = {
  console: {
    connecting: 'Connecting to the console…',
    open: 'Connected',
    lost: 'Console lost: steps on hosts go on; reconnecting…',
    ended: 'Ended',
  },
  leader: {
    connecting: 'Connecting to the leader’s console…',
    open: 'Connected to the leader’s console',
    lost: 'The leader’s console is out of reach: steps on hosts go on; reconnecting…',
    ended: 'Ended',
  },
  bundle: {
    connecting: 'Opening the copy…',
    open: 'A copy on this machine: nothing in it runs',
    lost: 'The console that opened this bundle cannot be reached; reconnecting…',
    ended: 'Closed',
  },
};

function LinkMark({ state, of }: { readonly state: LinkState; readonly of: Owner }) {
  const Icon = state === 'open' ? PlugZap : Unplug;
  return (
    <span className={classes['fact']} data-tone={linkTones[state]} role="status">
      <Icon size={12} aria-hidden="true" />
      {linkWords[of][state]}
    </span>
  );
}

const contactLooks = {
  idle: { tone: 'neutral', word: 'idle' },
  connecting: { tone: 'warn', word: 'connecting' },
  connected: { tone: 'good', word: 'connected' },
  lost: { tone: 'bad', word: 'out of reach' },
  refused: { tone: 'bad', word: 'refused' },
} as const satisfies Record<Contact['state'], { tone: Tone; word: string }>;

const silentLook = { tone: 'warn', word: 'silent' } as const;

function ContactMark({ contact, nowMs }: { readonly contact: Contact; readonly nowMs: number }) {
  const look = isSilent(contact, nowMs) ? silentLook : contactLooks[contact.state];
  const age = contact.lastByteAtMs === undefined ? '' : `, last byte ${toAgeText(nowMs - contact.lastByteAtMs)}`;
  const next =
    contact.nextTryAtMs !== undefined && contact.nextTryAtMs > nowMs
      ? `, next try in ${toSpanText(Math.ceil((contact.nextTryAtMs - nowMs) / 1_000) * 1_000)}`
      : '';
  return (
    <span className={classes['fact']} data-tone={look.tone} title={contact.message}>
      <span className={classes['dot']} aria-hidden="true" />
      <span className={classes['name']}>{contact.host}</span> {look.word}
      {age}
      {next}
    </span>
  );
}
