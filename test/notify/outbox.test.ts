/** The outbox against a sender that does whatever it is told to, a clock that is told the time, and consoles that end at any moment. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HostName, MaintenanceId } from '../../src/core/ids.ts';
import type { Actor } from '../../src/core/maintenance/actor.ts';
import type { JournalEvent, NewEvent } from '../../src/core/maintenance/events.ts';
import type { Channel } from '../../src/core/notice/channel.ts';
import type { Notice } from '../../src/core/notice/notice.ts';
import { toPlanHash } from '../../src/core/plan/plan-hash.ts';
import { fail, succeed } from '../../src/core/result.ts';
import { Ledger } from '../../src/main/engine/ledger.ts';
import type { Clock, Journal } from '../../src/main/engine/ports.ts';
import { Outbox } from '../../src/main/notify/outbox.ts';
import type { OutgoingMessage, Sender, SendOutcome } from '../../src/main/notify/ports.ts';
import { toPauseMs, triesLimit } from '../../src/main/notify/retry.ts';
import { leader, toPlan } from '../core/maintenance/fixtures.ts';

const id = 'm-outbox' as MaintenanceId;
const chat: Channel = {
  kind: 'webhook',
  name: 'chat',
  audience: 'public',
  format: 'slack',
  url: 'http://127.0.0.1:1/',
  isAuthorized: false,
};

const relay = 'r-1' as never;
const fingerprint = `SHA256:${'a'.repeat(43)}` as never;
const abroad: Channel = {
  kind: 'files',
  name: 'site',
  audience: 'public',
  files: ['page'],
  place: { kind: 'sftp', host: 'db-1' as HostName, path: '/srv/www' },
};
const itself: Actor = { kind: 'console', name: 'Drydock' };

class ToldClock implements Clock {
  nowMs = 1_000_000;
  readonly #calls = new Set<{ readonly atMs: number; readonly call: () => void }>();

  now(): number {
    return this.nowMs;
  }

  after(ms: number, call: () => void): () => void {
    const one = { atMs: this.nowMs + ms, call };
    this.#calls.add(one);
    return () => this.#calls.delete(one);
  }

  pass(ms: number): void {
    this.nowMs += ms;
    for (const one of [...this.#calls]) {
      if (one.atMs > this.nowMs || !this.#calls.delete(one)) continue;
      one.call();
    }
  }

  /** What the process that ended had asked for. */
  forget(): void {
    this.#calls.clear();
  }
}

class MemoryJournal implements Journal {
  readonly events: JournalEvent[] = [];
  isFull = false;

  append(_: MaintenanceId, expectedSeq: number, events: readonly NewEvent[], atMs: number) {
    if (this.isFull) return fail('store-failed', 'The disk is full.');
    if (expectedSeq !== this.events.length) return fail('stale', 'Somebody was faster.');
    const made = events.map(
      (event, index) =>
        ({
          ...event,
          maintenance: id,
          seq: expectedSeq + 1 + index,
          atMs,
          row: 0,
          hash: '',
          previousHash: '',
        }) as JournalEvent,
    );
    this.events.push(...made);
    return succeed(made);
  }

  read(_: MaintenanceId, afterSeq: number): readonly JournalEvent[] {
    return this.events.slice(afterSeq);
  }

  list(): readonly MaintenanceId[] {
    return this.events.length === 0 ? [] : [id];
  }
}

/** What the other side does with a try: `hangs` never answers, and has it or not. */
type Doing =
  | SendOutcome
  | { readonly kind: 'hangs' }
  | { readonly kind: 'later'; readonly outcome: Promise<SendOutcome> };
interface Turn {
  readonly doing: Doing;
  readonly hasIt: boolean;
}

class World {
  readonly clock = new ToldClock();
  readonly journal = new MemoryJournal();
  readonly deliveries = new Map<string, number>();
  readonly seen: OutgoingMessage[] = [];
  readonly problems: unknown[] = [];
  turns: Turn[] = [];
  isIdempotent = false;
  channel: Channel = chat;
  ledger = new Ledger(this.journal, this.clock);
  outbox = this.#make();

  constructor() {
    const plan = toPlan([{ id: 'work', kind: 'manual', phase: 'carry-out', title: 'Work' }]);
    const data = { title: 'Move the shop', plan, planHash: toPlanHash(plan), isPractice: false };
    const planned = (name: string) => {
      const notice = { id: name, kind: 'start' as const, audience: 'public' as const, channels: ['chat'] };
      return { type: 'notice-planned' as const, data: { notice }, actor: leader };
    };
    this.ledger.create(id, { type: 'maintenance-created', data, actor: leader }, [
      planned('start'),
      planned('progress'),
    ]);
  }

