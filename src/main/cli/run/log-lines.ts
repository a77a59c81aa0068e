/** Prints entries of the log: a line each for people, a record each for programs. */
import { withoutControl } from '../../../core/text/ansi.ts';
import type { Printer } from '../terminal/printer.ts';
import type { LogEntry } from './log-follower.ts';

const colours = /(\u001b\[[0-9;:]*m)/;

export function printEntry(print: Printer, entry: LogEntry): void {
  if (entry.kind === 'output') {
    const { position: _, ...row } = entry.row;
    const text = print.isTerminal ? withColoursOnly(row.text) : withoutControl(row.text);
    print.record(row);
    print.logLine(`${toTime(print, row.atMs)}  ${row.task}${row.stream === 'stderr' ? ' !' : ''}  ${text}`);
  } else {
    const { seq, atMs, actor, type, data } = entry.event;
    print.record({ kind: 'event', seq, atMs, actor, type, data });
    print.line(`${toTime(print, atMs)}  == ${entry.text}`);
  }
}

/** What a host writes may move the cursor, rename the window or worse. Its colours are let through, nothing else. */
export function withColoursOnly(text: string): string {
  const parts = text.split(colours);
  if (parts.length === 1) return withoutControl(text);
  return `${parts.map((part, index) => (index % 2 === 1 ? part : withoutControl(part))).join('')}\u001b[0m`;
}

/** The reader's own time of day on a terminal; the whole instant, in UTC, where a file may be made of it. */
function toTime(print: Printer, atMs: number): string {
  const at = new Date(atMs);
  return print.isTerminal ? at.toTimeString().slice(0, 8) : at.toISOString();
}
