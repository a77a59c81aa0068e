/** Under any course of releases and words the gate is never open while a failed release stands unresolved. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isLiftable } from '../../../src/core/gate/gate.ts';
import { followRelease, type ReleaseTrack } from '../../../src/core/gate/release-track.ts';
import { toStanding } from '../../../src/core/gate/standing.ts';
import { toGate } from '../../../src/core/gate/to-gate.ts';
import type { Command } from '../../../src/core/maintenance/commands.ts';
import { toNext } from '../../../src/core/maintenance/next.ts';
import { toOffers } from '../../../src/core/maintenance/offers.ts';
import { openTasks } from '../../../src/core/maintenance/tasks.ts';
import { engine, type Run } from '../maintenance/fixtures.ts';
import { Environment } from './releases.ts';

const migrations = ['001', '002', '003'];

interface Move {
  readonly kind: 'engine' | 'person' | 'release' | 'block' | 'unblock';
  readonly choice: number;
}
const moves: fc.Arbitrary<Move[]> = fc.array(
  fc.record({
    kind: fc.constantFrom<Move['kind']>(
      'engine',
      'engine',
      'engine',
      'engine',
      'engine',
      'person',
      'person',
      'release',
      'block',
      'unblock',
    ),
    choice: fc.nat(10_000),
  }),
  { minLength: 10, maxLength: 90 },
);

/** What stands unresolved, told step by step as it happens: not from the whole, as the gate is. */
class Bookkeeper {
  readonly #words = new Set<number>();
  readonly #failures = new Map<
    Run,
    { readonly migrations: readonly string[]; readonly key: string; isSettled: boolean }
  >();
  readonly #atWork = new Set<Run>();
  readonly #begun = new Map<Run, number>();
  readonly #failedAt = new Map<Run, number>();
  #count = 0;

