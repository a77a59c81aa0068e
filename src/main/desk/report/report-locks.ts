/** Whose turn it is to edit a report. Held in memory by the one console that writes, and let go by itself when nobody edits. */
import type { MaintenanceId } from '../../../core/ids.ts';
import type { Actor } from '../../../core/maintenance/actor.ts';
import { type Failure, fail, type Result, succeed } from '../../../core/result.ts';
import { toUtcMinuteText } from '../../../core/text/instant.ts';

/** So long after the last edit the turn is free. */
const turnMs = 2 * 60_000;

export interface Turn {
  readonly by: Actor;
  readonly sinceMs: number;
  readonly untilMs: number;
}

export class ReportLocks {
  readonly #turns = new Map<MaintenanceId, Turn>();

  find(maintenance: MaintenanceId, nowMs: number): Turn | undefined {
    const turn = this.#turns.get(maintenance);
    if (turn === undefined || turn.untilMs > nowMs) return turn;
    this.#turns.delete(maintenance);
    return undefined;
  }

  /** Takes the turn, or keeps it; refused while another has it. `isNew`: nobody, or another, had it before. */
  take(
    maintenance: MaintenanceId,
    by: Actor,
    nowMs: number,
  ): Result<{ readonly turn: Turn; readonly isNew: boolean }, Failure<'locked'>> {
    const held = this.find(maintenance, nowMs);
    if (held !== undefined && !isSameActor(held.by, by)) {
      return fail(
        'locked',
        `${held.by.name} is editing this report, until ${toUtcMinuteText(held.untilMs)} at least.`,
        {
          advice: 'Ask them to finish, or wait: the turn ends by itself two minutes after their last edit.',
        },
      );
    }
    const turn = { by, sinceMs: held?.sinceMs ?? nowMs, untilMs: nowMs + turnMs };
    this.#turns.set(maintenance, turn);
    return succeed({ turn, isNew: held === undefined });
  }

  /** Whether it was theirs to give back. */
  release(maintenance: MaintenanceId, by: Actor, nowMs: number): boolean {
    const held = this.find(maintenance, nowMs);
    if (held === undefined || !isSameActor(held.by, by)) return false;
    return this.#turns.delete(maintenance);
  }
}

/** Two windows of one person are one: the version of the text keeps their edits apart. Two followers of one name are two. */
export function isSameActor(a: Actor, b: Actor): boolean {
  if (a.follower !== undefined && a.follower === b.follower) return true;
  if (a.person !== undefined || b.person !== undefined) return a.person === b.person && a.via === b.via;
  return a.name === b.name && a.via === b.via && a.follower === b.follower;
}
