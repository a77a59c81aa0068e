/** Direct steps: no spool on the host, so nothing survives a lost connection. For hosts whose home folder cannot be written. */
import { once } from 'node:events';
import type { AttemptKey } from '../../core/ids.ts';
import { type Result, succeed } from '../../core/result.ts';
import type { AttemptOrder, Clock, HostFailure, Inspection, OutputSink } from '../engine/ports.ts';
import { failHost, wordsOf } from './failures.ts';
import { boot, directRequest, latestTickOf, refusalOf } from './requests.ts';
import type { Ending, Session } from './session.ts';
import type { WarmHost } from './warm-host.ts';

/** A script goes to its shell as one argument, of which no host takes more than this. */
const scriptLimitBytes = 100_000;
/** How long a killed process may take to be gone. */
const killMs = 2_000;

interface Running {
  readonly session: Session;
  readonly ending: Promise<Ending | Error>;
}

/** The direct steps of this console that run now: only over their own channel can they be ended. */
export class DirectSteps {
  readonly #clock: Clock;
  readonly #running = new Map<string, Running>();
  /** Ordered, and not yet sent for want of a session: what withdraws each. */
  readonly #waiting = new Map<string, AbortController>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async run(
    host: WarmHost,
    order: AttemptOrder,
    sink: OutputSink,
    signal: AbortSignal,
  ): Promise<Result<Inspection, HostFailure>> {
    const refusal = refusalOf(order) ?? tooLong(order.script);
    if (refusal !== undefined) return failHost('claim-refused', refusal);
    const id = idOf(order.key);
    for (let again = 0; ; again += 1) {
      const withdrawal = new AbortController();
      this.#waiting.set(id, withdrawal);
      let session: Result<Session, HostFailure>;
      try {
        session = await host.session(AbortSignal.any([signal, withdrawal.signal]));
        // Whoever withdrew it says what became of it, and calls it off then.
        if (withdrawal.signal.aborted && !signal.aborted) await once(signal, 'abort');
      } finally {
        this.#waiting.delete(id);
      }
      if (!session.ok) return session;
      if (signal.aborted) {
        session.value.drop();
        return failHost('cancelled', `The direct step on ${host.target.name} was called off before it was sent.`);
      }
      const ending = this.#converse(session.value, order, sink);
      this.#running.set(id, { session: session.value, ending });
      const detached = Promise.withResolvers<Ending>();
      const onAbort = () => {
        session.value.drop();
        detached.resolve({ answer: undefined, exit: undefined });
      };
      signal.addEventListener('abort', onAbort, { once: true });
      const ended = await Promise.race([ending, detached.promise]);
      signal.removeEventListener('abort', onAbort);
      this.#running.delete(id);
      const isLate = !(ended instanceof Error) && ended.answer?.[0] === 'late';
      if (isLate && again === 0) continue;
      return verdictOf(host, ended, signal);
    }
  }

  /**
   * `undefined`: no direct step of this console. TERM, then KILL, as far as the host's SSH server passes signals on. One that
   * was not sent yet never will be: no claim on its host would see to that.
   */
  async end(host: WarmHost, key: AttemptKey, graceMs: number): Promise<Result<Inspection, HostFailure> | undefined> {
    const waiting = this.#waiting.get(idOf(key));
    if (waiting !== undefined) {
      waiting.abort();
      return succeed({ kind: 'absent' });
    }
    const running = this.#running.get(idOf(key));
    if (running === undefined) return undefined;
    const { session, ending } = running;
    session.signal('TERM');
    if (!(await this.#isEnded(ending, graceMs))) {
      session.signal('KILL');
      if (!(await this.#isEnded(ending, killMs))) {
        return failHost('end-not-proven', `${host.target.name}: the direct step does not end by a signal.`, {
          mayHaveBegun: true,
          advice: 'Look for its process on the host, and end it there.',
        });
      }
    }
    return verdictOf(host, await ending, new AbortController().signal);
  }

  async #converse(session: Session, order: AttemptOrder, sink: OutputSink): Promise<Ending | Error> {
    const request = directRequest(order, latestTickOf(session, this.#clock.now()));
    try {
      return await session.converse(request, {
        bytes: (stream, bytes) => sink.bytes(stream, bytes, this.#clock.now()),
        frame: ([word, pid, bootId]) => {
          if (word === 'started') sink.started({ pid: Number(pid), ...boot(bootId) });
        },
      });
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  #isEnded(ending: Promise<unknown>, withinMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const takeBack = this.#clock.after(withinMs, () => resolve(false));
      ending.then(() => {
        takeBack();
        resolve(true);
      });
    });
  }
}

function verdictOf(host: WarmHost, ended: Ending | Error, signal: AbortSignal): Result<Inspection, HostFailure> {
  const { name } = host.target;
  if (ended instanceof Error) {
    return failHost('protocol-broken', `${name}: ${wordsOf(ended)}`, { cause: ended, mayHaveBegun: true });
  }
  if (ended.answer?.[0] === 'late') {
    return failHost('claim-refused', `${name} got the order too late to obey it; nothing began.`);
  }
  if (ended.exit !== undefined) return succeed({ kind: 'done', exit: ended.exit });
  const more = { mayHaveBegun: true, advice: 'It was a direct step: whether it goes on can only be seen on the host.' };
  if (signal.aborted) return failHost('cancelled', `${name}: the direct step was left; nothing follows it.`, more);
  return failHost('contact-lost', `Contact with ${name} was lost while a direct step ran.`, more);
}

function tooLong(script: string): string | undefined {
  const sizeBytes = Buffer.byteLength(script);
  if (sizeBytes <= scriptLimitBytes) return undefined;
  return `The script has ${sizeBytes} bytes; a direct step takes ${scriptLimitBytes}.`;
}

function idOf(key: AttemptKey): string {
  return `${key.maintenance}/${key.task}/${key.attempt}`;
}
