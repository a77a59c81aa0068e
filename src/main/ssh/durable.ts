/** Durable steps: started once on a host, followed from an offset, ended with proof. docs/steps-that-survive.md tells how. */
import type { AttemptKey } from '../../core/ids.ts';
import { type Result, succeed } from '../../core/result.ts';
import type { AttemptOrder, Clock, HostFailure, Inspection, OutputSink, SpoolOffsets } from '../engine/ports.ts';
import { failHost, wordsOf } from './failures.ts';
import {
  boot,
  cleanRequest,
  endRequest,
  followRequest,
  inspectRequest,
  isCut,
  latestTickOf,
  parseCounts,
  parseInspection,
  refusalOf,
  runRequest,
} from './requests.ts';
import { type Conversation, converseUntil, type Ending, type Session } from './session.ts';
import type { WarmHost } from './warm-host.ts';

const silent: Conversation = { bytes: () => {}, frame: () => {} };

/** Stands in the step's own log, for the verdict is good and its output is not whole. */
const cutNotice =
  '[Drydock: this script opened its own output anew (> /dev/stdout or > /dev/stderr), which cut what stood there. Use >&2.]\n';

/** How long a question may take that the host answers from its own folder, the way there included. */
const answerMs = 30_000;
/** How long ending may take beyond its grace: a host whose `sleep` knows whole seconds only looks that slowly. */
const endingMs = 120_000;

const never = new AbortController().signal;

type Inspected = Promise<Result<Inspection, HostFailure>>;

export async function runDurable(
  host: WarmHost,
  order: AttemptOrder,
  from: SpoolOffsets,
  sink: OutputSink,
  clock: Clock,
  signal: AbortSignal,
): Inspected {
  const refusal = refusalOf(order);
  if (refusal !== undefined) return failHost('claim-refused', refusal);
  for (let again = 0; ; again += 1) {
    const session = await host.session(signal);
    if (!session.ok) return session;
    const request = runRequest(order, from, latestTickOf(session.value, clock.now()));
    const answer = await stream(host, session.value, request, from, sink, clock, signal);
    // Nothing began: the two clocks went apart, as they do when a laptop sleeps. A new session knows the host's time.
    const isLate = answer.ok && answer.value[0] === 'late';
    if (isLate && again === 0) continue;
    return answer.ok ? read(host, answer.value, false) : answer;
  }
}

export async function followDurable(
  host: WarmHost,
  key: AttemptKey,
  from: SpoolOffsets,
  sink: OutputSink,
  clock: Clock,
  signal: AbortSignal,
): Inspected {
  const session = await host.session(signal);
  if (!session.ok) return { ok: false, failure: { ...session.failure, mayHaveBegun: true } };
  const answer = await stream(host, session.value, followRequest(key, from), from, sink, clock, signal);
  return answer.ok ? read(host, answer.value, true) : answer;
}

export async function inspectDurable(host: WarmHost, key: AttemptKey, clock: Clock, signal: AbortSignal): Inspected {
  const answer = await ask(host, inspectRequest(key), clock, answerMs, signal);
  return answer.ok ? read(host, answer.value, true) : answer;
}

export async function endDurable(host: WarmHost, key: AttemptKey, graceMs: number, clock: Clock): Inspected {
  const answer = await ask(host, endRequest(key, graceMs), clock, graceMs + endingMs, never);
  if (!answer.ok) return answer;
  if (answer.value[0] === 'unproven') {
    const left = answer.value.slice(1).join(', ');
    return failHost('end-not-proven', `${host.target.name}: processes of the step are still there: ${left}.`, {
      mayHaveBegun: true,
      advice: 'Look at these processes on the host; they may belong to another user.',
    });
  }
  return read(host, answer.value, true);
}

/** `isSure`: this console alone ordered the attempt, once, and heard its verdict: no order can still be on its way. */
export async function cleanDurable(
  host: WarmHost,
  key: AttemptKey,
  isSure: boolean,
  clock: Clock,
): Promise<Result<void, HostFailure>> {
  const answer = await ask(host, cleanRequest(key, isSure), clock, answerMs, never);
  if (!answer.ok) return answer;
  if (answer.value[0] === 'cleaned') return succeed(undefined);
  return failHost('claim-refused', `${host.target.name} keeps the spool: the step is ${answer.value.join(' ')}.`, {
    mayHaveBegun: true,
  });
}

