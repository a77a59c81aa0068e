/** Computes outages from the marks of the services (`PM-5`): total from down to up, visible from down to partial. */
import { isSameWord } from '../roster/names.ts';
import type { ServiceMark } from './postmortem.ts';
import type { Outage, ServiceLevel, ServiceOutage } from './report.ts';

/** What a level says of a service, after its name. */
export const levelWords: Readonly<Record<ServiceLevel, string>> = {
  up: 'is up',
  partial: 'is up in part',
  down: 'is down',
};

/** `mark that MediaWiki is down`, to stand after an article. */
export function toMarkTitle({ service, level }: Pick<ServiceMark, 'service' | 'level'>): string {
  return `mark that ${service} ${levelWords[level]}`;
}

type Mark = Pick<ServiceMark, 'service' | 'level' | 'atMs'>;
interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * Of all services together: an instant counts once, however many are out then. A service that was never marked down had no
 * outage; what was out when its first mark was made counts from that mark.
 * @param nowMs until when an outage counts that nobody has marked the end of, UTC milliseconds
 * @returns `undefined` where nobody marked anything
 */
export function toOutage(marks: readonly Mark[], nowMs: number): Outage | undefined {
  return marks.length === 0 ? undefined : toUnion(toServices(marks), nowMs);
}

/** Of each service that was marked, by its own marks alone; in the order they were first marked. */
export function toServiceOutages(marks: readonly Mark[], nowMs: number): ServiceOutage[] {
  return toServices(marks).flatMap((own) =>
    own.slice(0, 1).map(({ service }) => ({ service, ...toUnion([own], nowMs) })),
  );
}

function toUnion(services: readonly (readonly Mark[])[], nowMs: number): Outage {
  const spans = services.map((own) => toSpans(own, nowMs));
  return {
    totalMs: toLengthMs(spans.flatMap(({ total }) => total)),
    visibleMs: toLengthMs(spans.flatMap(({ visible }) => visible)),
    isOngoing: spans.some(({ isOngoing }) => isOngoing),
  };
}

/** How a service is now by its newest mark; by service, in the order they were first marked. */
export function toLevels(marks: readonly Mark[]): readonly Mark[] {
  return toServices(marks).flatMap((own) => own.at(-1) ?? []);
}

/** Of each service its marks by time; of two at one instant the one that was made later holds. */
function toServices(marks: readonly Mark[]): readonly (readonly Mark[])[] {
  const services: Mark[][] = [];
  for (const mark of marks) {
    const own = services.find(([first]) => first !== undefined && isSameWord(first.service, mark.service));
    if (own === undefined) services.push([mark]);
    else own.push(mark);
  }
  // The sort is stable.
  return services.map((own) => own.toSorted((a, b) => a.atMs - b.atMs));
}

function toSpans(marks: readonly Mark[], nowMs: number) {
  const total: Span[] = [];
  const visible: Span[] = [];
  /** Since when it is down at a stretch, and since when it has not been wholly up after being down. */
  let downMs: number | undefined;
  let outMs: number | undefined;
  for (const { level, atMs } of marks) {
    if (level === 'down') {
      downMs ??= atMs;
      outMs ??= atMs;
      continue;
    }
    if (downMs !== undefined) visible.push({ fromMs: downMs, toMs: atMs });
    downMs = undefined;
    if (level === 'partial') continue;
    if (outMs !== undefined) total.push({ fromMs: outMs, toMs: atMs });
    outMs = undefined;
  }
  if (downMs !== undefined) visible.push({ fromMs: downMs, toMs: Math.max(downMs, nowMs) });
  if (outMs !== undefined) total.push({ fromMs: outMs, toMs: Math.max(outMs, nowMs) });
  return { total, visible, isOngoing: outMs !== undefined };
}

/** Of the union. */
function toLengthMs(spans: readonly Span[]): number {
  let untilMs = Number.NEGATIVE_INFINITY;
  let lengthMs = 0;
  for (const { fromMs, toMs } of spans.toSorted((a, b) => a.fromMs - b.fromMs)) {
    lengthMs += Math.max(0, toMs - Math.max(fromMs, untilMs));
    untilMs = Math.max(untilMs, toMs);
  }
  return lengthMs;
}
