/** A filter of the log, made ready to be asked often: which attempts and streams pass, which events. */
import type { LogFilter } from '../../contract/shapes.ts';
import type { Mix } from './chunk-format.ts';
import { hostOf, type LogEvent } from './log-events.ts';

export interface LogSieve {
  /** Whether everything passes: then nothing need be counted. */
  readonly isOpen: boolean;
  /** Whether no output passes at all. */
  readonly isWithoutOutput: boolean;
  /** `stream`: 0 stdout, 1 stderr. */
  passesOutput(task: string, stream: number): boolean;
  passesEvent(event: LogEvent): boolean;
}

/** All that is named must hold: an event has no stream, so a filter that names streams lets none through. */
export function toSieve(filter: LogFilter): LogSieve {
  const kinds = filter.kinds === undefined ? undefined : new Set<string>(filter.kinds);
  const tasks = filter.tasks === undefined ? undefined : new Set<string>(filter.tasks);
  const hosts = filter.hosts === undefined ? undefined : new Set<string>(filter.hosts);
  const streams = filter.streams?.map((stream): number => (stream === 'stdout' ? 0 : 1));
  const isAllowed = (names: ReadonlySet<string> | undefined, name: string | undefined) =>
    names === undefined || (name !== undefined && names.has(name));
  const isWithoutOutput = kinds !== undefined && !kinds.has('output');
  return {
    isOpen: kinds === undefined && tasks === undefined && hosts === undefined && streams === undefined,
    isWithoutOutput,
    passesOutput: (task, stream) =>
      !isWithoutOutput &&
      isAllowed(tasks, task) &&
      isAllowed(hosts, hostOf(task)) &&
      (streams === undefined || streams.includes(stream)),
    passesEvent: (event) =>
      streams === undefined &&
      isAllowed(kinds, event.kind) &&
      isAllowed(tasks, event.task) &&
      isAllowed(hosts, event.host),
  };
}

/** How many rows of a stretch pass. */
export function countPassing(mix: Mix, passes: (attempt: number, stream: number) => boolean): number {
  let count = 0;
  for (const [attempt, stdout, stderr] of mix) {
    if (stdout > 0 && passes(attempt, 0)) count += stdout;
    if (stderr > 0 && passes(attempt, 1)) count += stderr;
  }
  return count;
}
