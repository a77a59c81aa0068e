/** When a backup that is being made will be complete, at the pace it was watched to have. */
import type { Check } from './check.ts';

export interface Watched {
  readonly atMs: number;
  /** 0–100. */
  readonly percent: number;
}

export interface Projection {
  /** Absent: it stands still. */
  readonly completeAtMs?: number;
  /** By the tool's own percentage, or by the size against the one that is expected. */
  readonly basis: 'percent' | 'size';
  readonly first: Watched;
  readonly last: Watched;
}

/** Two looks closer together than this say nothing of a pace. */
const shortestMs = 10_000;
/** The pace of the last hours counts, not that of days ago. */
const longestMs = 6 * 3_600_000;

/**
 * A straight line through what was watched since it last began anew. `undefined`: too little was watched, or it is complete.
 * @param checks of the backup itself, oldest first
 * @param expectedSizeBytes how large it will be, where that is known
 */
export function toProjection(checks: readonly Check[], expectedSizeBytes?: number): Projection | undefined {
  const last = checks.findLast(({ action, reading }) => action === 'look' && reading.level !== 'none');
  if (last === undefined || last.reading.level !== 'present') return undefined;
  const basis = last.reading.percent === undefined ? 'size' : 'percent';
  const points = checks.flatMap((check): readonly Watched[] => {
    const percent = toPercent(check, basis, expectedSizeBytes);
    return check.action !== 'look' || percent === undefined ? [] : [{ atMs: check.atMs, percent }];
  });
  const run = toRun(points);
  const [first, end] = [run[0], run.at(-1)];
  if (first === undefined || end === undefined || end.atMs - first.atMs < shortestMs) return undefined;
  const perMs = toSlope(run);
  if (perMs <= 0) return { basis, first, last: end };
  return { basis, first, last: end, completeAtMs: Math.round(end.atMs + (100 - end.percent) / perMs) };
}

function toPercent({ reading }: Check, basis: Projection['basis'], expectedSizeBytes = 0): number | undefined {
  if (basis === 'percent') return reading.percent;
  const { sizeBytes } = reading.content;
  if (sizeBytes === undefined || expectedSizeBytes <= 0) return undefined;
  return Math.min(100, (sizeBytes / expectedSizeBytes) * 100);
}

/** The newest points, back to where it was last smaller than before: there it began anew. */
function toRun(points: readonly Watched[]): readonly Watched[] {
  const newest = points.at(-1)?.atMs ?? 0;
  const run: Watched[] = [];
  for (const point of points.toReversed()) {
    if (newest - point.atMs > longestMs || (run[0] !== undefined && point.percent > run[0].percent)) break;
    run.unshift(point);
  }
  return run;
}

/** Percent per millisecond, by least squares. */
function toSlope(points: readonly Watched[]): number {
  const meanAt = points.reduce((sum, { atMs }) => sum + atMs, 0) / points.length;
  const mean = points.reduce((sum, { percent }) => sum + percent, 0) / points.length;
  const above = points.reduce((sum, { atMs, percent }) => sum + (atMs - meanAt) * (percent - mean), 0);
  const below = points.reduce((sum, { atMs }) => sum + (atMs - meanAt) ** 2, 0);
  return below === 0 ? 0 : above / below;
}
