/** The outbox: performs sendings the journal has begun, tries again what provably did not arrive, and never sends one click twice. */
import type { MaintenanceId } from '../../core/ids.ts';
import { isPassed } from '../../core/lead/relay.ts';
import type { Actor } from '../../core/maintenance/actor.ts';
import type { OutboxCommand } from '../../core/maintenance/commands.ts';
import type { MaintenanceState } from '../../core/maintenance/state.ts';
import { type Channel, reachesHost } from '../../core/notice/channel.ts';
import { isOfVisitor, type PlannedNotice, type Sending } from '../../core/notice/notice.ts';
import type { Ledger } from '../engine/ledger.ts';
import type { Clock } from '../engine/ports.ts';
import { toMessage } from './message.ts';
import type { Sender, Senders, SendOutcome } from './ports.ts';
import { toPauseMs } from './retry.ts';
import type { ChannelSecrets } from './secrets.ts';

/** One try may take so long. */
const tryLimitMs = 60_000;
/** Leaving waits so long for what is being told to stop. */
const farewellMs = 3_000;
/** After a store that could not write, this long until the next look. */
const troublePauseMs = 5_000;

const itself: Actor = { kind: 'console', name: 'Drydock' };

export interface OutboxParts {
  readonly ledger: Pick<Ledger, 'list' | 'state' | 'submit' | 'onAppended'>;
  readonly channel: (name: string) => Channel | undefined;
  readonly senders: Pick<Senders, 'of'>;
  readonly secrets: Pick<ChannelSecrets, 'missing' | 'of'>;
  readonly clock: Clock;
  /** 0 ≤ x < 1 */
  readonly random: () => number;
  readonly report: (problem: unknown) => void;
}

interface Place {
  readonly maintenance: MaintenanceId;
  readonly notice: string;
  readonly sending: string;
}

/** What follows a try: another look, waiting for somebody, or doubt. */
type Next = 'look' | 'wait' | 'in-doubt';

export class Outbox {
  readonly #parts: OutboxParts;
  readonly #stop = new AbortController();
  readonly #unsubscribe: () => void;
  /** Sendings this process has in hand, by place: being tried, or waiting for their channel. */
  readonly #inHand = new Map<string, Promise<void>>();
  readonly #timers = new Map<string, () => void>();
  /** Begun by this process, and not tried yet: any other sending without an outcome may have left. */
  readonly #fresh = new Set<string>();
  /** One message at a time through each channel, in the order they were sent. */
  readonly #turns = new Map<string, Promise<void>>();

