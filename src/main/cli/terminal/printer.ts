/** What a command prints: sentences for people, or one JSON object a line for programs. Never both on one stream. Words lose what a terminal would obey: anybody may have written some of them. */
import type { ContractFailure } from '../../../contract/shapes.ts';
import { withoutControl } from '../../../core/text/ansi.ts';

export interface Printer {
  readonly isJson: boolean;
  /** People look on: standard output is a terminal and nobody asked for JSON. */
  readonly isTerminal: boolean;
  /** A line for people; nothing under `--json`. */
  line(text: string): void;
  /** As `line`, and as it is: for a row of the log, which keeps its colours by a rule of its own. */
  logLine(text: string): void;
  /** A JSON object on one line, under `--json` only. */
  record(record: object): void;
  /** A line on standard error: hints and problems, which are no part of the answer. */
  aside(text: string): void;
  /** What happened, then what to do; under `--json` also as `{"failure":{…}}`. */
  failure(failure: ContractFailure): void;
  /** The line at the bottom of a terminal that is painted over; `undefined` takes it away. */
  status(text: string | undefined): void;
  /** Resolves when the reader has taken what was printed, so that a slow pipe holds us up instead of filling memory. */
  settled(): Promise<void>;
}

const clearLine = '\r\u001b[2K';

export function createPrinter(isJson: boolean): Printer {
  const { stdout, stderr } = process;
  const isTerminal = stdout.isTTY === true && !isJson;
  let status: string | undefined;

  const write = (text: string) => {
    if (status === undefined) stdout.write(`${text}\n`);
    else stdout.write(`${clearLine}${text}\n${status}`);
  };
  return {
    isJson,
    isTerminal,
    line(text) {
      if (!isJson) write(withoutControl(text));
    },
    logLine(text) {
      if (!isJson) write(text);
    },
    record(record) {
      if (isJson) stdout.write(`${JSON.stringify(record)}\n`);
    },
    aside(text) {
      if (status !== undefined) stdout.write(clearLine);
      stderr.write(`${withoutControl(text)}\n`);
      if (status !== undefined) stdout.write(status);
    },
    failure(failure) {
      const { kind, message, advice } = failure;
      if (isJson) this.record({ failure: { kind, message, ...(advice === undefined ? {} : { advice }) } });
      this.aside(`drydock: ${message}`);
      if (advice !== undefined) this.aside(`         ${advice}`);
    },
    status(text) {
      if (!isTerminal) return;
      if (status !== undefined) stdout.write(clearLine);
      status = text === undefined ? undefined : withoutControl(text).slice(0, Math.max(0, stdout.columns - 1));
      if (status !== undefined) stdout.write(status);
    },
    settled() {
      if (!stdout.writableNeedDrain) return Promise.resolve();
      return new Promise((resolve) => stdout.once('drain', resolve));
    },
  };
}
