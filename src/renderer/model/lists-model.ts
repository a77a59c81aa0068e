/** The lists of a workspace: maintenances, runbooks and hosts, each read again when the host process says that it changed. */

import { createStore, type StoreApi } from 'zustand/vanilla';
import type { HostRecord, MaintenanceSummary, RunbookSummary } from '../../contract/shapes.ts';
import type { Failure } from '../../core/result.ts';
import type { Link } from '../link/link.ts';
import { attempt } from './asking.ts';

/** `undefined`: not read yet, which is not the same as empty. */
export interface ListsView {
  readonly maintenances: readonly MaintenanceSummary[] | undefined;
  readonly runbooks: readonly RunbookSummary[] | undefined;
  readonly hosts: readonly HostRecord[] | undefined;
  readonly failure: Failure | undefined;
}

const allAreas = ['maintenances', 'runbooks', 'hosts'] as const;
type Area = (typeof allAreas)[number];

export interface ListsModel extends StoreApi<ListsView> {
  refresh(area?: Area): Promise<void>;
  end(): void;
}

const sources = { maintenances: 'maintenance.list', runbooks: 'runbook.list', hosts: 'host.list' } as const;
const areas = {
  maintenance: 'maintenances',
  runbook: 'runbooks',
  host: 'hosts',
  // No list of this model: their own rooms read them.
  workspace: undefined,
  channel: undefined,
  notice: undefined,
  policy: undefined,
  person: undefined,
  environment: undefined,
  gate: undefined,
  share: undefined,
  lead: undefined,
  report: undefined,
  reading: undefined,
} as const;
/** A run appends many events a second; its line in a list need not follow each. */
const summaryEveryMs = 1_000;

/** @param readable whoever follows may ask for their one maintenance and for nothing else */
export function createListsModel(link: Link, readable: readonly Area[] = allAreas): ListsModel {
  const store = createStore<ListsView>(() => ({
    maintenances: undefined,
    runbooks: undefined,
    hosts: undefined,
    failure: undefined,
  }));
  const reading = new Set<Area>();
  const again = new Set<Area>();
  const seqs = new Map<string, number>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** One read at a time for each list; what changes meanwhile is read once more. */
  async function read(area: Area): Promise<void> {
    if (!readable.includes(area)) return;
    if (reading.has(area)) {
      again.add(area);
      return;
    }
    reading.add(area);
    const answer = await attempt(link, sources[area], {});
    reading.delete(area);
    if (answer.ok) store.setState({ [area]: answer.value, failure: undefined });
    else store.setState({ failure: answer.failure });
    if (again.delete(area)) await read(area);
  }

  async function refresh(area?: Area): Promise<void> {
    await Promise.all((area === undefined ? allAreas : [area]).map(read));
  }

  const endNotices = link.onNotice((notice) => {
    if (notice.notice === 'documents') {
      const area = areas[notice.data.area];
      if (area !== undefined) void read(area);
    }
    if (notice.notice === 'head' && seqs.get(notice.data.maintenance) !== notice.data.seq) {
      seqs.set(notice.data.maintenance, notice.data.seq);
      timer ??= setTimeout(() => {
        timer = undefined;
        void read('maintenances');
      }, summaryEveryMs);
    }
  });
  const endStates = link.onState((state) => {
    if (state === 'open') void refresh();
  });
  void refresh();

  return Object.assign(store, {
    refresh,
    end() {
      clearTimeout(timer);
      endNotices();
      endStates();
    },
  });
}
