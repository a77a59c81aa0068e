/** The live log's hot part: a fixed set of rows, moved and painted by hand, fed with windows. React mounts it and stays out of it. */

import type { LogRow } from '../../../contract/shapes.ts';
import type { LogModel } from '../../model/log-model.ts';
import { toHighlighter } from './highlights.ts';
import classes from './log.module.css';
import { createRow, type Look, type PaintedRow, type RowFace } from './row-painter.ts';
import { type ScrollMap, toScrollMap, toScrollPx, toTopPx } from './scroll-map.ts';

/** Height of a row that is not wrapped; log-rows.module.css has the same. */
export const rowPx = 20;

export interface LogPaneOptions {
  readonly model: LogModel;
  readonly toFace: (row: LogRow) => RowFace | undefined;
  /** Told on each draw what the words around the log say: they change with every frame, so React does not write them. */
  readonly onDraw: (facts: { readonly total: number; readonly newRows: number; readonly isKnown: boolean }) => void;
}

export interface LogPane {
  readonly element: HTMLElement;
  setWrap(isWrapped: boolean): void;
  /** What rows say has changed (names of steps, events that were not read yet): everything in sight is painted anew. */
  repaint(): void;
  /** Brings a position into sight if it is not. */
  reveal(position: number): void;
  /** First and last position in sight. */
  inSight(): { readonly first: number; readonly last: number };
  end(): void;
}