  open(): void {
    this.outbox = this.#make();
  }

  #make(): Outbox {
    const sender: Sender = {
      isIdempotent: this.isIdempotent,
      send: (message) => this.#send(message),
      try: async () => ({ isWorking: true, message: '' }),
    };
    return new Outbox({
      ledger: this.ledger,
      channel: () => this.channel,
      senders: { of: () => sender },
      secrets: { missing: () => [], of: () => new Map() },
      clock: this.clock,
      random: () => 0.5,
      report: (problem) => this.problems.push(problem),
    });
  }

  #send(message: OutgoingMessage): Promise<SendOutcome> {
    this.seen.push(message);
    const { doing, hasIt } = this.turns.shift() ?? { doing: { kind: 'sent' as const }, hasIt: true };
    const arrives = doing.kind === 'sent' || (hasIt && doing.kind !== 'refused' && doing.kind !== 'failed');
    const before = this.deliveries.get(message.sendingId) ?? 0;
    // An idempotent other side knows the key.
    if (arrives) this.deliveries.set(message.sendingId, this.isIdempotent ? 1 : before + 1);
    if (doing.kind === 'later') return doing.outcome;
    return doing.kind === 'hangs' ? new Promise(() => {}) : Promise.resolve(doing);
  }

  click(sending: string, notice = 'start') {
    const words = { subject: 'Begins', text: 'It begins.' };
    return this.ledger.submit(id, { type: 'begin-sending', notice, sending, channel: 'chat', ...words }, leader);
  }

  /** The lead goes to another console, as far as the journal is concerned. */
  passLead(): void {
    const { length } = this.journal.events;
    const offered = { type: 'lead-offered' as const, data: { relay, follower: 'f-1' as never }, actor: leader };
    const data = { relay, publicKey: 'key', fingerprint };
    this.journal.append(id, length, [offered, { type: 'lead-accepted', data, actor: leader }], this.clock.now());
    expect(this.ledger.submit(id, { type: 'pass-lead', relay, fingerprint }, leader).ok).toBe(true);
  }

  /** The journal of `from`, whose lead is taken here. */
  takeLead(from: World): void {
    this.journal.events.splice(0, this.journal.events.length, ...from.journal.events);
    this.ledger = new Ledger(this.journal, this.clock);
    this.open();
    expect(this.ledger.submit(id, { type: 'take-lead', fingerprint }, leader).ok).toBe(true);
  }

  /** The power goes out; another console takes up the workspace. */
  async restart(): Promise<void> {
    this.clock.forget();
    this.ledger = new Ledger(this.journal, this.clock);
    this.open();
    this.outbox.recover();
    await this.settle();
  }

  async settle(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
  }

  async pass(ms: number): Promise<void> {
    this.clock.pass(ms);
    await this.settle();
  }

  get sending() {
    return this.ledger.state(id)?.notices.notices[0]?.sendings.at(-1);
  }
}

/** Answers when it is told to. */
function answersLater(): { readonly turn: Turn; answer(outcome: SendOutcome): void } {
  const { promise, resolve } = Promise.withResolvers<SendOutcome>();
  return { turn: { doing: { kind: 'later', outcome: promise }, hasIt: true }, answer: resolve };
}

const failed: Turn = { doing: { kind: 'failed', problem: 'no answer' }, hasIt: false };
const hangs: Turn = { doing: { kind: 'hangs' }, hasIt: true };

