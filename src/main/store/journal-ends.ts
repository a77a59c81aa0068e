/** Where each journal ends. Every question a screen asks begins with the newest state, so whether there is anything newer must cost nothing. */
import type { MaintenanceId } from '../../core/ids.ts';
import type { Access } from './store.ts';

export interface JournalEnds {
  /** Whether nothing can stand after `seq`; `false` where only the file knows. */
  isAt(maintenance: MaintenanceId, seq: number): boolean;
  /** Told of each commit, and of the last event somebody read. */
  reached(maintenance: MaintenanceId, seq: number): void;
}

/** The writer holds the workspace’s lock: nobody else can have moved an end. Whoever only reads asks the file each time. */
export function makeJournalEnds({ kind }: Access): JournalEnds {
  const ends = new Map<MaintenanceId, number>();
  return {
    isAt: (maintenance, seq) => kind === 'writer' && ends.get(maintenance) === seq,
    reached(maintenance, seq) {
      ends.set(maintenance, seq);
    },
  };
}
