/** One row of the log as DOM that is made once and painted over and over: what is recycled while a million lines go by. */
import type { LogRow } from '../../../contract/shapes.ts';
import { toUtcText } from '../time/times.ts';
import colours from './ansi.module.css';
import { type AnsiRun, shownLength, toAnsiRuns } from './ansi-runs.ts';
import type { Highlighter, Ranges } from './highlights.ts';
import classes from './log-rows.module.css';

/** What stands in a row. `where` is the short name of the step and host; `title` its long one. */
export type RowFace =
  | {
      readonly kind: 'output';
      readonly at: number;
      readonly atMs: number;
      readonly where: string;
      readonly title: string;
      readonly text: string;
      readonly stream: 'stdout' | 'stderr';
      readonly isPartial: boolean;
    }
  | {
      readonly kind: 'event';
      readonly at: number;
      readonly atMs: number;
      readonly where: string;
      readonly title: string;
      readonly text: string;
      readonly sort: 'decision' | 'note' | 'system';
      readonly tone: string;
    };

/** What it takes to draw a row, beside the row. */
export interface Look {
  toFace(row: LogRow): RowFace | undefined;
  readonly highlight: Highlighter;
}

export interface PaintedRow {
  readonly element: HTMLElement;
  /** Changes nothing where the same row stands there already, painted under the same `version` of everything else. */
  paint(position: number, row: LogRow | undefined, version: number, look: Look): void;
  mark(isPicked: boolean, isTarget: boolean): void;
  readonly position: number;
}

const sorts = { decision: '▸', note: 'note', system: '·' } as const;

export function createRow(): PaintedRow {
  const element = document.createElement('div');
  element.className = classes['row'] ?? '';
  const [time, where, mark, text] = ['time', 'where', 'mark', 'text'].map((name) => {
    const cell = document.createElement('span');
    cell.className = classes[name] ?? '';
    element.append(cell);
    return cell;
  }) as [HTMLElement, HTMLElement, HTMLElement, HTMLElement];
  let shown: RowFace | undefined;
  // Only looked at when asked for: writing it for every row of every frame would cost more than the row.
  time.addEventListener('pointerenter', () => {
    time.title = shown === undefined ? '' : toUtcText(shown.atMs);
  });
  where.addEventListener('pointerenter', () => {
    where.title = shown?.title ?? '';
  });
  let painted: LogRow | undefined;
  let paintedVersion = -1;
  let position = -1;

  return {
    element,
    get position() {
      return position;
    },
    paint(at, row, version, look) {
      if (position === at && painted === row && paintedVersion === version) return;
      position = at;
      painted = row;
      paintedVersion = version;
      const face = row === undefined ? undefined : look.toFace(row);
      shown = face;
      element.dataset['position'] = String(at);
      if (face === undefined) {
        element.dataset['kind'] = 'absent';
        for (const cell of [time, where, mark]) cell.textContent = '';
        text.textContent = '…';
        return;
      }
      element.dataset['kind'] = face.kind;
      element.dataset['at'] = String(face.at);
      time.textContent = toLocalTime(face.atMs);
      where.textContent = face.where;
      if (face.kind === 'output') {
        element.dataset['stream'] = face.stream;
        delete element.dataset['tone'];
        delete element.dataset['sort'];
        mark.textContent = face.stream === 'stderr' ? 'err' : '';
        paintOutput(text, face, look.highlight);
      } else {
        delete element.dataset['stream'];
        element.dataset['tone'] = face.tone;
        element.dataset['sort'] = face.sort;
        mark.textContent = face.sort === 'system' && face.tone === 'good' ? '✓' : sorts[face.sort];
        text.replaceChildren(
          ...toNodes([{ text: face.text, classes: [] }], look.highlight('event', face.at, face.text)),
        );
      }
    },
    mark(isPicked, isTarget) {
      toggle(element, 'picked', isPicked);
      toggle(element, 'target', isTarget);
    },
  };
}

function toggle(element: HTMLElement, name: string, isOn: boolean): void {
  if (isOn) element.dataset[name] = '';
  else if (name in element.dataset) delete element.dataset[name];
}

function paintOutput(cell: HTMLElement, face: Extract<RowFace, { kind: 'output' }>, highlight: Highlighter): void {
  const runs = cut(toAnsiRuns(face.text));
  const plain = runs.shown.map((run) => run.text).join('');
  const ranges = highlight('output', face.at, plain);
  const tails = [
    ...(runs.cutLength > 0 ? [tail(`… ${runs.cutLength.toLocaleString()} more characters, copied with the line`)] : []),
    ...(face.isPartial ? [tail('⋯')] : []),
  ];
  if (ranges.length === 0 && tails.length === 0 && runs.shown.every((run) => run.classes.length === 0)) {
    cell.textContent = plain;
    return;
  }
  cell.replaceChildren(...toNodes(runs.shown, ranges), ...tails);
}

function tail(words: string): HTMLElement {
  const span = document.createElement('span');
  span.className = classes['tail'] ?? '';
  span.textContent = words;
  return span;
}

function cut(runs: readonly AnsiRun[]): { readonly shown: readonly AnsiRun[]; readonly cutLength: number } {
  let room = shownLength;
  let cutLength = 0;
  const shown: AnsiRun[] = [];
  for (const run of runs) {
    if (room > 0) shown.push(run.text.length <= room ? run : { ...run, text: run.text.slice(0, room) });
    cutLength += Math.max(0, run.text.length - Math.max(0, room));
    room -= run.text.length;
  }
  return { shown, cutLength };
}

/** Runs and found ranges laid over each other. */
function toNodes(runs: readonly AnsiRun[], ranges: Ranges): readonly Node[] {
  const nodes: Node[] = [];
  let start = 0;
  for (const run of runs) {
    const end = start + run.text.length;
    let at = start;
    for (const [from, to] of ranges) {
      if (to <= at || from >= end) continue;
      if (from > at) nodes.push(toNode(run, at - start, from - start, false));
      nodes.push(toNode(run, Math.max(from, at) - start, Math.min(to, end) - start, true));
      at = Math.min(to, end);
    }
    if (at < end) nodes.push(toNode(run, at - start, end - start, false));
    start = end;
  }
  return nodes;
}

function toNode(run: AnsiRun, from: number, to: number, isFound: boolean): Node {
  const text = run.text.slice(from, to);
  if (!isFound && run.classes.length === 0) return document.createTextNode(text);
  const element = document.createElement(isFound ? 'mark' : 'span');
  element.textContent = text;
  if (run.classes.length > 0) element.className = run.classes.map((name) => colours[name] ?? '').join(' ');
  return element;
}

const two = (count: number) => (count < 10 ? `0${count}` : `${count}`);

/** `14:05:09.123` in the reader's zone; by hand, for it is done for every row of every frame. */
export function toLocalTime(atMs: number): string {
  const date = new Date(atMs);
  const ms = date.getMilliseconds();
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${ms < 10 ? '00' : ms < 100 ? '0' : ''}${ms}`;
}
