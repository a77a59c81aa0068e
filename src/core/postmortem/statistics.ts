/** What a team looks at once a quarter: how often the window was kept, how long services were out, which causes come back, which improvements are still open. */
import { hasWord, isSameWord } from '../roster/names.ts';
import type { ActionItem, IncidentFields, Outage, ReportKind, ServiceOutage } from './report.ts';

/** What is counted of one maintenance that was run. */
export interface Counted {
  readonly services: readonly string[];
  readonly startedAtMs?: number | undefined;
  readonly endedAtMs?: number | undefined;
  readonly overrunMs?: number | undefined;
  readonly isPerfect: boolean;
  readonly kind?: ReportKind | undefined;
  readonly cause?: IncidentFields['cause'];
  readonly isPreventable?: boolean | undefined;
  /** Of all services together. */
  readonly outage?: Outage | undefined;
  /** Of each service that was marked. */
  readonly outages: readonly ServiceOutage[];
  readonly actionItems: readonly ActionItem[];
}

export interface Statistics {
  readonly runs: number;
  readonly perfect: number;
  readonly overruns: number;
  readonly overrunMs: number;
  readonly totalOutageMs: number;
  readonly visibleOutageMs: number;
  readonly preventable: number;
  readonly openItems: number;
  readonly overdueItems: number;
  /** From the oldest month to the newest, empty ones between them included: `2026-11`. */
  readonly months: readonly MonthCount[];
  readonly services: readonly ServiceCount[];
  readonly causes: readonly CauseCount[];
  readonly items: readonly ItemCount[];
}

export interface MonthCount {
  readonly month: string;
  readonly kept: number;
  readonly overrun: number;
  readonly visibleOutageMs: number;
  /** Of the total outage what was not visible any more: back in part, not yet up. */
  readonly partialOutageMs: number;
}

export interface ServiceCount {
  readonly service: string;
  readonly runs: number;
  readonly overruns: number;
  /** Its own, by its own marks. */
  readonly outageMs: number;
}

export interface CauseCount {
  readonly cause: NonNullable<IncidentFields['cause']> | 'unknown';
  readonly incidents: number;
}

export interface ItemCount {
  readonly kind: ActionItem['kind'];
  readonly open: number;
  readonly done: number;
  readonly dropped: number;
}

/** A team that runs for longer than this looks at a part of it. */
const mostMonths = 60;

/** @param today a day, `2026-11-29`: what is due before it is overdue */
export function toStatistics(rows: readonly Counted[], today: string): Statistics {
  const items = rows.flatMap(({ actionItems }) => actionItems);
  const open = items.filter(({ state }) => state === 'open');
  const incidents = rows.filter(({ kind }) => kind === 'incident-report');
  return {
    runs: rows.length,
    perfect: rows.filter(({ isPerfect }) => isPerfect).length,
    overruns: rows.filter(isOverrun).length,
    overrunMs: sum(rows, ({ overrunMs }) => overrunMs),
    totalOutageMs: sum(rows, ({ outage }) => outage?.totalMs),
    visibleOutageMs: sum(rows, ({ outage }) => outage?.visibleMs),
    preventable: incidents.filter(({ isPreventable }) => isPreventable === true).length,
    openItems: open.length,
    overdueItems: open.filter((item) => isOverdue(item, today)).length,
    months: toMonths(rows),
    services: toServices(rows),
    causes: (['human', 'technical', 'upstream', 'unknown'] as const)
      .map((cause) => ({ cause, incidents: incidents.filter((row) => (row.cause ?? 'unknown') === cause).length }))
      .filter((count) => count.incidents > 0),
    items: (['prevent', 'detect', 'mitigate', 'process'] as const)
      .map((kind) => toItemCount(kind, items))
      .filter(({ open: left, done, dropped }) => left + done + dropped > 0),
  };
}

export function isOverdue({ state, due }: Pick<ActionItem, 'state' | 'due'>, today: string): boolean {
  return state === 'open' && due !== undefined && due < today;
}

const isOverrun = ({ overrunMs }: Counted): boolean => overrunMs !== undefined;

function sum(rows: readonly Counted[], value: (row: Counted) => number | undefined): number {
  return rows.reduce((total, row) => total + (value(row) ?? 0), 0);
}

function toMonths(rows: readonly Counted[]): readonly MonthCount[] {
  const dated = rows.flatMap((row) => {
    const atMs = row.endedAtMs ?? row.startedAtMs;
    return atMs === undefined ? [] : [{ row, month: new Date(atMs).toISOString().slice(0, 7) }];
  });
  const known = dated.map(({ month }) => month).toSorted();
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined) return [];
  return toMonthNames(first, last).map((month) => {
    const here = dated.filter((one) => one.month === month).map(({ row }) => row);
    const visibleOutageMs = sum(here, ({ outage }) => outage?.visibleMs);
    const overrun = here.filter(isOverrun).length;
    return {
      month,
      kept: here.length - overrun,
      overrun,
      visibleOutageMs,
      partialOutageMs: Math.max(0, sum(here, ({ outage }) => outage?.totalMs) - visibleOutageMs),
    };
  });
}

/** Both included; of more than five years the newest. */
function toMonthNames(first: string, last: string): readonly string[] {
  const toCount = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
  const end = toCount(last);
  const start = Math.max(toCount(first), end - mostMonths + 1);
  return Array.from({ length: end - start + 1 }, (_, at) => {
    const count = start + at;
    return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
  });
}

type Touching = Pick<Counted, 'services' | 'outages'>;

/** The services that maintenances touched: those their records name, and those that were marked beside them; each as it was first written. */
export function toTouched(rows: readonly Touching[]): readonly string[] {
  const touched: string[] = [];
  for (const { services, outages } of rows) {
    for (const service of [...services, ...outages.map((own) => own.service)]) {
      if (!hasWord(touched, service)) touched.push(service);
    }
  }
  return touched;
}

export function hasTouched({ services, outages }: Touching, service: string): boolean {
  return hasWord(services, service) || outages.some((own) => isSameWord(own.service, service));
}

function toServices(rows: readonly Counted[]): readonly ServiceCount[] {
  return toTouched(rows)
    .map((service) => {
      const here = rows.filter((row) => hasTouched(row, service));
      return {
        service,
        runs: here.length,
        overruns: here.filter(isOverrun).length,
        outageMs: sum(here, ({ outages }) => outages.find((own) => isSameWord(own.service, service))?.totalMs),
      };
    })
    .toSorted((a, b) => b.outageMs - a.outageMs || b.runs - a.runs || a.service.localeCompare(b.service));
}

function toItemCount(kind: ActionItem['kind'], items: readonly ActionItem[]): ItemCount {
  const count = (state: ActionItem['state']) =>
    items.filter((item) => item.kind === kind && item.state === state).length;
  return { kind, open: count('open'), done: count('done'), dropped: count('dropped') };
}
