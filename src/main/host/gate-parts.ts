/** Builds what gates are read from, published by and asked through, and lets the last two begin. */
import type { MaintenanceState } from '../../core/maintenance/state.ts';
import { succeed } from '../../core/result.ts';
import type { Catalogues } from '../catalogue/catalogues.ts';
import type { Caller, Desk } from '../desk/desk.ts';
import { findEnvironmentRecord, listEnvironments } from '../desk/environment/environment-book.ts';
import { readStanding } from '../desk/environment/environment-standing.ts';
import { PendingCounts } from '../desk/environment/pending-counts.ts';
import { readGate } from '../desk/gate/gate-book.ts';
import { readListener, readPublications, readTokenHashes } from '../desk/gate/gate-doors.ts';
import type { News } from '../desk/news.ts';
import type { ConsoleIdentity } from '../desk/signing/console-identity.ts';
import type { Ledger } from '../engine/ledger.ts';
import { Gates } from '../gate/gates.ts';
import { Publisher } from '../gate/publisher.ts';
import { GateListenerDoor } from '../link/gate-listener.ts';
import { openPlace } from '../notify/senders/file-place.ts';
import type { SenderParts } from '../notify/senders/sender-parts.ts';
import type { Store } from '../store/store.ts';

export interface GateOrder {
  readonly store: Store;
  readonly ledger: Ledger;
  readonly catalogues: Catalogues;
  readonly news: News;
  readonly identity: ConsoleIdentity;
  readonly places: SenderParts;
  /** The desk that answers, once there is one. */
  readonly desk: () => Desk;
  readonly report: (problem: unknown) => void;
}

/** Whoever comes by the gate's door asks how it stands, and may ask nothing else. */
const pipeline: Caller = {
  id: 'gate-door',
  actor: { kind: 'console', name: 'Drydock' },
  rights: new Set(['read']),
};

export function buildGateParts(order: GateOrder) {
  const { store, news, identity, places, desk, report } = order;
  const { clock } = places;
  const gates = new Gates(store);
  const pendingCounts = new PendingCounts({
    async read(environment) {
      const found = findEnvironmentRecord(store, environment);
      if (!found.ok) return undefined;
      const { read, pending } = await readStanding({ ...order, clock }, found.value);
      // A catalogue with an error in it says nothing of what is due.
      const isSound = read !== undefined && pending.problems.every(({ severity }) => severity !== 'error');
      return isSound ? pending.due.length : undefined;
    },
    clock,
    onChanged: () => news.changed('gate'),
    report,
  });
  const publisher = new Publisher({
    publications: () => readPublications(store),
    environments: () => listEnvironments(store).map(({ environment }) => environment.name),
    gate: (environment) => {
      const read = readGate({ store, gates, pendingCounts }, environment);
      return read.ok ? succeed(read.value.gate) : read;
    },
    identity: () => identity.read(),
    openPlace: (place) => openPlace(place, places),
    clock,
    random: Math.random,
    onChanged: () => news.changed('gate'),
    report,
  });
  const gateDoor = new GateListenerDoor({
    ask: (environment, nonce) =>
      desk().answer(pipeline, 'gate.statement', { environment, ...(nonce === undefined ? {} : { nonce }) }),
    tokenHashes: () => readTokenHashes(store),
    elapsedMs: () => performance.now(),
    after: (ms, call) => clock.after(ms, call),
    onChanged: () => news.changed('gate'),
  });
  /** Whoever writes a document is not stopped by what cannot be counted. */
  const countAll = () => {
    try {
      for (const { environment } of listEnvironments(store)) void pendingCounts.refresh(environment.name);
    } catch (problem) {
      report(problem);
    }
  };
  return {
    gates,
    pendingCounts,
    publisher,
    gateDoor,
    /** A journal has grown: screens hear of it where that turned how its release stands. */
    follow({ id, release }: Pick<MaintenanceState, 'id' | 'release'>): void {
      if (release === undefined || !gates.turn(id)) return;
      news.changed('gate');
      void pendingCounts.refresh(release.environment);
    },
    /** From now on pipelines are answered, and gates published whenever one turns. */
    async begin(): Promise<() => void> {
      const listener = readListener(store);
      if (listener.isOpen) await gateDoor.keepOpen(listener);
      publisher.start();
      countAll();
      return news.listen('gate-publisher', ({ notice, data }) => {
        if (notice !== 'documents') return;
        if (data.area === 'environment') countAll();
        if (data.area === 'gate' || data.area === 'environment') publisher.look();
      });
    },
    async close(): Promise<void> {
      pendingCounts.close();
      await gateDoor.close();
      await publisher.close();
    },
  };
}
