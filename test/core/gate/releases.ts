/** Maintenance releases for the tests of the gate: a plan of migrations, run in memory under one clock. */

import { type GateCause, toCauses } from '../../../src/core/gate/gate.ts';
import {
  followRelease,
  type ReleaseRecord,
  type ReleaseTrack,
  toReleaseRecord,
} from '../../../src/core/gate/release-track.ts';
import type { CauseId, GateWord, NumberedWord } from '../../../src/core/gate/word.ts';
import type { Actor } from '../../../src/core/maintenance/actor.ts';
import type { Command } from '../../../src/core/maintenance/commands.ts';
import type { Release } from '../../../src/core/migration/release.ts';
import type { Step } from '../../../src/core/plan/plan.ts';
import { commandStep, leader, Run, toPlan } from '../maintenance/fixtures.ts';

export const sha256 = 'a'.repeat(64);

export function toRelease(migrations: readonly string[]): Release {
  return {
    environment: 'production',
    toVersion: '2.0',
    migrations: migrations.map((id, index) => ({ id, sequence: index + 1, sha256, step: `run-${id}` as never })),
  };
}

/** One environment with its releases and what is said of its gate, under a clock that the test moves. */
export class Environment {
  nowMs = 1_000_000;
  readonly runs: Run[] = [];
  readonly words: NumberedWord[] = [];

  release(
    migrations: readonly string[],
    {
      more = {},
      isPractice = false,
      also = [],
    }: {
      more?: Partial<Extract<Step, { kind: 'command' }>>;
      isPractice?: boolean;
      also?: readonly Record<string, unknown>[];
    } = {},
  ): Run {
    const steps = [...migrations.map((id) => commandStep(`run-${id}`, more)), ...also];
    const title = `Release ${this.runs.length + 1}`;
    const data = { title, isPractice, release: toRelease(migrations) };
    const run = new Run(toPlan(steps), data, `m-release${this.runs.length}`);
    this.runs.push(run);
    return run;
  }

  /** Each at an instant of its own. */
  do(run: Run, work: (run: Run) => void): void {
    run.nowMs = this.tick();
    work(run);
  }

  give(run: Run, command: Command, actor: Actor = leader): void {
    this.do(run, () => run.must(command, actor));
  }

  /** Runs a migration's step to that exit status, each report at an instant of its own. */
  migrate(run: Run, migration: string, status: Parameters<Run['attempt']>[1]): void {
    this.do(run, () => run.attempt(`run-${migration}@db-1`, status));
  }

  start(run: Run): Run {
    this.do(run, () => run.start());
    return run;
  }

  block(reason = 'a freeze'): void {
    this.#say({ word: 'block', reason, by: leader, atMs: this.tick() });
  }

  /** Lifts what blocks now, or what is named. */
  unblock(lifts: readonly CauseId[] = this.causes().map(({ id }) => id)): void {
    this.#say({
      word: 'unblock',
      reason: 'settled',
      by: { kind: 'person', name: 'Eve' },
      atMs: this.tick(),
      lifts: [...lifts],
    });
  }

  records(): readonly ReleaseRecord[] {
    return this.runs.flatMap((run) => {
      const track = run.events.reduce<ReleaseTrack | undefined>(followRelease, undefined);
      return track === undefined ? [] : [toReleaseRecord(track)];
    });
  }

  causes(): readonly GateCause[] {
    return toCauses(this.words, this.records());
  }

  tick(): number {
    this.nowMs += 1_000;
    return this.nowMs;
  }

  #say(word: GateWord): void {
    this.words.push({ ...word, number: this.words.length + 1 });
  }
}
