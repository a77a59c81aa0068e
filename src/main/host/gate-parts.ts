/** Builds what gates are read from, published by and asked through, and lets the last two begin. */
import { succeed } from '../../core/result.ts';
import type { ConsoleIdentity } from '../desk/console-identity.ts';
import type { Caller, Desk } from '../desk/desk.ts';
import { listEnvironments } from '../desk/environment-book.ts';
import { readGate } from '../desk/gate-book.ts';
import { readListener, readPublications, readTokenHashes } from '../desk/gate-doors.ts';
import type { News } from '../desk/news.ts';
import { systemClock } from '../engine/system-clock.ts';
import { Gates } from '../gate/gates.ts';
import { Publisher } from '../gate/publisher.ts';
import { GateListenerDoor } from '../link/gate-listener.ts';
import { openPlace } from '../notify/senders/file-place.ts';
import type { SenderParts } from '../notify/senders/sender-parts.ts';
import type { Store } from '../store/store.ts';

export interface GateOrder {
  readonly store: Store;
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

export function buildGateParts({ store, news, identity, places, desk, report }: GateOrder) {
  const gates = new Gates(store);
  const publisher = new Publisher({
    publications: () => readPublications(store),
    environments: () => listEnvironments(store).map(({ environment }) => environment.name),
    gate: (environment) => {
      const read = readGate({ store, gates }, environment);
      return read.ok ? succeed(read.value.gate) : read;
    },
    identity: () => identity.read(),
    openPlace: (place) => openPlace(place, places),
    clock: systemClock,
    random: Math.random,
    onChanged: () => news.changed('gate'),
    report,
  });
  const gateDoor = new GateListenerDoor({
    ask: (environment, nonce) =>
      desk().answer(pipeline, 'gate.statement', { environment, ...(nonce === undefined ? {} : { nonce }) }),
    tokenHashes: () => readTokenHashes(store),
    elapsedMs: () => performance.now(),
    after: systemClock.after,
    onChanged: () => news.changed('gate'),
  });
  return {
    gates,
    publisher,
    gateDoor,
    /** From now on pipelines are answered, and gates published whenever one turns. */
    async begin(): Promise<() => void> {
      const listener = readListener(store);
      if (listener.isOpen) await gateDoor.keepOpen(listener);
      publisher.start();
      return news.listen('gate-publisher', ({ notice, data }) => {
        if (notice === 'documents' && (data.area === 'gate' || data.area === 'environment')) publisher.look();
      });
    },
    async close(): Promise<void> {
      await gateDoor.close();
      await publisher.close();
    },
  };
}
