/**
 * Looks after the environments while the console runs: sees that their catalogues changed, has a maintenance ready for what is due, starts it
 * in its window, and sends what is to be told.
 *
 * What is pending is told by a maintenance, too: a draft release is there as soon as migrations are due, so that its notices have the
 * journal's own discipline (on disk before they leave, never twice) and people find the work, its plan and what was said of it in one place.
 */
import { createHash } from 'node:crypto';
import type { EnvironmentRecord } from '../../../contract/environment-shapes.ts';
import { type Environment, toEnvironmentKey } from '../../../core/environment/environment.ts';
import { type MaintenanceId, maintenanceIdSchema } from '../../../core/ids.ts';
import type { Actor } from '../../../core/maintenance/actor.ts';
import { refuseComplete } from '../../../core/maintenance/decide/decide-run.ts';
import type { EventType } from '../../../core/maintenance/events.ts';
import { isBeforeStart, isOver } from '../../../core/maintenance/tasks.ts';
import { toReleaseHash } from '../../../core/migration/release-plan.ts';
import { isSameWord } from '../../../core/roster/names.ts';
import { listEnvironments } from '../environment/environment-book.ts';
import { readStanding, type Standing } from '../environment/environment-standing.ts';
import { sendDueNotices } from '../notice/notice-pump.ts';
import type { DeskParts } from '../parts.ts';
import { makeRelease } from './release-draft.ts';
import { lookAtWindow, type Waiting } from './window-start.ts';

/** How soon a new version in a catalogue's folder is seen, and how exactly a window begins. */
const lookMs = 10_000;

const itself: Actor = { kind: 'console', name: 'Drydock' };

/** After these something else may be due. */
const changesWhatIsDue: ReadonlySet<EventType> = new Set(['run-ended', 'run-aborted', 'maintenance-cancelled']);

export class ReleaseWatch {
  readonly #parts: DeskParts;
  readonly #startsWindows: boolean;
  readonly #report: (problem: unknown) => void;
  readonly #marks = new Map<string, string>();
  readonly #endings: (() => void)[] = [];
  #timer: (() => void) | undefined;
  #looking: Promise<void> | undefined;
  #isBegun = false;
  #isAsked = false;
  #isClosed = false;

  constructor(parts: DeskParts, does: { readonly startsWindows: boolean }, report: (problem: unknown) => void) {
    this.#parts = parts;
    this.#startsWindows = does.startsWindows;
    this.#report = report;
  }

  begin(): void {
    const { news, ledger } = this.#parts;
    this.#isBegun = true;
    this.#endings.push(
      news.listen('release-watch', ({ notice, data }) => {
        if (notice === 'documents' && data.area === 'environment') void this.look();
      }),
      ledger.onAppended((id, events, state) => {
        if (state.release === undefined) return;
        // In a later turn: whoever else listens hears of this before of what follows from it.
        queueMicrotask(() => this.#attendRelease(id));
        if (events.some(({ type }) => changesWhatIsDue.has(type))) void this.look();
      }),
    );
    void this.look();
  }

  /** The machine slept, or the clock was set: what was to be done meanwhile is done now. Nothing where it does not watch. */
  async wake(): Promise<void> {
    if (this.#isBegun) await this.look();
  }

  /** Looks once, or once more after the look that goes on. Resolves when that is done. */
  look(): Promise<void> {
    this.#isAsked = true;
    this.#looking ??= this.#lookOn();
    return this.#looking;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const end of this.#endings) end();
    this.#timer?.();
    await this.#looking;
  }

  async #lookOn(): Promise<void> {
    // In a later turn: whoever appended has told everybody by then.
    await Promise.resolve();
    while (this.#isAsked && !this.#isClosed) {
      this.#isAsked = false;
      for (const record of listEnvironments(this.#parts.store)) {
        if (this.#isClosed) return;
        await this.#attend(record).catch(this.#report);
      }
      for (const id of this.#parts.ledger.list()) this.#attendRelease(id);
    }
    // In the same turn as the last question whether to look again: none that comes later is lost.
    this.#looking = undefined;
    this.#timer?.();
    if (!this.#isClosed) this.#timer = this.#parts.clock.after(lookMs, () => void this.look());
  }

  async #attend(record: EnvironmentRecord): Promise<void> {
    const { environment } = record;
    if (environment.catalogue === undefined) return;
    const standing = await readStanding(this.#parts, record);
    this.#tellChange(standing);
    if (!this.#startsWindows || !isLookedAfter(environment)) return;
    await lookAtWindow(this.#parts, record, await this.#prepare(standing));
  }

  /** A version was uploaded, or something else is due: screens look again. */
  #tellChange({ record, read, failure, dueHash }: Standing): void {
    const key = toEnvironmentKey(record.environment.name);
    const mark = JSON.stringify([read?.mark, failure?.message, dueHash]);
    const before = this.#marks.get(key);
    this.#marks.set(key, mark);
    if (before !== undefined && before !== mark) this.#parts.news.changed('environment');
  }

  /** The release of what is due now: the one that waits, or a new one; those that the console made of something else are taken back. */
  async #prepare(standing: Standing): Promise<Waiting> {
    const { ledger } = this.#parts;
    const { name } = standing.record.environment;
    const { dueHash } = standing;
    const own = standing.states.filter(({ release }) => release !== undefined && isSameWord(release.environment, name));
    for (const state of own) {
      if (state.status !== 'draft' || state.release?.isMadeByItself !== true) continue;
      if (toReleaseHash(state.release.migrations) === dueHash) continue;
      const reason = 'Something else is due by now.';
      ledger.submit(state.id, { type: 'cancel-maintenance', reason }, itself);
    }
    const ended = own.filter(
      (state) => isOver(state) && state.release !== undefined && toReleaseHash(state.release.migrations) === dueHash,
    );
    const id = toReleaseId(name, dueHash, ended.length);
    const made = await makeRelease(this.#parts, { name, dueHash, isRehearsal: false }, itself, { id });
    if (!made.ok) return { failure: made.failure };
    const state = ledger.state(made.value.summary.id);
    return state === undefined || !isBeforeStart(state) ? { failure: gone } : { state };
  }

  #attendRelease(id: MaintenanceId): void {
    const { ledger } = this.#parts;
    const state = ledger.state(id);
    if (this.#isClosed || state?.release === undefined) return;
    try {
      // A person who leads closes their run themselves; this one has no leader but the console.
      if (state.leader?.kind === 'console' && refuseComplete(state) === undefined)
        ledger.submit(id, { type: 'complete' }, itself);
      sendDueNotices(this.#parts, ledger.state(id) ?? state);
    } catch (problem) {
      this.#report(problem);
    }
  }
}

const gone = { kind: 'gone', message: 'The release was started or taken away meanwhile.' };

/** Where nothing is told and nothing starts by itself, a release is made when a person asks for it. */
function isLookedAfter({ windowRule, notifications }: Environment): boolean {
  return windowRule?.isAutomatic === true || notifications.some(({ on }) => on === 'pending' || on === 'downtime');
}

/** The same for the same release of the same environment: a console that ended before it knew makes no second one. */
function toReleaseId(environment: string, dueHash: string, ended: number): MaintenanceId {
  const digest = createHash('sha256')
    .update(`${toEnvironmentKey(environment)}\n${dueHash}\n${ended}`)
    .digest();
  const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
  return maintenanceIdSchema.parse(`m-${[...digest.subarray(0, 16)].map((byte) => alphabet[byte % 32]).join('')}`);
}
