/** The report of one maintenance as its screens see it: read again when it changes, and written one edit after the other, each on the version the last one made. */

import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ReportView } from '../../contract/report-shapes.ts';
import type { RequestInput } from '../../contract/requests.ts';
import type { MaintenanceId } from '../../core/ids.ts';
import { type Failure, fail, type Result } from '../../core/result.ts';
import type { Link } from '../link/link.ts';
import { attempt } from './asking.ts';

export interface ReportScreen {
  /** Absent until it has been read for the first time. */
  readonly view: ReportView | undefined;
  /** Why it cannot be read now. */
  readonly failure: Failure | undefined;
}

/** Requests that change its text: all of them name the version they were made from. */
export type ReportEdit =
  | 'report.redraft'
  | 'report.writeSection'
  | 'report.setInternal'
  | 'report.setNotApplicable'
  | 'report.setTitle'
  | 'report.setIncident'
  | 'actionItem.set'
  | 'actionItem.remove';

export type EditInput<N extends ReportEdit> = Omit<RequestInput<N>, 'maintenance' | 'version'>;

export interface ReportModel extends StoreApi<ReportScreen> {
  readonly maintenance: MaintenanceId;
  refresh(): Promise<void>;
  /** After those asked for before it. Refused as `stale` where somebody else wrote meanwhile; what they wrote is read by then. */
  edit<N extends ReportEdit>(name: N, input: EditInput<N>): Promise<Result<unknown>>;
  end(): void;
}

/** A run appends many events a second; what is said of it in a report need not follow each. */
const readEveryMs = 700;

export function createReportModel(link: Link, maintenance: MaintenanceId): ReportModel {
  const store = createStore<ReportScreen>(() => ({ view: undefined, failure: undefined }));
  let version: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let reading: Promise<void> | undefined;
  let isReadAgain = false;
  let last: Promise<unknown> = Promise.resolve();
  let seq = -1;
  let isEnded = false;

  /** One read at a time; what changes meanwhile is read once more. */
  function refresh(): Promise<void> {
    if (reading !== undefined) {
      isReadAgain = true;
      return reading;
    }
    reading = read().finally(() => {
      reading = undefined;
    });
    return reading;
  }

  async function read(): Promise<void> {
    do {
      isReadAgain = false;
      const answer = await attempt(link, 'report.show', { maintenance });
      if (isEnded) return;
      if (!answer.ok) {
        store.setState({ failure: answer.failure });
        return;
      }
      // An answer that was under way while an edit was written is older than that edit.
      const read = answer.value.document?.version;
      if (read !== undefined && (version === undefined || read > version)) version = read;
      store.setState({ view: answer.value, failure: undefined });
    } while (isReadAgain);
  }

  function readSoon(): void {
    timer ??= setTimeout(() => {
      timer = undefined;
      void refresh();
    }, readEveryMs);
  }

  async function write<N extends ReportEdit>(name: N, input: EditInput<N>): Promise<Result<unknown>> {
    if (version === undefined) await refresh();
    if (version === undefined) return fail('not-begun', 'The report is not begun yet.');
    const whole = { ...input, maintenance, version } as unknown as RequestInput<N>;
    const answer = await attempt(link, name, whole);
    if (answer.ok) {
      version = answer.value.version;
      readSoon();
    } else {
      await refresh();
    }
    return answer;
  }

  const endNotices = link.onNotice((notice) => {
    if (notice.notice === 'documents' && notice.data.area === 'report') readSoon();
    if (notice.notice !== 'head' || notice.data.maintenance !== maintenance || notice.data.seq === seq) return;
    seq = notice.data.seq;
    readSoon();
  });
  const endStates = link.onState((state) => {
    if (state === 'open') void refresh();
  });
  void refresh();

  return Object.assign(store, {
    maintenance,
    refresh,
    edit<N extends ReportEdit>(name: N, input: EditInput<N>): Promise<Result<unknown>> {
      const written = last.then(() => write(name, input));
      last = written.catch(() => undefined);
      return written;
    },
    end() {
      isEnded = true;
      clearTimeout(timer);
      endNotices();
      endStates();
    },
  });
}
