/** The windows of a log: what of it is at hand, and the one pull that is under way. Push the head, pull the window. */
import type { RequestOutput } from '../../contract/requests.ts';
import type { LogFilter, LogRow } from '../../contract/shapes.ts';
import type { MaintenanceId } from '../../core/ids.ts';
import type { Failure, Result } from '../../core/result.ts';

/** Rows kept at hand, whatever the length of the log: what makes the memory of a screen constant. */
export const rowsAtHand = 4_000;
/** Rows pulled beyond each edge of what is seen, so that a turn of the wheel finds them there. */
export const overscanRows = 40;
const windowLimit = 600;

type Pulled = Pick<RequestOutput<'log.window'>, 'total' | 'rows'>;
export type PullWindow = (input: {
  readonly maintenance: MaintenanceId;
  readonly filter: LogFilter;
  /** Negative: counted from the end. */
  readonly from: number;
  readonly count: number;
}) => Promise<Result<Pulled>>;
/** Calls once, before the next frame is drawn. The returned function takes it back. */
export type Frames = (call: () => void) => () => void;

type Wish =
  | { readonly kind: 'end'; readonly count: number }
  | { readonly kind: 'at'; readonly first: number; readonly count: number };

export interface LogWindows {
  /** Rows under the filter, as far as is known. */
  total(): number;
  /** Whether any answer has come under this filter. */
  isKnown(): boolean;
  row(position: number): LogRow | undefined;
  /** What the screen shows now. The latest wish wins; rows at hand cost nothing. */
  show(first: number, count: number): void;
  /** The screen shows the last `count` rows, wherever they are. */
  showEnd(count: number): void;
  /** The log has grown. Any number of calls between two frames are one pull at most. */
  grow(): void;
  refilter(filter: LogFilter): void;
  end(): void;
}

export interface LogWindowsOptions {
  readonly maintenance: MaintenanceId;
  readonly pull: PullWindow;
  readonly frames: Frames;
  readonly onChange: () => void;
  readonly onFailure: (failure: Failure) => void;
}

/** At most one pull is in flight; what is wanted by the time it is answered decides the next one. */
export function createLogWindows({ maintenance, pull, frames, onChange, onFailure }: LogWindowsOptions): LogWindows {
  const rows = new Map<number, LogRow>();
  let filter: LogFilter = {};
  let generation = 0;
  let total = 0;
  let isKnown = false;
  /** The log has grown since the last pull was sent. */
  let isStale = true;
  let isPulling = false;
  let isEnded = false;
  /** The wish was refused: drawing the same again is no reason to ask again. */
  let isRefused = false;
  let wish: Wish = { kind: 'end', count: 60 };
  let cancelFrame: (() => void) | undefined;

  function keep(row: LogRow): void {
    rows.delete(row.position);
    rows.set(row.position, row);
  }

  function forget(): void {
    for (const position of rows.keys()) {
      if (rows.size <= rowsAtHand) return;
      rows.delete(position);
    }
  }

  /** The first and last position of the wish that are not at hand, widened by the overscan. */
  function missing(first: number, last: number): { from: number; count: number } | undefined {
    let low = Math.max(0, first);
    let high = Math.min(last, total - 1);
    while (low <= high && rows.has(low)) low += 1;
    while (high >= low && rows.has(high)) high -= 1;
    if (low > high) return undefined;
    const from = Math.max(0, low - overscanRows);
    return { from, count: Math.min(windowLimit, high + overscanRows - from + 1) };
  }

  function next(): { from: number; count: number } | undefined {
    if (wish.kind === 'end') {
      const count = Math.min(windowLimit, wish.count);
      if (isStale || !isKnown) return { from: -count, count };
      return missing(total - count, total - 1);
    }
    const gap = missing(wish.first, wish.first + wish.count - 1);
    if (gap !== undefined) return gap;
    return isStale || !isKnown ? { from: 0, count: 0 } : undefined;
  }

  function schedule(): void {
    if (isEnded || isPulling || isRefused || cancelFrame !== undefined) return;
    if (next() === undefined) return;
    cancelFrame = frames(() => {
      cancelFrame = undefined;
      void send();
    });
  }

  function want(wanted: Wish): void {
    if (!isSame(wish, wanted)) isRefused = false;
    wish = wanted;
    schedule();
  }

  async function send(): Promise<void> {
    const window = next();
    if (window === undefined || isPulling || isEnded) return;
    isPulling = true;
    isStale = false;
    const asked = generation;
    const answer = await pull({ maintenance, filter, ...window });
    isPulling = false;
    if (isEnded) return;
    if (asked === generation) {
      if (!answer.ok) {
        // Not asked again by itself: the next head, another wish or a reconnection does that.
        isStale = true;
        isRefused = true;
        onFailure(answer.failure);
        return;
      }
      isKnown = true;
      total = answer.value.total;
      for (const row of answer.value.rows) keep(row);
      forget();
      onChange();
    }
    schedule();
  }

  return {
    total: () => total,
    isKnown: () => isKnown,
    row: (position) => rows.get(position),
    show: (first, count) => want({ kind: 'at', first, count }),
    showEnd: (count) => want({ kind: 'end', count }),
    grow() {
      isStale = true;
      isRefused = false;
      schedule();
    },
    refilter(wanted) {
      filter = wanted;
      generation += 1;
      rows.clear();
      total = 0;
      isKnown = false;
      isStale = true;
      isRefused = false;
      schedule();
    },
    end() {
      isEnded = true;
      cancelFrame?.();
    },
  };
}

function isSame(a: Wish, b: Wish): boolean {
  return a.count === b.count && (a.kind === 'at' ? b.kind === 'at' && a.first === b.first : b.kind === 'end');
}
