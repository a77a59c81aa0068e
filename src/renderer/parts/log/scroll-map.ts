/** Where a scrollbar's position stands in a log that is taller than Chromium lets anything be (33,554,428 px): pure geometry. */

/** The spacer is never taller than this; beyond it, one pixel of the scrollbar is more than one of the log. */
export const spacerLimitPx = 15_000_000;

export interface ScrollMap {
  readonly spacerPx: number;
  /** The furthest the log can be moved up, in its own pixels, and the scrollbar in its. */
  readonly maxTopPx: number;
  readonly maxScrollPx: number;
  /** Pixels of the log for one of the scrollbar; 1 for any log that fits. */
  readonly scale: number;
}

/** `canPassEnd`: the last row may stand at the top, as it must where rows are taller than they count for. */
export function toScrollMap(rows: number, rowPx: number, viewPx: number, canPassEnd: boolean): ScrollMap {
  const heightPx = canPassEnd ? Math.max(0, rows - 1) * rowPx + viewPx : rows * rowPx;
  const spacerPx = Math.min(heightPx, Math.max(spacerLimitPx, viewPx));
  const maxTopPx = Math.max(0, heightPx - viewPx);
  const maxScrollPx = Math.max(0, spacerPx - viewPx);
  return { spacerPx, maxTopPx, maxScrollPx, scale: maxScrollPx === 0 ? 1 : maxTopPx / maxScrollPx };
}

/**
 * The log's new top after the scrollbar moved. A step no longer than about two screens (a wheel, a key) moves the log by as
 * much as the hand meant; a longer one (the thumb was dragged) goes to that place of the whole.
 */
export function toTopPx(map: ScrollMap, topPx: number, fromPx: number, toPx: number, viewPx: number): number {
  const stepPx = toPx - fromPx;
  const isStep = map.scale > 1 && Math.abs(stepPx) <= viewPx * 2.5;
  const wanted = isStep ? topPx + stepPx : toPx * map.scale;
  return Math.min(map.maxTopPx, Math.max(0, wanted));
}

export function toScrollPx(map: ScrollMap, topPx: number): number {
  return Math.min(map.maxScrollPx, topPx / map.scale);
}
