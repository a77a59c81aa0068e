/** What is said to a waiting session on a host (`resources/ssh/host.sh`), and what its answers mean. */
import type { AttemptKey } from '../../core/ids.ts';
import { Secret } from '../../core/text/secret.ts';
import type { AttemptOrder, Inspection, SpoolOffsets } from '../engine/ports.ts';
import type { Session } from './session.ts';

/** The latest second of the host's clock at which an order sent now may be obeyed. */
export function latestTickOf(session: Session, nowMs: number): number {
  return session.greeting.tick + Math.ceil((nowMs - session.openedAtMs) / 1000) + requestLifeSeconds;
}

/** A shell reads lines byte by byte; a longer script comes in one piece instead, by way of a file. */
const largeScript = 16_384;

/** How much later than it was sent a request to run may still be obeyed: less than it takes to give up a silent connection. */
const requestLifeSeconds = 20;

export function runRequest(order: AttemptOrder, from: SpoolOffsets, latestTick: number): (word: string) => string {
  return orderRequest('run', order, from, latestTick);
}

export function directRequest(order: AttemptOrder, latestTick: number): (word: string) => string {
  return orderRequest('direct', order, { stdout: 0, stderr: 0 }, latestTick);
}

/** The environment and the script by their number of lines, and a last line that proves that nothing is missing. */
function orderRequest(
  verb: 'run' | 'direct',
  order: AttemptOrder,
  from: SpoolOffsets,
  latestTick: number,
): (word: string) => string {
  const environment = [...order.environment]
    .map(([name, value]) => `export ${name}=${quote(textOf(value))}`)
    .join('\n');
  const isLarge = verb === 'run' && order.script.length > largeScript;
  const size = isLarge ? `@${Buffer.byteLength(order.script)}` : order.script.split('\n').length;
  const counts = `${from.stdout} ${from.stderr} ${environment.split('\n').length} ${size}`;
  return (word) => {
    const head =
      `${verb} ${word} ${place(order.key)} ${counts} ${wayOf(order.script)} ${interpreterOf(order.script)}`.trimEnd();
    const end = `${word} ${latestTick}`;
    const lines = isLarge ? [head, environment, end, order.script] : [head, environment, order.script, end, ''];
    return lines.join('\n');
  };
}

export function followRequest(key: AttemptKey, from: SpoolOffsets): (word: string) => string {
  return (word) => `follow ${word} ${place(key)} ${from.stdout} ${from.stderr}\n`;
}

export function inspectRequest(key: AttemptKey): (word: string) => string {
  return (word) => `inspect ${word} ${place(key)}\n`;
}

/** Whether durable steps can run there; the answer is of `check.ts`. */
export function checkRequest(): (word: string) => string {
  return (word) => `check ${word} - - -\n`;
}

/** The grace is in whole seconds there. */
export function endRequest(key: AttemptKey, graceMs: number): (word: string) => string {
  return (word) => `end ${word} ${place(key)} ${Math.max(1, Math.ceil(graceMs / 1000))}\n`;
}

export function cleanRequest(key: AttemptKey, isSure: boolean): (word: string) => string {
  return (word) => `clean ${word} ${place(key)} ${isSure ? 'sure' : 'unsure'}\n`;
}

/** What the shell cannot be given, in words; `undefined` where all is well. */
export function refusalOf(order: AttemptOrder): string | undefined {
  if (order.script.includes('\0')) return 'The script has a NUL byte, which no shell can run.';
  for (const [name, value] of order.environment) {
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return `${JSON.stringify(name)} is no name of an environment variable.`;
    if (textOf(value).includes('\0')) return `The value of ${name} has a NUL byte.`;
  }
  return undefined;
}

/** `undefined`: not a state an attempt can be in. */
export function parseInspection(words: readonly string[]): Inspection | undefined {
  const [state, first, second] = words;
  switch (state) {
    case 'absent':
    case 'claimed':
      return { kind: state, ...boot(first) };
    case 'closed':
      return { kind: 'claimed' };
    case 'running':
      return /^[0-9]+$/.test(first ?? '') ? { kind: 'running', pid: Number(first), ...boot(second) } : undefined;
    case 'lost':
    case 'rebooted':
      return { kind: state };
    case 'done':
      if (first === 'exited' && /^[0-9]+$/.test(second ?? '')) {
        return { kind: 'done', exit: { kind: 'exited', status: Number(second) } };
      }
      if (first === 'signalled' && second !== undefined) {
        return { kind: 'done', exit: { kind: 'signalled', signal: second.replace(/^SIG/, '') } };
      }
      return undefined;
    default:
      return undefined;
  }
}

/** Bytes of each stream as the host counted them when it wrote the status; `undefined` where it could not count. */
export function parseCounts(words: readonly string[]): SpoolOffsets | undefined {
  const [stdout, stderr] = [words[3], words[4]];
  if (words[0] !== 'done' || !/^[0-9]+$/.test(stdout ?? '') || !/^[0-9]+$/.test(stderr ?? '')) return undefined;
  return { stdout: Number(stdout), stderr: Number(stderr) };
}

/** Whether the spools are shorter than what was in them. */
export function isCut(words: readonly string[]): boolean {
  return words[0] === 'done' && words[5] === 'cut';
}

export function boot(id: string | undefined): { readonly bootId?: string } {
  return id === undefined || id === '-' ? {} : { bootId: id };
}

/** The interpreter of the first line, where a script names one; none: the host's sh. */
export function interpreterOf(script: string): string {
  const named = /^#![ \t]*([^\r\n]*)/.exec(script)?.[1]?.trim() ?? '';
  return /^[A-Za-z0-9_./ +=-]*$/.test(named) ? named : '';
}

/** A script that opens its own output by a name would cut a file, so it gets pipes, which cost two processes more. */
function wayOf(script: string): 'files' | 'pipes' {
  return /\/dev\/(std|fd)|\/proc\/self\/fd/.test(script) ? 'pipes' : 'files';
}

function place(key: AttemptKey): string {
  return `${key.maintenance} ${key.task} ${key.attempt}`;
}

function textOf(value: string | Secret): string {
  return value instanceof Secret ? value.reveal() : value;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