describe('the outbox', () => {
  it('PREP-1: sends what was begun, once, with the reference of the time before', async () => {
    const world = new World();
    world.turns = [{ doing: { kind: 'sent', reference: 'incident-7' }, hasIt: true }];
    expect(world.click('first').ok).toBe(true);
    await world.settle();
    expect(world.sending).toMatchObject({ state: 'sent', reference: 'incident-7', tries: 1 });
    expect(world.click('second').ok).toBe(false);
    expect(world.click('first').ok).toBe(false);
    expect(world.seen).toHaveLength(1);
  });

  it('tries again what provably did not arrive, later each time, and gives up in words', async () => {
    const world = new World();
    world.turns = Array.from({ length: triesLimit }, () => failed);
    world.click('first');
    await world.settle();
    for (let tries = 1; tries < triesLimit; tries++) {
      const pauseMs = toPauseMs(tries, 0.5) ?? 0;
      expect(world.sending).toMatchObject({ state: 'sending', tries, nextTryAtMs: world.clock.nowMs + pauseMs });
      await world.pass(pauseMs - 1);
      expect(world.seen).toHaveLength(tries);
      await world.pass(1);
      expect(world.seen).toHaveLength(tries + 1);
    }
    expect(world.sending).toMatchObject({ state: 'failed', problem: 'no answer' });
    expect(new Set(world.seen.map(({ sendingId }) => sendingId)).size).toBe(1);
    expect(world.click('second').ok).toBe(true);
  });

  it('waits as long as the other side asks, and no longer than an hour', () => {
    expect(toPauseMs(1, 0.5, 90_000)).toBe(90_000);
    expect(toPauseMs(1, 0.5, 86_400_000)).toBe(3_600_000);
  });

  it('does not try again what was refused', async () => {
    const world = new World();
    world.turns = [{ doing: { kind: 'refused', problem: 'no such room' }, hasIt: false }];
    world.click('first');
    await world.settle();
    await world.pass(86_400_000);
    expect(world.seen).toHaveLength(1);
    expect(world.sending).toMatchObject({ state: 'failed', problem: 'no such room' });
  });

  it('goes on waiting for the next try after a restart', async () => {
    const world = new World();
    world.turns = [failed];
    world.click('first');
    await world.settle();
    await world.restart();
    expect(world.seen).toHaveLength(1);
    await world.pass(60_000);
    expect(world.sending).toMatchObject({ state: 'sent', tries: 2 });
  });

  it('asks a person after an end in mid-sending, in a first try and in a later one', async () => {
    for (const turns of [[hangs], [failed, hangs]]) {
      const world = new World();
      world.turns = [...turns];
      world.click('first');
      await world.settle();
      await world.pass(turns.length === 1 ? 0 : 60_000);
      await world.restart();
      await world.pass(86_400_000);
      expect(world.seen).toHaveLength(turns.length);
      expect(world.sending).toMatchObject({ state: 'unknown', problem: 'Drydock ended while this was being sent.' });
      expect(world.click('second').ok).toBe(false);
    }
  });

  it('asks of each that was on its way, though something is written before it has looked', async () => {
    const world = new World();
    world.turns = [hangs, hangs];
    world.click('first');
    await world.settle();
    world.click('second', 'progress');
    world.clock.forget();
    world.ledger = new Ledger(world.journal, world.clock);
    world.open();
    world.ledger.submit(id, { type: 'add-note', text: 'The run goes on.' }, leader);
    world.outbox.recover();
    await world.pass(86_400_000);
    expect(world.seen).toHaveLength(1);
    const notices = world.ledger.state(id)?.notices.notices ?? [];
    expect(notices.flatMap(({ sendings }) => sendings.map(({ state }) => state))).toEqual(['unknown', 'unknown']);
  });

  it('sends again by itself where it cannot arrive twice', async () => {
    const world = new World();
    world.isIdempotent = true;
    await world.restart();
    world.turns = [hangs];
    world.click('first');
    await world.settle();
    await world.restart();
    expect(world.sending).toMatchObject({ state: 'sent' });
    expect([...world.deliveries.values()]).toEqual([1]);
  });

  it.each([
    ['a visitor sent', { ...leader, via: 'review' }, leader, 'failed'],
    ['a visitor wrote, and the console sends by itself', itself, { ...leader, via: 'review' }, 'failed'],
    ['the leader sent, though a visitor wrote it', leader, { ...leader, via: 'review' }, 'sent'],
    ['the leader wrote, and the console sends by itself', itself, leader, 'sent'],
  ] as const)(
    'PREP-4: sends through a channel that leads to a host by now, or not, by whose word it is: what %s',
    async (_, by, author, becomes) => {
      const world = new World();
      world.channel = abroad;
      const notice = 'start';
      const at = { notice, sending: 'first' };
      const changed: Notice = { id: notice, kind: 'start', audience: 'public', channels: [abroad.name], text: 'Mine' };
      const events: readonly NewEvent[] = [
        { type: 'notice-changed', data: { notice: changed }, actor: author },
        { type: 'sending-begun', data: { ...at, channel: abroad.name, subject: '', text: 'Mine' }, actor: by },
        { type: 'sending-tried', data: { ...at, problem: 'no answer', nextTryAtMs: 1 }, actor: itself },
      ];
      world.journal.append(id, world.journal.events.length, events, 1);
      world.outbox.wake();
      await world.settle();
      expect(world.sending?.state).toBe(becomes);
      expect(world.seen).toHaveLength(becomes === 'sent' ? 1 : 0);
      if (becomes === 'failed') expect(world.sending?.problem).toContain('over SSH');
    },
  );

  it('does not send again what it could not write down', async () => {
    const world = new World();
    world.turns = [{ doing: { kind: 'sent' }, hasIt: true }];
    world.click('first');
    world.journal.isFull = true;
    await world.settle();
    await world.pass(60_000);
    world.journal.isFull = false;
    await world.pass(60_000);
    expect(world.seen).toHaveLength(1);
    expect(world.sending).toMatchObject({ state: 'unknown' });
    expect(world.problems).not.toEqual([]);
  });

  it.each([
    ['it cannot arrive twice', true],
    ['it can', false],
  ])(
    'does nothing of what was on its way once the lead was passed, where %s, after a restart neither',
    async (_what, isIdempotent) => {
      const world = new World();
      world.isIdempotent = isIdempotent;
      await world.restart();
      const { turn, answer } = answersLater();
      world.turns = [turn];
      world.click('first');
      await world.settle();
      world.passLead();
      const { length } = world.journal.events;
      answer({ kind: 'sent' });
      await world.settle();
      await world.pass(86_400_000);
      await world.restart();
      world.outbox.wake();
      await world.pass(86_400_000);
      expect([world.seen.length, world.journal.events.length, world.problems]).toEqual([1, length, []]);
    },
  );

  it('lets a later try lie that was due only once the lead was passed', async () => {
    const world = new World();
    world.turns = [failed];
    world.click('first');
    await world.settle();
    world.passLead();
    await world.pass(86_400_000);
    expect([world.seen.length, world.problems]).toEqual([1, []]);
  });

  it.each([
    ['sends again what cannot arrive twice', true, { state: 'sent' }],
    [
      'asks of anything else',
      false,
      { state: 'unknown', problem: 'The lead was passed on while this was being sent.' },
    ],
  ])('at the console that took the lead %s', async (_what, isIdempotent, standing) => {
    const from = new World();
    from.turns = [hangs];
    from.click('first');
    await from.settle();
    from.passLead();
    const to = new World();
    to.isIdempotent = isIdempotent;
    to.takeLead(from);
    await to.settle();
    expect(to.sending).toMatchObject(standing);
    expect([to.seen.length, to.problems]).toEqual([isIdempotent ? 1 : 0, []]);
  });

  it('writes down what it still had in hand when the lead has come back', async () => {
    const world = new World();
    const { turn, answer } = answersLater();
    world.turns = [turn];
    world.click('first');
    await world.settle();
    world.passLead();
    expect(world.ledger.submit(id, { type: 'take-lead', fingerprint }, leader).ok).toBe(true);
    answer({ kind: 'sent' });
    await world.settle();
    expect(world.sending).toMatchObject({ state: 'sent' });
    expect(world.seen).toHaveLength(1);
  });

  it('PREP-1: delivers each click at most once, whatever the other side does and whenever the console ends', async () => {
    const turn = fc.record({
      doing: fc.constantFrom<Doing>(
        { kind: 'sent' },
        { kind: 'refused', problem: 'no' },
        { kind: 'failed', problem: 'later' },
        { kind: 'unknown', problem: 'cut' },
        { kind: 'hangs' },
      ),
      hasIt: fc.boolean(),
    });
    const move = fc.constantFrom('click', 'same click', 'restart', 'pass', 'not there', 'full', 'free');
    await fc.assert(
      fc.asyncProperty(fc.array(turn, { maxLength: 12 }), fc.array(move, { maxLength: 25 }), async (turns, moves) => {
        const world = new World();
        world.turns = [...turns];
        let clicks = 0;
        for (const one of moves) {
          if (one === 'click') world.click(`click-${++clicks}`, clicks % 2 === 0 ? 'start' : 'progress');
          if (one === 'same click' && clicks > 0) world.click(`click-${clicks}`);
          if (one === 'restart') await world.restart();
          if (one === 'pass') await world.pass(700_000);
          if (one === 'full' || one === 'free') world.journal.isFull = one === 'full';
          if (one === 'not there' && world.sending?.state === 'unknown') {
            const settle = {
              type: 'settle-sending',
              notice: 'start',
              word: 'give-up',
              reason: 'nobody knows',
            } as const;
            world.ledger.submit(id, { ...settle, sending: world.sending.id }, leader);
          }
          await world.settle();
        }
        expect(Math.max(0, ...world.deliveries.values())).toBeLessThanOrEqual(1);
      }),
      { numRuns: 300 },
    );
  });
});
