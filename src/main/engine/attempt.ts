/**
 * Performs one attempt from its intent to its verdict, through whatever happens to the connection. It decides nothing: what it
 * learns it reports, and core decides.
 */
import type { Uncertainty } from '../../core/maintenance/events/verdict.ts';
import type { Result } from '../../core/result.ts';
import type { AttemptPlace } from './attempt-place.ts';
import { Backoff } from './backoff.ts';
import { OutputFeed } from './output-feed.ts';
import type { HostFailure, Inspection, OutputSink } from './ports.ts';
import { Trouble } from './trouble.ts';

/** For how long a host may be out of reach before an attempt that has provably not begun is given up. */
const connectPatienceMs = 60_000;
/** A connection that is back within this time never made the step unknown. */
const lossGraceMs = 3_000;
/** A claim without a process is looked at this often before it is closed: its starter may be about to start. */
const claimTries = 5;

/** `fresh`: intended by this process, just now. `recovered`: found open in the journal. */
export type Origin = 'fresh' | 'recovered';

export class AttemptRun {
  readonly #place: AttemptPlace;
  readonly #origin: Origin;
  readonly #signal: AbortSignal;
  readonly #backoff: Backoff;
  /** Whether the script may have reached the host; only while false may the attempt be called not started. */
  #mayHaveBegun: boolean;
  #lostAtMs: number | undefined;
  /** Why the host that answers again is not taken up, where that was said already. */
  #refusal: HostFailure['kind'] | undefined;
  #takeBackUnknown: (() => void) | undefined;
  #claimsSeen = 0;

  /** @param signal detaches: the step goes on, this stops watching it */
  constructor(place: AttemptPlace, origin: Origin, signal: AbortSignal) {
    this.#place = place;
    this.#origin = origin;
    this.#signal = signal;
    this.#backoff = new Backoff(place.world.clock, place.world.random);
    this.#mayHaveBegun = origin === 'recovered' && place.open()?.attempt.isDispatched === true;
  }

  /** A host was changed: what waits for its next try tries now. */
  hurry(): void {
    this.#backoff.skip();
  }

