/** A maintenance of somebody else’s console, followed by an invite: their desk, shown here by the same page. */
import { homedir } from 'node:os';
import type { Duplex } from 'node:stream';
import { hostNameSchema } from '../core/ids.ts';
import { type Failure, fail, type Result, succeed } from '../core/result.ts';
import { type InviteBastion, parseInviteLink } from '../core/sharing/invite-link.ts';
import type { HostTarget, Prompter } from './engine/ports.ts';
import { systemClock } from './engine/system-clock.ts';
import { RemoteDesk } from './link/remote-desk.ts';
import { type Reach, reachDirectly } from './link/share-way.ts';
import type { DeskScreen, ShowDesk } from './link/shown-desk.ts';
import { createHosts } from './ssh/hosts.ts';

export interface EntryOptions {
  /** The whole of it, as the leader’s console showed it. */
  readonly invite: string;
  /** How one signs in at a bastion; else by one’s own name, keys and agent. */
  readonly user: string;
  readonly identityFile?: string;
  /** Asked for a passphrase or a password at the bastion. */
  readonly prompter: Prompter;
  /** Of an earlier following by this invite: it lets one in again. */
  readonly session?: string;
  /** Where SSH’s own files are; the person’s by default. */
  readonly home?: string;
}

export interface FollowOptions extends EntryOptions {
  readonly showDesk: ShowDesk;
}

export interface Entry {
  readonly desk: RemoteDesk;
  /** Resolves once the invite lets nobody in any more. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

export interface Following extends Entry {
  readonly screen: DeskScreen;
}

export async function followInvite({ showDesk, ...options }: FollowOptions): Promise<Result<Following, Failure>> {
  const entered = await enterInvite(options);
  if (!entered.ok) return entered;
  const { desk, ended, close } = entered.value;
  const shown = await showEntry(entered.value, showDesk, options.user);
  if (!shown.ok) return shown;
  const screen = shown.value;
  return succeed({
    desk,
    screen,
    ended,
    async close() {
      await screen.close();
      await close();
    },
  });
}

/** Shows the screens of a console that was come to; leaves it where they cannot be shown. */
export async function showEntry(
  { desk, close }: Entry,
  showDesk: ShowDesk,
  user: string,
): Promise<Result<DeskScreen, Failure>> {
  const shown = await showDesk({
    desk,
    title: 'A shared maintenance · Drydock',
    // Who they are the other side knows by their session.
    callerOf: (id) => ({ id, actor: { kind: 'person', name: user }, rights: new Set() }),
    reach: desk,
  });
  if (!shown.ok) await close();
  return shown;
}

/** Comes by an invite, and shows nothing. */
export async function enterInvite(options: EntryOptions): Promise<Result<Entry, Failure>> {
  const link = parseInviteLink(options.invite);
  if (link === undefined)
    return fail('bad-invite', 'This is no whole invite.', {
      advice: 'Copy all of it, from http to its end, with quotes around it.',
    });
  const way = link.bastion === undefined ? directWay() : openBastion(link.bastion, options);
  const entered = await RemoteDesk.enter({
    link,
    reach: way.reach,
    ...(options.session === undefined ? {} : { session: options.session }),
    random: Math.random,
    after: (ms, call) => systemClock.after(ms, call),
  });
  if (!entered.ok) {
    await way.close();
    return entered;
  }
  const desk = entered.value;
  const ended = Promise.withResolvers<void>();
  const look = () => {
    if (desk.state === 'ended') ended.resolve();
  };
  desk.onState(look);
  look();
  return succeed({
    desk,
    ended: ended.promise,
    async close() {
      desk.close();
      await way.close();
    },
  });
}

interface OpenWay {
  readonly reach: Reach;
  close(): Promise<void>;
}

function directWay(): OpenWay {
  return { reach: reachDirectly, close: async () => undefined };
}

/** The bastion must show exactly the key that the invite names; the tunnel ends with the following. */
function openBastion(bastion: InviteBastion, { user, identityFile, prompter, home }: EntryOptions): OpenWay {
  const agent = process.env['SSH_AUTH_SOCK'];
  const hosts = createHosts({
    prompter,
    onTrusted: () => undefined,
    clock: systemClock,
    home: home ?? homedir(),
    ...(agent === undefined ? {} : { agent }),
  });
  const target: HostTarget = {
    name: hostNameSchema.parse('bastion'),
    address: bastion.address,
    port: bastion.port,
    user: bastion.user ?? user,
    pins: [bastion.key],
    ...(identityFile === undefined ? {} : { identityFile }),
  };
  const leaving = new AbortController();
  type Opened = Awaited<ReturnType<typeof hosts.open>>;
  let connection: Promise<Opened> | undefined;
  return {
    async reach() {
      connection ??= hosts.open(target, leaving.signal);
      const opened = await connection;
      if (!opened.ok || !opened.value.isOpen()) connection = undefined;
      if (!opened.ok) return opened;
      try {
        const stream: Duplex = await opened.value.forward('127.0.0.1', bastion.forwarded);
        stream.on('error', () => stream.destroy());
        return succeed(stream);
      } catch (cause) {
        connection = undefined;
        opened.value.end();
        return fail('unreachable', `${bastion.address} does not lead to the leader’s console now.`, {
          advice: 'See whether the leader still shares.',
          cause,
        });
      }
    },
    async close() {
      leaving.abort();
      const opened = await connection;
      if (opened?.ok === true) opened.value.end();
      await hosts.close();
    },
  };
}