  constructor(parts: OutboxParts) {
    this.#parts = parts;
    this.#unsubscribe = parts.ledger.onAppended((maintenance, events, state) => {
      for (const { type, data } of events)
        if (type === 'sending-begun') this.#fresh.add(keyOf({ maintenance, sending: data.sending }));
      // What the console before had on its way, it could not write down any more.
      if (events.some(({ type }) => type === 'lead-taken'))
        this.#takeUp(state, 'The lead was passed on while this was being sent.');
      else this.#look(state);
    });
  }

  /**
   * Takes up what a process before left. A sending without an outcome may have left: it is sent again only where its sender
   * says that it cannot arrive twice, else a person is asked.
   */
  recover(): void {
    for (const id of this.#parts.ledger.list()) {
      const state = this.#parts.ledger.state(id);
      if (state !== undefined) this.#takeUp(state, 'Drydock ended while this was being sent.');
    }
  }

  /** A secret or a channel has come: what waited for it goes. */
  wake(): void {
    for (const id of this.#parts.ledger.list()) {
      const state = this.#parts.ledger.state(id);
      if (state !== undefined) this.#look(state);
    }
  }

  /** Stops what is being tried; what did not leave is tried by the next process. */
  async close(): Promise<void> {
    this.#unsubscribe();
    this.#stop.abort();
    for (const takeBack of this.#timers.values()) takeBack();
    this.#timers.clear();
    let takeBack = () => {};
    const farewell = new Promise<void>((resolve) => {
      takeBack = this.#parts.clock.after(farewellMs, resolve);
    });
    await Promise.race([Promise.all(this.#inHand.values()), farewell]);
    takeBack();
  }

  /** What a process before left, or the console the lead was taken from. */
  #takeUp(state: MaintenanceState, problem: string): void {
    for (const { notice, sending } of openSendings(state)) {
      const place = { maintenance: state.id, notice: notice.id, sending: sending.id };
      // What this very process still has in hand is written down when it is through.
      if (this.#inHand.has(keyOf(place)) || this.#mayTakeUp(sending)) continue;
      this.#fresh.delete(keyOf(place));
      try {
        this.#leaveOpen(place, problem);
      } catch (trouble) {
        this.#parts.report(trouble);
        this.#doubt(place, troublePauseMs);
      }
    }
    this.#look(this.#parts.ledger.state(state.id) ?? state);
  }

  #look(state: MaintenanceState): void {
    if (this.#stop.signal.aborted) return;
    for (const { notice, sending } of openSendings(state)) {
      const place = { maintenance: state.id, notice: notice.id, sending: sending.id };
      const key = keyOf(place);
      if (this.#inHand.has(key) || this.#timers.has(key)) continue;
      if (!this.#fresh.has(key) && !this.#mayTakeUp(sending)) continue;
      const waitMs = (sending.nextTryAtMs ?? 0) - this.#parts.clock.now();
      if (waitMs > 0) this.#later(place, waitMs);
      else this.#take(place, sending.channel);
    }
  }

  #later(place: Place, waitMs: number): void {
    const key = keyOf(place);
    const takeBack = this.#parts.clock.after(waitMs, () => {
      this.#timers.delete(key);
      const state = this.#parts.ledger.state(place.maintenance);
      if (state !== undefined) this.#look(state);
    });
    this.#timers.set(key, takeBack);
  }

  #take(place: Place, channel: string): void {
    const key = keyOf(place);
    const turn = this.#turns.get(channel) ?? Promise.resolve();
    const done = turn
      .then(() => this.#try(place))
      .catch((problem): Next => {
        this.#parts.report(problem);
        return 'in-doubt';
      })
      .then((next) => {
        this.#inHand.delete(key);
        if (next === 'in-doubt') this.#doubt(place, troublePauseMs);
        // What was written while it was in hand was passed over: it is looked at now.
        const state = this.#parts.ledger.state(place.maintenance);
        if (next === 'look' && state !== undefined) this.#look(state);
      });
    this.#inHand.set(key, done);
    this.#turns.set(channel, done);
  }

  /** What became of it could not be written down: as after a crash, it is not sent again on a guess. */
  #doubt(place: Place, pauseMs: number): void {
    if (this.#stop.signal.aborted) return;
    const key = keyOf(place);
    const takeBack = this.#parts.clock.after(pauseMs, () => {
      this.#timers.delete(key);
      const found = this.#find(place);
      if (found === undefined) return;
      try {
        if (this.#mayTakeUp(found.sending)) this.#take(place, found.sending.channel);
        else this.#leaveOpen(place, 'Drydock could not write down what became of it.');
      } catch (problem) {
        this.#parts.report(problem);
        this.#doubt(place, troublePauseMs);
      }
    });
    this.#timers.set(key, takeBack);
  }

  /** Provably not there, or of a sender through which it cannot arrive twice. */
  #mayTakeUp(sending: Sending): boolean {
    return sending.nextTryAtMs !== undefined || this.#senderOf(sending)?.isIdempotent === true;
  }

  #leaveOpen(place: Place, problem: string): void {
    this.#say(place, { type: 'report-sending-unknown', notice: place.notice, sending: place.sending, problem });
  }

  async #try(place: Place): Promise<Next> {
    const found = this.#find(place);
    if (found === undefined || this.#stop.signal.aborted) return 'wait';
    const { state, notice, sending } = found;
    const at = { notice: notice.id, sending: sending.id };
    const channel = this.#parts.channel(sending.channel);
    const sender = channel === undefined ? undefined : this.#parts.senders.of(channel);
    if (channel === undefined || sender === undefined) {
      const problem = `There is no channel “${sending.channel}” any more.`;
      this.#say(place, { type: 'report-sending-tried', ...at, problem });
      return 'look';
    }
    // The channel may lead elsewhere by now than when the sending began.
    if (reachesHost(channel) && isOfVisitor(notice, sending.by)) {
      const problem = `“${channel.name}” is written to a host over SSH, and ${sending.by.name} sent this from another machine.`;
      this.#say(place, { type: 'report-sending-tried', ...at, problem });
      return 'look';
    }
    // Given again, `wake` takes it up.
    if (this.#parts.secrets.missing(channel).length > 0) return 'wait';
    // On disk before it leaves: from here on it may have arrived.
    if (sending.nextTryAtMs !== undefined && !this.#say(place, { type: 'report-sending-repeated', ...at }))
      return 'look';
    this.#fresh.delete(keyOf(place));
    const signal = AbortSignal.any([this.#stop.signal, AbortSignal.timeout(tryLimitMs)]);
    const outcome = await sender.send(toMessage(state, notice, sending), this.#parts.secrets.of(channel), signal);
    this.#settle(place, sending, sender, outcome);
    return 'look';
  }

  #settle(place: Place, { tries }: Sending, sender: Sender, outcome: SendOutcome): void {
    const at = { notice: place.notice, sending: place.sending };
    switch (outcome.kind) {
      case 'sent': {
        const reference = outcome.reference === undefined ? {} : { reference: outcome.reference.slice(0, 2_000) };
        this.#say(place, { type: 'report-sending-done', ...at, ...reference });
        return;
      }
      case 'refused':
        this.#say(place, { type: 'report-sending-tried', ...at, problem: toProblem(outcome.problem) });
        return;
      case 'unknown':
      case 'failed': {
        const problem = toProblem(outcome.problem);
        const askedMs = outcome.kind === 'failed' ? outcome.retryAfterMs : undefined;
        const pauseMs = toPauseMs(tries + 1, this.#parts.random(), askedMs);
        const mayBeTried = outcome.kind === 'failed' || sender.isIdempotent;
        if (mayBeTried && pauseMs !== undefined) {
          const nextTryAtMs = this.#parts.clock.now() + pauseMs;
          this.#say(place, { type: 'report-sending-tried', ...at, problem, nextTryAtMs });
          return;
        }
        // Where it is tried again after an unknown outcome, a later failure does not prove that the first did not arrive.
        if (outcome.kind === 'unknown' || sender.isIdempotent)
          this.#say(place, { type: 'report-sending-unknown', ...at, problem });
        else this.#say(place, { type: 'report-sending-tried', ...at, problem });
      }
    }
  }

  #find({ maintenance, notice: noticeId, sending: id }: Place) {
    const state = this.#parts.ledger.state(maintenance);
    const notice = state?.notices.notices.find((one) => one.id === noticeId);
    const sending = notice?.sendings.find((one) => one.id === id);
    if (state === undefined || isPassed(state)) return undefined;
    if (notice === undefined || sending?.state !== 'sending') return undefined;
    return { state, notice, sending };
  }

  #senderOf({ channel: name }: Sending): Sender | undefined {
    const channel = this.#parts.channel(name);
    return channel === undefined ? undefined : this.#parts.senders.of(channel);
  }

  /** `false` where it is settled otherwise meanwhile, or is another console’s to settle. */
  #say(place: Place, command: OutboxCommand): boolean {
    const said = this.#parts.ledger.submit(place.maintenance, command, itself);
    if (said.ok) return true;
    if (said.failure.kind === 'too-late' || said.failure.kind === 'read-only') return false;
    const state = this.#parts.ledger.state(place.maintenance);
    if (state !== undefined && isPassed(state)) return false;
    throw new Error(said.failure.message, { cause: said.failure });
  }
}

/** None once the lead was passed on: whoever takes it takes them up. */
function openSendings(
  state: MaintenanceState,
): readonly { readonly notice: PlannedNotice; readonly sending: Sending }[] {
  if (isPassed(state)) return [];
  return state.notices.notices.flatMap((notice) =>
    notice.sendings.filter((sending) => sending.state === 'sending').map((sending) => ({ notice, sending })),
  );
}

function keyOf({ maintenance, sending }: Pick<Place, 'maintenance' | 'sending'>): string {
  return `${maintenance}/${sending}`;
}

function toProblem(problem: string): string {
  return problem.trim().slice(0, 2_000) || 'It could not be sent.';
}
