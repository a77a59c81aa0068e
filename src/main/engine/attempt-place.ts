/** What one attempt needs of the world around it: its run, its host, its output. Built anew for each attempt by the driver. */
import { isErrandId } from '../../core/errand/errand.ts';
import type { AttemptKey, TaskId } from '../../core/ids.ts';
import type { Actor } from '../../core/maintenance/actor.ts';
import type { EngineCommand } from '../../core/maintenance/commands.ts';
import type { Verdict } from '../../core/maintenance/events/verdict.ts';
import type { Attempt, MaintenanceState, Task } from '../../core/maintenance/state.ts';
import { findTask, scriptOf, stepOf } from '../../core/maintenance/tasks.ts';
import { needsOutput, toUnmet } from '../../core/plan/expectation.ts';
import { OutputMatcher } from '../../core/plan/output-matcher.ts';
import type { Result } from '../../core/result.ts';
import type { Ledger, SubmitFailure } from './ledger.ts';
import type { AttemptOrder, Clock, Hosts, HostTarget, OutputLog, ScriptExit } from './ports.ts';
import type { Vault } from './vault.ts';

/** What every run of this console shares. */
export interface World {
  readonly ledger: Ledger;
  readonly output: OutputLog;
  readonly hosts: Hosts;
  readonly vault: Vault;
  readonly clock: Clock;
  /** 0 ≤ x < 1. */
  readonly random: () => number;
  /** Where a host of a run is reached now: the workspace knows it by name; else the journal says where it was. */
  readonly targetOf: (state: MaintenanceState, host: string) => HostTarget | undefined;
  /** Something went wrong that no maintenance can be told of (the store cannot write, say). */
  readonly report: (problem: unknown) => void;
}

/** The attempt of `task` with the number `attempt`, and the means to say what became of it. */
export class AttemptPlace {
  readonly key: AttemptKey;
  readonly world: World;
  readonly #first: HostTarget;

  constructor(world: World, key: AttemptKey, target: HostTarget) {
    this.world = world;
    this.key = key;
    this.#first = target;
  }

  /** Read anew each time: a host that has moved, or whose new key was trusted, is asked where it is now. */
  get target(): HostTarget {
    const state = this.world.ledger.state(this.key.maintenance);
    return (state === undefined ? undefined : this.world.targetOf(state, this.#first.name)) ?? this.#first;
  }

  /** The state, the task and the attempt as they are now; `undefined` once a person or the host has settled it. */
  open(): { readonly state: MaintenanceState; readonly task: Task; readonly attempt: Attempt } | undefined {
    const state = this.world.ledger.state(this.key.maintenance);
    const task = state === undefined ? undefined : findTask(state, this.key.task as TaskId);
    const attempt = task?.attempts.at(-1);
    if (state === undefined || task === undefined || attempt?.number !== this.key.attempt) return undefined;
    return task.state === 'running' || task.state === 'unknown' ? { state, task, attempt } : undefined;
  }

  order(): AttemptOrder {
    const now = this.open();
    const script = now === undefined ? undefined : scriptOf(now.state, now.task);
    if (now === undefined || script === undefined) throw new Error(`attempt ${this.key.task} has no script`);
    // An errand stands for itself: what it does must not hang on what a run was started with.
    const environment = isErrandId(now.task.id) ? new Map<string, string>() : this.world.vault.environment(now.state);
    return { key: this.key, target: this.target, script, environment, mode: now.attempt.mode };
  }

  /** Says something of this attempt, as the console or as its host. What comes too late is no fault. */
  say(command: EngineCommand, by: Actor['kind'] = 'console'): Result<MaintenanceState, SubmitFailure> {
    const actor: Actor =
      by === 'host' ? { kind: 'host', name: this.#first.name } : { kind: 'console', name: 'Drydock' };
    const said = this.world.ledger.submit(this.key.maintenance, command, actor);
    if (!said.ok && said.failure.kind !== 'too-late')
      throw new StoreTrouble(said.failure.message, { cause: said.failure });
    return said;
  }

  /** Commits all output first: a verdict never stands before the lines it rests on. */
  async sayEnded(verdict: Verdict, by: Actor['kind']): Promise<void> {
    await this.world.output.flush(this.key);
    const { rows, bytes } = await this.world.output.ends(this.key);
    const { task, attempt } = this.key;
    this.say({ type: 'report-ended', task, attempt, verdict, rows, bytes }, by);
  }

  /** Judges what the host says by what the plan expects and what the store holds. */
  async judge(exit: ScriptExit): Promise<Verdict> {
    if (exit.kind === 'signalled') return exit;
    const now = this.open();
    const step = now === undefined ? undefined : stepOf(now.state, now.task);
    const isForward = now?.task.direction === 'forward';
    const expectation = isForward && step !== undefined && 'expectation' in step ? step.expectation : undefined;
    const matcher = new OutputMatcher(expectation ?? {});
    if (needsOutput(expectation)) {
      await this.world.output.flush(this.key);
      await this.world.output.replay(this.key, (stream, bytes) => {
        matcher.push(stream, bytes);
      });
      matcher.end();
    }
    return { kind: 'exited', status: exit.status, unmet: [...toUnmet(expectation, exit.status, matcher)] };
  }
}

/** The journal could not be written: nothing may go on from here but a new try later. */
export class StoreTrouble extends Error {}
