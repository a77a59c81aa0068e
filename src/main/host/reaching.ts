/** How the hosts of a workspace are reached, and what is written down when a person trusts one's first key. */
import { openErrands } from '../../core/errand/standing.ts';
import type { MaintenanceState } from '../../core/maintenance/state.ts';
import { isBeforeStart, isOver } from '../../core/maintenance/tasks.ts';
import { pinHost, toTarget } from '../desk/environment/hosts.ts';
import type { DeskParts } from '../desk/parts.ts';
import type { HostTarget } from '../engine/ports.ts';
import type { Store } from '../store/store.ts';

/** The workspace knows how a host is reached now; where it was removed meanwhile, the journal knows how it was. */
export function targetOf(store: Store, state: MaintenanceState, name: string): HostTarget | undefined {
  const target = toTarget(store, name);
  if (target.ok) return target.value;
  const recorded = [...state.hosts, ...state.errands.map(({ host }) => host)].find((host) => host.name === name);
  return recorded === undefined ? undefined : { ...recorded, pins: [] };
}

interface TrustedKey {
  readonly host: HostTarget['name'];
  /** As known_hosts has it. */
  readonly key: string;
  readonly fingerprint: string;
  readonly algorithm: string;
}

/** A person has said yes to a host's first key: it is pinned, and every maintenance that uses the host now says who and when. */
export function onTrusted(
  parts: Pick<DeskParts, 'store' | 'ledger' | 'news' | 'user' | 'clock'> & {
    readonly report: (problem: unknown) => void;
  },
  trusted: TrustedKey,
): void {
  const { store, ledger, news, user, clock, report } = parts;
  const { host, key, fingerprint, algorithm } = trusted;
  const pinned = pinHost(store, host, key, { replaces: false, by: user, atMs: clock.now() });
  // A journal must not say that a key is kept which the next connection will ask about again.
  if (!pinned.ok) {
    report(pinned.failure);
    return;
  }
  news.changed('host');
  for (const id of ledger.list()) {
    const state = ledger.state(id);
    if (state === undefined || !usesHost(state, host)) continue;
    ledger.submit(id, { type: 'report-trusted', host, algorithm, fingerprint }, { kind: 'person', name: user });
  }
}

/** By a run that goes on, or by an errand. */
function usesHost(state: MaintenanceState, host: string): boolean {
  const isRunning = !isBeforeStart(state) && !isOver(state);
  return (
    (isRunning && state.hosts.some(({ name }) => name === host)) ||
    openErrands(state).some((errand) => errand.host === host)
  );
}