export function createLogPane({ model, toFace, onDraw }: LogPaneOptions): LogPane {
  const element = make('scroller');
  element.tabIndex = 0;
  element.setAttribute('role', 'log');
  element.setAttribute('aria-live', 'off');
  element.setAttribute('aria-label', 'Live log');
  const spacer = make('spacer');
  const layer = make('layer');
  spacer.append(layer);
  element.append(spacer);

  const { windows } = model;
  let rows: PaintedRow[] = [];
  let viewPx = 0;
  let topPx = 0;
  /** The scrollbar's position as it was last seen or set, to tell a hand's move from our own. */
  let scrollPx = 0;
  let spacerPx = -1;
  let isWrapped = false;
  let version = 0;
  let look: Look = { toFace, highlight: toHighlighter(undefined) };
  let frame = 0;
  let touchedAtMs = Number.NEGATIVE_INFINITY;

  const map = (): ScrollMap => toScrollMap(windows.total(), rowPx, viewPx, isWrapped);

  /** Moves the scrollbar to where the log is. While a hand moves it, a write would stop its motion: `scrollend` does it then. */
  function syncScrollbar(geometry: ScrollMap, isForced: boolean): void {
    if (geometry.spacerPx !== spacerPx) {
      spacerPx = geometry.spacerPx;
      spacer.style.height = `${spacerPx}px`;
    }
    const wanted = toScrollPx(geometry, topPx);
    if (!isForced && performance.now() - touchedAtMs < 150) return;
    if (Math.abs(wanted - scrollPx) < 1) return;
    element.scrollTop = wanted;
    scrollPx = element.scrollTop;
  }

  function draw(): void {
    cancelAnimationFrame(frame);
    frame = 0;
    if (viewPx === 0) return;
    const { isFollowing, totalAtPause, pick, target } = model.getState();
    const geometry = map();
    const total = windows.total();
    topPx = isFollowing ? geometry.maxTopPx : Math.min(topPx, geometry.maxTopPx);
    syncScrollbar(geometry, isFollowing);
    const isAtEnd = topPx >= geometry.maxTopPx - 1;
    const count = Math.ceil(viewPx / rowPx) + 1;
    const first = isAtEnd ? Math.max(0, total - count) : Math.floor(topPx / rowPx);
    if (isFollowing) windows.showEnd(count);
    else windows.show(first, count);
    place(first, Math.min(count, total - first));
    for (const row of rows) {
      row.paint(row.position, windows.row(row.position), version, look);
      row.mark(isPicked(pick, row.position), target !== undefined && isAt(windows.row(row.position), target));
    }
    layer.dataset['anchor'] = isAtEnd ? 'end' : 'start';
    if (!isAtEnd) {
      const partPx = topPx - first * rowPx;
      const heightPx = isWrapped ? (rows[0]?.element.offsetHeight ?? rowPx) : rowPx;
      layer.style.setProperty('--shift', `${-(partPx / rowPx) * heightPx}px`);
    }
    onDraw({ total, newRows: isFollowing ? 0 : Math.max(0, total - totalAtPause), isKnown: windows.isKnown() });
  }

  /** Gives each position its row: those that stay in sight keep theirs, the others are moved to the other end. */
  function place(first: number, count: number): void {
    const wanted = Math.max(0, count);
    while (rows.length < wanted) {
      const row = createRow();
      rows.push(row);
      layer.append(row.element);
    }
    while (rows.length > wanted) rows.pop()?.element.remove();
    const shift = first - (rows[0]?.position ?? first);
    if (shift > 0 && shift < wanted) {
      const moved = rows.splice(0, shift);
      rows.push(...moved);
      layer.append(...moved.map((row) => row.element));
    } else if (shift < 0 && -shift < wanted) {
      const moved = rows.splice(wanted + shift);
      rows = [...moved, ...rows];
      layer.prepend(...moved.map((row) => row.element));
    }
    for (const [index, row] of rows.entries()) {
      if (row.position !== first + index) row.paint(first + index, windows.row(first + index), version, look);
    }
  }

  function schedule(): void {
    if (frame === 0) frame = requestAnimationFrame(draw);
  }

  function moveTo(wantedPx: number): void {
    const geometry = map();
    topPx = Math.min(geometry.maxTopPx, Math.max(0, wantedPx));
    draw();
    syncScrollbar(geometry, true);
  }

  /** Ends following where the eye is: with wrapped rows, the first row in sight is not the one that counting gives. */
  function pause(): void {
    if (!model.getState().isFollowing) return;
    const box = element.getBoundingClientRect();
    const seen = rows.find((row) => row.element.getBoundingClientRect().bottom > box.top);
    model.pause();
    if (isWrapped && seen !== undefined) topPx = seen.position * rowPx;
  }

  function onScroll(): void {
    const seenPx = element.scrollTop;
    if (Math.abs(seenPx - scrollPx) < 1) return;
    touchedAtMs = performance.now();
    const geometry = map();
    if (model.getState().isFollowing) {
      // No hand did this (a hand ends following before it scrolls): the view was resized. Back to the end.
      scrollPx = seenPx;
      schedule();
      return;
    }
    const isDown = seenPx > scrollPx;
    topPx = toTopPx(geometry, topPx, scrollPx, seenPx, viewPx);
    scrollPx = seenPx;
    if (isDown && topPx >= geometry.maxTopPx - 1) model.follow();
    schedule();
  }

  function onWheel(event: WheelEvent): void {
    // While following, each frame sets the scrollbar to the end: without this, a hand could not pull it away.
    if (event.deltaY < 0 && topPx > 0) pause();
  }

  function onPointerDown(event: PointerEvent): void {
    if (event.offsetX >= element.clientWidth && event.target === element) pause();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'PageUp' || event.key === 'Home') pause();
    if (event.key === 'End') {
      model.follow();
      event.preventDefault();
    }
    if (event.key === 'Home' && !event.shiftKey) {
      moveTo(0);
      event.preventDefault();
    }
  }

  let seenSearch = model.getState().search;
  let seenNonce = 0;
  function onModel(): void {
    const { search, target } = model.getState();
    if (search !== seenSearch) {
      seenSearch = search;
      look = { toFace, highlight: toHighlighter(search) };
      version += 1;
    }
    // A place may be known before the log's length is: then the answer that brings the length comes here again.
    if (target !== undefined && target.nonce !== seenNonce && windows.total() > target.position) {
      seenNonce = target.nonce;
      moveTo((target.position + 0.5) * rowPx - viewPx / 3);
      return;
    }
    // An answer is painted at once: the frame it is drawn in is the next one either way.
    draw();
  }

  const resizes = new ResizeObserver(() => {
    viewPx = element.clientHeight;
    layer.style.setProperty('--view', `${viewPx}px`);
    draw();
  });
  resizes.observe(element);
  const endModel = model.subscribe(onModel);
  element.addEventListener('scroll', onScroll, { passive: true });
  element.addEventListener('wheel', onWheel, { passive: true });
  element.addEventListener('scrollend', onScrollEnd, { passive: true });
  element.addEventListener('pointerdown', onPointerDown);
  element.addEventListener('touchmove', pause, { passive: true });
  element.addEventListener('keydown', onKeyDown);

  function onScrollEnd(): void {
    touchedAtMs = Number.NEGATIVE_INFINITY;
    syncScrollbar(map(), true);
  }

  return {
    element,
    setWrap(wanted) {
      isWrapped = wanted;
      element.toggleAttribute('data-wrap', wanted);
      draw();
    },
    repaint() {
      version += 1;
      draw();
    },
    reveal(position) {
      const pastPx = (position + 1) * rowPx - viewPx;
      if (position * rowPx < topPx) moveTo(position * rowPx);
      else if (pastPx > topPx) moveTo(pastPx);
    },
    inSight() {
      const first = rows[0]?.position ?? 0;
      return { first, last: Math.max(first, (rows.at(-1)?.position ?? 0) - (model.getState().isFollowing ? 0 : 1)) };
    },
    end() {
      cancelAnimationFrame(frame);
      resizes.disconnect();
      endModel();
    },
  };
}

function make(name: string): HTMLElement {
  const element = document.createElement('div');
  element.className = classes[name] ?? '';
  return element;
}

function isPicked(pick: { readonly anchor: number; readonly focus: number } | undefined, position: number): boolean {
  if (pick === undefined) return false;
  return position >= Math.min(pick.anchor, pick.focus) && position <= Math.max(pick.anchor, pick.focus);
}

function isAt(row: LogRow | undefined, target: { readonly kind: 'output' | 'event'; readonly at: number }): boolean {
  if (row === undefined || row.kind !== target.kind) return false;
  return (row.kind === 'output' ? row.row : row.seq) === target.at;
}
