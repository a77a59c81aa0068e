/** One maintenance as every screen sees it: its journal, pulled after each head and folded with core's own `evolve`. */

import { createStore, type StoreApi } from 'zustand/vanilla';
import type { MaintenanceId } from '../../core/ids.ts';
import type { JournalEvent } from '../../core/maintenance/events.ts';
import { evolve } from '../../core/maintenance/evolve.ts';
import { JournalNames } from '../../core/maintenance/names/journal-names.ts';
import type { MaintenanceState } from '../../core/maintenance/state.ts';
import type { Failure } from '../../core/result.ts';
import type { Link } from '../link/link.ts';
import { attempt } from './asking.ts';

export interface MaintenanceView {
  /** Absent until the journal has been read for the first time. */
  readonly state: MaintenanceState | undefined;
  /** Event `seq` stands at index `seq - 1`. */
  readonly events: readonly JournalEvent[];
  /** Learned from `events`: it grows with them, and says of each what it said before. */
  readonly names: JournalNames;
  /** How far it has grown, by the last head heard. */
  readonly head: { readonly seq: number; readonly rows: number };
  /** Why the journal cannot be read now. */
  readonly failure: Failure | undefined;
}

export interface MaintenanceModel extends StoreApi<MaintenanceView> {
  readonly id: MaintenanceId;
  /** Resolves once event `seq` is folded; at once where the journal cannot be read now, or nobody looks any more. */
  reached(seq: number): Promise<void>;
  end(): void;
}

const eventsAPull = 1_000;
/** A follower is given so much of a long journal a second, and then a little later the rest. */
const againMs = 1_000;

export function createMaintenanceModel(link: Link, id: MaintenanceId): MaintenanceModel {
  const store = createStore<MaintenanceView>(() => ({
    state: undefined,
    events: [],
    names: new JournalNames(),
    head: { seq: 0, rows: 0 },
    failure: undefined,
  }));
  let isReading = false;
  let isEnded = false;
  const waiting = new Set<() => void>();

  async function readOn(): Promise<void> {
    if (isReading || isEnded) return;
    isReading = true;
    try {
      let isBehind = true;
      while (isBehind && !isEnded) {
        const afterSeq = store.getState().events.length;
        const answer = await attempt(link, 'maintenance.events', { maintenance: id, afterSeq, limit: eventsAPull });
        if (isEnded) return;
        if (!answer.ok && answer.failure.kind === 'too-many-requests') {
          await new Promise((resolve) => setTimeout(resolve, againMs));
          continue;
        }
        if (!answer.ok) {
          // Read on by the next head, or when the link is open again.
          store.setState({ failure: answer.failure });
          return;
        }
        fold(answer.value.events);
        const { events, head } = store.getState();
        const end = Math.max(head.seq, answer.value.seq);
        isBehind = events.length < end && answer.value.events.length > 0;
      }
    } finally {
      isReading = false;
    }
  }

  function fold(more: readonly JournalEvent[]): void {
    const { state, events, names, head } = store.getState();
    for (const event of more) names.learn(event);
    const last = more.at(-1);
    store.setState({
      failure: undefined,
      ...(last === undefined
        ? {}
        : {
            state: more.reduce<MaintenanceState | undefined>(evolve, state),
            events: [...events, ...more],
            head: { seq: Math.max(head.seq, last.seq), rows: Math.max(head.rows, last.row) },
          }),
    });
  }

  const endNotices = link.onNotice((notice) => {
    if (notice.notice !== 'head' || notice.data.maintenance !== id) return;
    const { seq, rows } = notice.data;
    const { head, events } = store.getState();
    if (seq !== head.seq || rows !== head.rows) store.setState({ head: { seq, rows } });
    if (seq > events.length) void readOn();
  });
  const endStates = link.onState((state) => {
    if (state === 'open') void readOn();
  });
  void readOn();

  return Object.assign(store, {
    id,
    reached(seq: number): Promise<void> {
      const { events, head } = store.getState();
      if (isEnded || events.length >= seq) return Promise.resolve();
      // The answer that named it may be here before the head that tells of it.
      if (head.seq < seq) store.setState({ head: { ...head, seq } });
      return new Promise((resolve) => {
        const settle = () => {
          endWatch();
          waiting.delete(settle);
          resolve();
        };
        const endWatch = store.subscribe((view) => {
          if (view.events.length >= seq || view.failure !== undefined) settle();
        });
        waiting.add(settle);
        void readOn();
      });
    },
    end() {
      isEnded = true;
      for (const settle of [...waiting]) settle();
      endNotices();
      endStates();
    },
  });
}
