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
import { UnreadableEvent } from './unreadable-event.ts';

/** How often a decision is made anew because somebody appended in between, before that is called a fault. */
const triesOnStale = 5;

export type SubmitFailure = Refusal | AppendFailure | Failure<'no-such-maintenance' | 'journal-damaged'>;

export type Appended = (id: MaintenanceId, events: readonly JournalEvent[], state: MaintenanceState) => void;

export interface Damaged {
  readonly maintenance: MaintenanceId;
  /** One sentence, with its title. */
  readonly message: string;
  readonly advice: string;
  readonly cause: unknown;
}

export class Ledger {
  readonly #journal: Journal;
  readonly #clock: Clock;
  readonly #states = new Map<MaintenanceId, MaintenanceState>();
  readonly #damaged = new Map<MaintenanceId, Damaged>();
  readonly #listeners = new Set<Appended>();

  constructor(journal: Journal, clock: Clock) {
    this.#journal = journal;
    this.#clock = clock;
  }

  list(): readonly MaintenanceId[] {
    return this.#journal.list();
  }

  /** The state as of the newest event on disk, whoever wrote it; `undefined` for an id that has no journal, or one that cannot be folded. */
  state(id: MaintenanceId): MaintenanceState | undefined {
    if (this.#damaged.has(id)) return undefined;
    let state = this.#states.get(id);
    for (;;) {
      const events = this.#readOn(id, state);
      if (events === undefined) return undefined;
      if (events.length === 0) return state;
      for (const event of events) {
        try {
          state = evolve(state, event);
        } catch (cause) {
          return this.#giveUp(id, state, event, cause);
        }
      }
      if (state !== undefined) this.#states.set(id, state);
    }
  }

  /** Takes what was folded elsewhere, of just what is on the disk now: so it is not folded once more. */
  know(state: MaintenanceState): void {
    if (state.seq > (this.#states.get(state.id)?.seq ?? 0)) this.#states.set(state.id, state);
  }

  /**
   * Journals of this workspace that cannot be folded. Nothing is decided in them any more, and they stop nothing else: a console
   * that does not open over one of them would take all others along.
   */
  damaged(): readonly Damaged[] {
    for (const id of this.list()) this.state(id);
    return [...this.#damaged.values()];
  }

  /** `undefined` where its journal can be folded, or there is none. */
  refuseDamaged(id: MaintenanceId): ReturnType<typeof fail<'journal-damaged'>> | undefined {
    this.state(id);
    const damaged = this.#damaged.get(id);
    return damaged === undefined ? undefined : fail('journal-damaged', damaged.message, { advice: damaged.advice });
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
      if (state === undefined)
        return this.refuseDamaged(id) ?? fail('no-such-maintenance', `There is no maintenance “${id}”.`);
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

  /** `undefined` where one of them cannot be read. */
  #readOn(id: MaintenanceId, before: MaintenanceState | undefined): readonly JournalEvent[] | undefined {
    try {
      return this.#journal.read(id, before?.seq ?? 0, 1_000);
    } catch (problem) {
      if (!(problem instanceof UnreadableEvent)) throw problem;
      return this.#giveUp(id, before, problem, problem.cause);
    }
  }

  #giveUp(
    id: MaintenanceId,
    before: MaintenanceState | undefined,
    { seq, type }: Pick<JournalEvent, 'seq'> & { readonly type: string },
    cause: unknown,
  ): undefined {
    this.#states.delete(id);
    this.#damaged.set(id, {
      maintenance: id,
      message: `The journal of “${before?.title ?? id}” (${id}) cannot be read: event ${seq}, “${type}”, does not go with those before it.`,
      advice:
        'It is left as it lies in the workspace, and everything else goes on without it. Report it: no Drydock writes such a journal.',
      cause,
    });
  }

  #publish(id: MaintenanceId, before: MaintenanceState | undefined, events: readonly JournalEvent[]): MaintenanceState {
    const state = events.reduce<MaintenanceState | undefined>(evolve, before);
    if (state === undefined) throw new Error('an append without events');
    this.#states.set(id, state);
    for (const call of this.#listeners) call(id, events, state);
    return state;
  }
}