  /** Resolves when the attempt is settled, or nothing more can be learnt of it, or `signal` is aborted. */
  async perform(): Promise<void> {
    try {
      if (this.#origin === 'recovered' && !(await this.#mayFollow())) return;
      if (this.#origin === 'fresh' && !(await this.#dispatch())) return;
      let isStarter = this.#origin === 'fresh';
      while (this.#isWanted()) {
        const answer = await this.#follow(isStarter);
        if (!this.#isWanted()) return;
        const next = answer.ok ? await this.#onAnswer(answer.value) : await this.#onFailure(answer.failure, isStarter);
        if (next === 'over') return;
        isStarter = next === 'start';
      }
    } finally {
      this.#takeBackUnknown?.();
    }
  }

  #isWanted(): boolean {
    return !this.#signal.aborted && this.#place.open() !== undefined;
  }

  /** A direct attempt leaves nothing on its host to ask: after a restart only a person can say what became of it. */
  async #mayFollow(): Promise<boolean> {
    const now = this.#place.open();
    if (now === undefined) return false;
    if (!now.attempt.isDispatched) {
      await this.#sayNotStarted('interrupted', 'Drydock was stopped before anything was sent to the host.');
      return false;
    }
    if (now.attempt.mode === 'durable') return true;
    this.#sayUnknown({
      kind: 'contact-lost',
      message: 'Drydock was stopped while it ran, and a direct step leaves no trace to ask for.',
    });
    return false;
  }

  /** Makes the connection where there was none, and commits that the script is about to be sent. */
  async #dispatch(): Promise<boolean> {
    if (this.#place.open()?.attempt.isDispatched === true) return true;
    const { clock, hosts } = this.#place.world;
    const beganAtMs = clock.now();
    while (this.#isWanted()) {
      const connected = await hosts.connect(this.#place.target, this.#signal);
      if (!this.#isWanted()) return false;
      if (connected.ok) {
        const { task, attempt } = this.#place.key;
        const { bootId } = connected.value;
        return this.#place.say({ type: 'dispatch', task, attempt, ...(bootId === undefined ? {} : { bootId }) }).ok;
      }
      const { kind, message } = connected.failure;
      if (!isPassing(kind) || clock.now() - beganAtMs > connectPatienceMs) {
        await this.#sayNotStarted(kind, message);
        return false;
      }
      await this.#backoff.pause(this.#signal);
    }
    return false;
  }

  /** One connection's worth: starts or attaches, and takes output from where the store ends. */
  async #follow(isStarter: boolean): Promise<Result<Inspection, HostFailure>> {
    const { hosts, output, clock, vault } = this.#place.world;
    const { key, target } = this.#place;
    const from = (await output.ends(key)).offsets;
    const feed = new OutputFeed(key, from, vault.texts(key.maintenance), output, clock);
    const trouble = new Trouble();
    const signal = AbortSignal.any([this.#signal, trouble.signal]);
    const sink: OutputSink = {
      started: (facts) => void trouble.catch(() => this.#onStarted(facts)),
      bytes: (stream, bytes, atMs) => trouble.catch(() => feed.push(stream, bytes, atMs)),
    };
    try {
      const answer = isStarter
        ? await hosts.run(this.#place.order(), from, sink, signal)
        : await hosts.follow(target, key, from, sink, signal);
      trouble.throwIfAny();
      if (answer.ok && answer.value.kind !== 'absent' && answer.value.kind !== 'claimed') await feed.end(clock.now());
      return answer;
    } finally {
      feed.drop();
    }
  }

  #onStarted(facts: { readonly pid?: number; readonly bootId?: string }): void {
    this.#mayHaveBegun = true;
    this.#regain();
    const { pid, bootId } = facts;
    const { task, attempt } = this.#place.key;
    const known = { ...(pid === undefined ? {} : { pid }), ...(bootId === undefined ? {} : { bootId }) };
    this.#place.say({ type: 'report-started', task, attempt, ...known }, 'host');
  }

  async #onAnswer(inspection: Inspection): Promise<'over' | 'follow' | 'start'> {
    this.#regain();
    switch (inspection.kind) {
      case 'done':
        await this.#place.sayEnded(await this.#place.judge(inspection.exit), 'host');
        await this.#clean();
        return 'over';
      case 'lost':
        this.#sayUnknown({
          kind: 'process-gone',
          message:
            'The host has no such process any more, and no exit status was written: it was killed, or the host lost it.',
        });
        return 'over';
      case 'rebooted':
        this.#sayUnknown({
          kind: 'rebooted',
          message: 'The host has booted since the step began; how far it came is not known.',
        });
        return 'over';
      case 'running':
        return 'follow';
      case 'absent':
        return this.#onAbsent(inspection.bootId);
      case 'claimed':
        return this.#onClaimed();
    }
  }

  /**
   * No claim: nothing was started, unless the claim went with the host's disk. This process, which holds the order in its hands,
   * may give it again, for the claim lets it start once. After a restart the claim is closed instead: the leader was away.
   */
  async #onAbsent(bootId: string | undefined): Promise<'over' | 'follow' | 'start'> {
    const known = this.#place.open()?.attempt.bootId;
    if (this.#mayHaveBegun && known !== undefined && bootId !== undefined && bootId !== known) {
      this.#sayUnknown({ kind: 'spool-gone', message: 'The host has booted since, and has no trace of this attempt.' });
      return 'over';
    }
    if (this.#place.open()?.attempt.startedAtMs !== undefined) {
      this.#sayUnknown({
        kind: 'spool-gone',
        message: 'The step had begun, but its spool is not on the host any more.',
      });
      return 'over';
    }
    return this.#origin === 'fresh' ? 'start' : this.#close();
  }

  async #onClaimed(): Promise<'over' | 'follow' | 'start'> {
    this.#claimsSeen += 1;
    if (this.#claimsSeen >= claimTries) return this.#close();
    await this.#backoff.pause(this.#signal);
    return 'follow';
  }

  /** Closes the claim for good, so that nothing late can start it, and only then says that it did not begin. */
  async #close(): Promise<'over' | 'follow'> {
    const closed = await this.#place.world.hosts.end(this.#place.target, this.#place.key, 0);
    if (!closed.ok) {
      await this.#backoff.pause(this.#signal);
      return 'follow';
    }
    if (closed.value.kind !== 'absent' && closed.value.kind !== 'claimed') return 'follow';
    await this.#sayNotStarted('interrupted', 'It was interrupted before its script began.');
    await this.#clean();
    return 'over';
  }

  async #onFailure(failure: HostFailure, isStarter: boolean): Promise<'over' | 'follow' | 'start'> {
    if (failure.kind === 'cancelled') return 'over';
    this.#mayHaveBegun ||= failure.mayHaveBegun;
    if (isStarter && !this.#mayHaveBegun && !isPassing(failure.kind)) {
      await this.#sayNotStarted(failure.kind, failure.message);
      return 'over';
    }
    if (this.#place.open()?.attempt.mode === 'direct' && this.#mayHaveBegun) {
      this.#sayUnknown({
        kind: 'contact-lost',
        message: `${failure.message} A direct step leaves no trace to ask for.`,
      });
      return 'over';
    }
    this.#lose(failure);
    await this.#backoff.pause(this.#signal);
    return isStarter && !this.#mayHaveBegun ? 'start' : 'follow';
  }

  /** Said once; and once more for a host that answers again and is not taken up, for its key has changed, say. */
  #lose({ kind, message }: HostFailure): void {
    const { clock } = this.#place.world;
    const refusal = isPassing(kind) ? undefined : kind;
    const isFirst = this.#lostAtMs === undefined;
    if (!isFirst && (refusal === undefined || refusal === this.#refusal)) return;
    this.#refusal = refusal;
    this.#place.say({ type: 'report-contact', host: this.#place.target.name, isLost: true, message, afterMs: 0 });
    if (!isFirst) return;
    this.#lostAtMs = clock.now();
    this.#takeBackUnknown = clock.after(lossGraceMs, () => {
      try {
        this.#sayUnknown({ kind: 'contact-lost', message });
      } catch (problem) {
        this.#place.world.report(problem);
      }
    });
  }

  #regain(): void {
    this.#takeBackUnknown?.();
    this.#takeBackUnknown = undefined;
    this.#backoff.reset();
    this.#refusal = undefined;
    if (this.#lostAtMs === undefined) return;
    const afterMs = this.#place.world.clock.now() - this.#lostAtMs;
    this.#lostAtMs = undefined;
    this.#place.say({ type: 'report-contact', host: this.#place.target.name, isLost: false, message: '', afterMs });
  }

  #sayUnknown(why: Uncertainty): void {
    const { task, attempt } = this.#place.key;
    this.#place.say({ type: 'report-unknown', task, attempt, why });
  }

  async #sayNotStarted(failure: string, message: string): Promise<void> {
    await this.#place.sayEnded({ kind: 'not-started', failure, message }, 'console');
  }

  /** The content is safe: the spool may go. A host that does not answer keeps it; nothing depends on it any more. */
  async #clean(): Promise<void> {
    await this.#place.world.hosts.clean(this.#place.target, this.#place.key);
  }
}

/** The network's doing: the next try may find it mended. */
function isPassing(kind: HostFailure['kind']): boolean {
  return kind === 'host-unreachable' || kind === 'contact-lost';
}