/** One question and its answer. A host may hang with its SSH server well (a dead disk below the home folder), so it has a limit. */
async function ask(
  host: WarmHost,
  request: (word: string) => string,
  clock: Clock,
  limitMs: number,
  signal: AbortSignal,
): Promise<Result<readonly string[], HostFailure>> {
  const limit = new AbortController();
  const takeBack = clock.after(limitMs, () => limit.abort());
  const either = AbortSignal.any([signal, limit.signal]);
  try {
    const session = await host.session(either);
    const answer = session.ok
      ? settle(host, await attempt(() => converseUntil(session.value, request, silent, either)), either)
      : session;
    if (answer.ok) return answer;
    if (!limit.signal.aborted) return { ok: false, failure: { ...answer.failure, mayHaveBegun: true } };
    const message = `${host.target.name} did not answer within ${limitMs / 1000} s.`;
    return failHost('contact-lost', message, { mayHaveBegun: true });
  } finally {
    takeBack();
  }
}

async function stream(
  host: WarmHost,
  session: Session,
  request: (word: string) => string,
  from: SpoolOffsets,
  sink: OutputSink,
  clock: Clock,
  signal: AbortSignal,
): Promise<Result<readonly string[], HostFailure>> {
  const seen = { stdout: from.stdout, stderr: from.stderr };
  let hasStarted = false;
  const conversation: Conversation = {
    bytes(name, bytes) {
      seen[name] += bytes.length;
      return sink.bytes(name, bytes, clock.now());
    },
    frame([word, pid, bootId]) {
      if (word !== 'started' || hasStarted) return;
      hasStarted = true;
      sink.started({ pid: Number(pid), ...boot(bootId) });
    },
  };
  const ending = await attempt(() => converseUntil(session, request, conversation, signal));
  const settled = settle(host, ending, signal);
  if (!settled.ok) return settled;
  const counted = parseCounts(settled.value);
  if (isCut(settled.value)) await sink.bytes('stderr', Buffer.from(cutNotice), clock.now());
  // More than was counted is no harm: a process that the script left behind goes on writing.
  else if (counted !== undefined && (counted.stdout > seen.stdout || counted.stderr > seen.stderr)) {
    return failHost(
      'protocol-broken',
      `${host.target.name}: ${counted.stdout} + ${counted.stderr} bytes were written, ${seen.stdout} + ${seen.stderr} arrived.`,
      { mayHaveBegun: true },
    );
  }
  return settled;
}

function settle(host: WarmHost, ending: Ending | Error, signal: AbortSignal): Result<readonly string[], HostFailure> {
  const { name } = host.target;
  if (ending instanceof Error) {
    return failHost('protocol-broken', `${name}: ${wordsOf(ending)}`, { cause: ending, mayHaveBegun: true });
  }
  if (ending.answer !== undefined) return succeed(ending.answer);
  if (signal.aborted) {
    return failHost('cancelled', `${name} is no longer followed; the step goes on.`, { mayHaveBegun: true });
  }
  return failHost('contact-lost', `Contact with ${name} was lost before it gave its verdict.`, { mayHaveBegun: true });
}

function read(host: WarmHost, words: readonly string[], mayHaveBegun: boolean): Result<Inspection, HostFailure> {
  const { name } = host.target;
  const inspection = parseInspection(words);
  if (inspection !== undefined) return succeed(inspection);
  switch (words[0]) {
    case 'homeless':
    case 'unwritable':
      return failHost('home-not-writable', `${name}: ${host.target.user} cannot write below its home folder there.`, {
        mayHaveBegun,
        advice: 'Make room or give the right to write, or run the step in direct mode, which promises less.',
      });
    case 'late':
      return failHost('claim-refused', `${name} got the order too late to obey it; nothing began.`, { mayHaveBegun });
    default:
      return failHost('protocol-broken', `${name} answered ${JSON.stringify(words.join(' '))}.`, {
        mayHaveBegun: true,
      });
  }
}

/** A sink that throws, or a host that talks nonsense, ends the conversation and is told. */
async function attempt(work: () => Promise<Ending>): Promise<Ending | Error> {
  try {
    return await work();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
