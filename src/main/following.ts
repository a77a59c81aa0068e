/** A maintenance of somebody else’s console, followed by an invite: their desk behind this machine’s own door, so that the same page runs here. */
import { homedir } from 'node:os';
import type { Duplex } from 'node:stream';
import { hostNameSchema } from '../core/ids.ts';
import { type Failure, fail, type Result, succeed } from '../core/result.ts';
import { type InviteBastion, parseInviteLink } from '../core/sharing/invite-link.ts';
import { builtPages } from './built-pages.ts';
import type { HostTarget, Prompter } from './engine/ports.ts';
import { systemClock } from './engine/system-clock.ts';
import { openBrowser } from './link/browser.ts';
import { RemoteDesk } from './link/remote-desk.ts';
import { openServer } from './link/server.ts';
import { type Reach, reachDirectly } from './link/share-way.ts';
import { createHosts } from './ssh/hosts.ts';

export interface FollowOptions {
  /** The whole of it, as the leader’s console showed it. */
  readonly invite: string;
  /** How one signs in at a bastion; else by one’s own name, keys and agent. */
  readonly user: string;
  readonly identityFile?: string;
  /** Asked for a passphrase or a password at the bastion. */
  readonly prompter: Prompter;
  /** 0: any free one. */
  readonly port: number;
  readonly opensBrowser: boolean;
  /** Where SSH’s own files are; the person’s by default. */
  readonly home?: string;
}

export interface Following {
  readonly desk: RemoteDesk;
  /** Lets one browser in, once. */
  readonly url: string;
  readonly port: number;
  /** Resolves once the invite lets nobody in any more. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

export async function followInvite(options: FollowOptions): Promise<Result<Following, Failure>> {
  const link = parseInviteLink(options.invite);
  if (link === undefined)
    return fail('bad-invite', 'This is no whole invite.', {
      advice: 'Copy all of it, from http to its end, with quotes around it.',
    });
  const way = link.bastion === undefined ? directWay() : openBastion(link.bastion, options);
  const entered = await RemoteDesk.enter({
    link,
    reach: way.reach,
    random: Math.random,
    after: (ms, call) => systemClock.after(ms, call),
  });
  if (!entered.ok) {
    await way.close();
    return entered;
  }
  const desk = entered.value;
  const opened = await openServer({
    desk,
    // Who they are the other side knows by their session.
    callerOf: (id) => ({ id, actor: { kind: 'person', name: options.user }, rights: new Set() }),
    pages: builtPages(),
    port: options.port,
    isReachable: () => desk.state === 'open',
  });
  if (!opened.ok) {
    desk.close();
    await way.close();
    return opened;
  }
  const server = opened.value;
  const ended = Promise.withResolvers<void>();
  desk.onState((state) => {
    // A page that is told so says it, and comes back by itself.
    if (state !== 'open') server.hangUp();
    if (state === 'ended') ended.resolve();
  });
  const url = server.invite();
  if (options.opensBrowser) openBrowser(url);
  return succeed({
    desk,
    url,
    port: server.port,
    ended: ended.promise,
    async close() {
      desk.close();
      await server.close();
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
function openBastion(bastion: InviteBastion, { user, identityFile, prompter, home }: FollowOptions): OpenWay {
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
