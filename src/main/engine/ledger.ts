/** The one door through which a maintenance changes: decides against the newest state, appends, and only then tells anybody. */
import type { MaintenanceId } from '../../core/ids.ts';
import type { Actor } from '../../core/maintenance/actor.ts';
import type { Command } from '../../core/maintenance/commands.ts';
import { decide } from '../../core/maintenance/decide.ts';
import type { JournalEvent, NewEventOf } from '../../core/maintenance/events.ts';
import { evolve } from '../../core/maintenance/evolve.ts';
import type { Refusal } from '../../core/maintenance/refusal.ts';
import type { MaintenanceState } from '../../core/maintenance/state.ts';
import { type Failure, fail, type Result, succeed } from '../../core/result.ts';
import type { AppendFailure, Clock, Journal } from './ports.ts';

/** How often a decision is made anew because somebody appended in between, before that is called a fault. */
const triesOnStale = 5;

export type SubmitFailure = Refusal | AppendFailure | Failure<'no-such-maintenance'>;

export type Appended = (id: MaintenanceId, events: readonly JournalEvent[], state: MaintenanceState) => void;

export class Ledger {
  readonly #journal: Journal;
  readonly #clock: Clock;
  readonly #states = new Map<MaintenanceId, MaintenanceState>();
  readonly #listeners = new Set<Appended>();

  constructor(journal: Journal, clock: Clock) {
    this.#journal = journal;
    this.#clock = clock;
  }

  list(): readonly MaintenanceId[] {
    return this.#journal.list();
  }

  /** The state as of the newest event on disk, whoever wrote it; `undefined` for an id that has no journal. */
  state(id: MaintenanceId): MaintenanceState | undefined {
    let state = this.#states.get(id);
    for (;;) {
      const events = this.#journal.read(id, state?.seq ?? 0, 1_000);
      if (events.length === 0) return state;
      for (const event of events) state = evolve(state, event);
      if (state !== undefined) this.#states.set(id, state);
    }
  }

  /** Begins a journal, with what the maintenance has from the start. The id must be new. */
  create(
    id: MaintenanceId,
    event: NewEventOf<'maintenance-created'>,
    also: readonly NewEventOf<'notice-planned' | 'record-changed' | 'checklist-set' | 'window-set'>[] = [],
  ): Result<MaintenanceState, AppendFailure> {
    const appended = this.#journal.append(id, 0, [event, ...also], this.#clock.now());
    if (!appended.ok) return appended;
    return succeed(this.#publish(id, undefined, appended.value));
  }

  /** Decides and appends; what it answers is on disk. A refusal changed nothing. */
  submit(id: MaintenanceId, command: Command, actor: Actor): Result<MaintenanceState, SubmitFailure> {
    for (let tries = 0; tries < triesOnStale; tries++) {
      const state = this.state(id);
      if (state === undefined) return fail('no-such-maintenance', `There is no maintenance “${id}”.`);
      const nowMs = this.#clock.now();
      const decided = decide(state, command, actor, nowMs);
      if (!decided.ok) return decided;
      const appended = this.#journal.append(id, state.seq, decided.value, nowMs);
      if (appended.ok) return succeed(this.#publish(id, state, appended.value));
      if (appended.failure.kind !== 'stale') return appended;
    }
    return fail('stale', 'Somebody else keeps changing this maintenance.', { advice: 'Try again.' });
  }

  /** Called after each append of this console, in order. The returned function ends it. */
  onAppended(call: Appended): () => void {
    this.#listeners.add(call);
    return () => this.#listeners.delete(call);
  }

  #publish(id: MaintenanceId, before: MaintenanceState | undefined, events: readonly JournalEvent[]): MaintenanceState {
    const state = events.reduce<MaintenanceState | undefined>(evolve, before);
    if (state === undefined) throw new Error('an append without events');
    this.#states.set(id, state);
    for (const call of this.#listeners) call(id, events, state);
    return state;
  }
}