  /** After something happened in `run`. */
  look(run: Run): void {
    this.#count += 1;
    const standing = toStanding(run.state);
    if (standing === undefined) return;
    this.#atWork.delete(run);
    if (standing.kind !== 'failed') this.#failures.delete(run);
    if (standing.kind === 'at-work') {
      this.#atWork.add(run);
      if (!this.#begun.has(run)) this.#begun.set(run, this.#count);
    }
    if (standing.kind === 'failed') {
      const key = JSON.stringify(standing);
      if (this.#failures.get(run)?.key === key) return;
      this.#failures.set(run, { migrations: standing.migrations, key, isSettled: false });
      this.#failedAt.set(run, this.#count);
    }
    if (standing.kind === 'clean' && standing.migrations.length > 0) {
      for (const [other, failure] of this.#failures) {
        const isLater = (this.#begun.get(run) ?? 0) > (this.#failedAt.get(other) ?? 0);
        if (isLater && failure.migrations.every((id) => standing.migrations.includes(id))) failure.isSettled = true;
      }
    }
  }

  block(number: number): void {
    this.#words.add(number);
  }

  /** A word lifts what it names; here it names all there is. */
  unblock(): void {
    this.#words.clear();
    for (const failure of this.#failures.values()) failure.isSettled = true;
  }

  get isClear(): boolean {
    const isFailed = [...this.#failures.values()].some(({ isSettled }) => !isSettled);
    return this.#words.size === 0 && this.#atWork.size === 0 && !isFailed;
  }
}

it('REL-7: is open exactly while nothing is unresolved, whatever happens in whatever order', () => {
  const seen = { open: 0, blocked: 0, failed: 0 };
  fc.assert(
    fc.property(moves, (dice) => {
      const environment = new Environment();
      const book = new Bookkeeper();
      for (const move of dice) {
        play(environment, book, move);
        const { gate, history } = toGate({
          environment: { name: 'production' },
          words: environment.words,
          releases: environment.records(),
        });
        expect(gate.state).toBe(book.isClear ? 'open' : 'blocked');
        expect(history.entries[0]?.state ?? 'open').toBe(gate.state);
        for (const run of environment.runs) expectNotOpenBy(run, gate.state, environment);
        seen[gate.state] += 1;
        if (gate.causes.some(({ kind }) => kind === 'release-failed')) seen.failed += 1;
      }
    }),
    { numRuns: 250 },
  );
  // The dice have been everywhere.
  for (const state of ['open', 'blocked', 'failed'] as const) expect(seen[state]).toBeGreaterThan(100);
});

it('is the same whenever a journal is read on by pieces', () => {
  fc.assert(
    fc.property(moves, fc.nat(50), (dice, cut) => {
      const environment = new Environment();
      const book = new Bookkeeper();
      for (const move of dice) play(environment, book, move);
      for (const { events } of environment.runs) {
        const fold = (track: ReleaseTrack | undefined, part: typeof events) =>
          part.reduce(followRelease, track as never);
        const whole = fold(undefined, events);
        expect(fold(fold(undefined, events.slice(0, cut)), events.slice(cut))).toEqual(whole);
      }
    }),
    { numRuns: 50 },
  );
});

/** Said without the gate's own rules: what is running is never released beside. */
function expectNotOpenBy(run: Run, state: 'open' | 'blocked', environment: Environment): void {
  if (openTasks(run.state).length > 0) expect(state).toBe('blocked');
  const isLed = run.state.status === 'running' || run.state.status === 'rolling-back';
  const lifted = environment.words.flatMap((word) => (word.word === 'unblock' ? word.lifts : []));
  const isSpokenOf = lifted.some((id) => id.startsWith(`${run.state.id}@`));
  const isFollowed = environment.runs.some(({ state: other }) => other.status === 'completed' && other !== run.state);
  if (isLed && !isSpokenOf && !isFollowed) expect(state).toBe('blocked');
}

function play(environment: Environment, book: Bookkeeper, { kind, choice }: Move): void {
  const pick = <T>(of: readonly T[]): T | undefined => of[choice % Math.max(1, of.length)];
  switch (kind) {
    case 'release': {
      const ids = migrations.filter((_id, index) => ((choice >> index) & 1) === 0);
      const rollback = { kind: 'script', script: 'undo' } as const;
      const onFailure = pick(['stop', 'ask', 'continue', 'roll-back'] as const) ?? 'stop';
      const run = environment.release(ids.length === 0 ? ['001'] : ids, {
        more: { onFailure, rollback, retries: choice % 2 },
      });
      environment.start(run);
      book.look(run);
      return;
    }
    case 'engine':
    case 'person': {
      const run = pick(environment.runs.toReversed());
      const command = run === undefined ? undefined : pick(kind === 'engine' ? toReports(run, choice) : toOffered(run));
      if (run === undefined || command === undefined) return;
      environment.do(run, () => run.give(command, kind === 'engine' ? engine : undefined));
      book.look(run);
      return;
    }
    case 'block':
      environment.block();
      book.block(environment.words.length);
      return;
    case 'unblock': {
      const lifts = environment
        .causes()
        .filter(isLiftable)
        .map(({ id }) => id);
      if (lifts.length === 0) return;
      environment.unblock(lifts);
      book.unblock();
      return;
    }
  }
}

/** What a working engine, or one that loses sight of a host, reports now. */
function toReports({ state }: Run, choice: number): readonly Command[] {
  const [open] = openTasks(state);
  const attempt = open?.attempts.at(-1);
  if (open !== undefined && attempt !== undefined) {
    const key = { task: open.id, attempt: attempt.number };
    const status = choice % 3 === 0 ? 1 : 0;
    const verdict = { kind: 'exited' as const, status, unmet: status === 0 ? [] : ['status'] };
    const unknown = { type: 'report-unknown' as const, ...key, why: { kind: 'contact-lost' as const, message: 'no' } };
    return [
      { type: 'dispatch', ...key },
      { type: 'report-started', ...key },
      { type: 'report-ended', ...key, rows: 0, bytes: { stdout: 0, stderr: 0 }, verdict },
      unknown,
    ];
  }
  const next = [toNext(state)].flat().find((one) => one.do === 'attempt');
  return next === undefined || !('task' in next) || next.task === undefined
    ? []
    : [{ type: 'intend', task: next.task }];
}

function toOffered({ state }: Run): readonly Command[] {
  const offers = toOffers(state);
  const reason = 'because';
  return [
    ...(offers.complete ? [{ type: 'complete' } as const] : []),
    ...(offers.resume ? [{ type: 'resume' } as const] : []),
    ...offers.steps.retry.map((task) => ({ type: 'retry', task }) as const),
    ...offers.steps.skip.map((task) => ({ type: 'skip', task, reason }) as const),
    ...offers.steps.mark.flatMap((task) => [
      { type: 'mark', task, word: 'ran', reason } as const,
      { type: 'mark', task, word: 'did-not-run', reason } as const,
    ]),
    ...(offers.rollBack ? [{ type: 'roll-back', reason } as const] : []),
    ...(offers.abort ? [{ type: 'abort', reason } as const] : []),
    ...(offers.hold ? [{ type: 'hold', reason } as const] : []),
  ];
}
