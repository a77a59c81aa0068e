/** Builds the door followers come by, and keeps its key beside the database, where nobody else reads it. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { succeed } from '../../core/result.ts';
import { builtPages } from '../built-pages.ts';
import type { Desk } from '../desk/desk.ts';
import { toTarget } from '../desk/environment/hosts.ts';
import type { News } from '../desk/news.ts';
import { GuestBook } from '../desk/sharing/guest-book.ts';
import type { BastionHold } from '../desk/sharing/share-door.ts';
import { readShareListener } from '../desk/sharing/sharing.ts';
import type { Ledger } from '../engine/ledger.ts';
import type { Clock, HostTarget } from '../engine/ports.ts';
import type { ShareKey } from '../link/share-certificate.ts';
import { FollowerDoor } from '../link/share-door.ts';
import { HeldForward, type HeldForwardStanding } from '../ssh/held-forward.ts';
import type { HostWays } from '../ssh/hosts.ts';
import type { Store } from '../store/store.ts';

export interface ShareOrder {
  readonly folder: string;
  readonly store: Store;
  readonly ledger: Ledger;
  readonly news: News;
  readonly clock: Clock;
  readonly hosts: HostWays;
  /** The person of this machine’s account. */
  readonly user: string;
  /** The desk that answers, once there is one. */
  readonly desk: () => Desk;
}

const keyFile = 'share_key.json';

export function buildShareParts({ folder, store, ledger, news, clock, hosts, user, desk }: ShareOrder) {
  const onChanged = () => news.changed('share');
  const guests = new GuestBook({ store, ledger, clock, news });
  const shareDoor = new FollowerDoor({
    desk: {
      answer: (caller, request, input) => desk().answer(caller, request, input),
      listen: (caller, call) => desk().listen(caller, call),
    },
    guests,
    pages: builtPages(),
    after: (ms, call) => clock.after(ms, call),
    elapsedMs: () => performance.now(),
    now: () => clock.now(),
    keys: keysIn(join(folder, keyFile)),
    hold(host, port) {
      const target = toTarget(store, host);
      if (!target.ok) return target;
      return succeed(holdBastion({ target: target.value, port, hosts, clock, user, onChanged }));
    },
    onChanged,
  });
  return {
    shareDoor,
    /** From now on followers may come, where sharing was open when the console was left. */
    async begin(): Promise<() => void> {
      guests.forgetPresence();
      const listener = readShareListener(store);
      if (listener.isOpen) await shareDoor.keepOpen(listener);
      return news.listen('share-door', ({ notice, data }) => {
        if (notice === 'documents' && data.area === 'share') shareDoor.look();
      });
    },
    close: () => shareDoor.leave(),
  };
}

interface HoldOrder extends Pick<ShareOrder, 'hosts' | 'clock' | 'user'> {
  readonly target: HostTarget;
  readonly port: number;
  readonly onChanged: () => void;
}

function holdBastion({ target, port, hosts, clock, user, onChanged }: HoldOrder): BastionHold {
  const held = new HeldForward({
    target,
    toPort: port,
    open: (to, signal) => hosts.open(to, signal),
    clock,
    random: Math.random,
    onChanged,
  });
  return {
    get standing() {
      return toBastionStanding(target, port, held.standing);
    },
    get way() {
      const { standing } = held;
      if (standing.state !== 'open') return undefined;
      const { address, port: sshPort } = target;
      // An account of the leader’s own is nobody else’s.
      const account = target.user === user ? {} : { user: target.user };
      return { address, port: sshPort, ...account, key: standing.hostKey, forwarded: standing.port };
    },
    close: () => held.close(),
  };
}

/** With what a person types who has no Drydock: in a browser, the address is then the same as here. */
function toBastionStanding(
  { name: host, address, port: sshPort }: HostTarget,
  port: number,
  standing: HeldForwardStanding,
): BastionHold['standing'] {
  if (standing.state === 'connecting') return { host, state: 'connecting' };
  if (standing.state === 'failed') return { host, state: 'failed', problem: standing.problem };
  const at = sshPort === 22 ? '' : ` -p ${sshPort}`;
  return { host, state: 'open', command: `ssh -N -L ${port}:127.0.0.1:${standing.port}${at} ${address}` };
}

function keysIn(file: string) {
  return {
    read(): ShareKey | undefined {
      try {
        return JSON.parse(readFileSync(file, 'utf8')) as ShareKey;
      } catch {
        // Gone or damaged: a share without its key is opened anew by a person.
        return undefined;
      }
    },
    write: (key: ShareKey) => {
      rmSync(file, { force: true });
      writeFileSync(file, JSON.stringify(key), { mode: 0o600, flag: 'wx' });
    },
    forget: () => rmSync(file, { force: true }),
  };
}
