/** How much somebody who came by an invite may write: a journal keeps everything for good, so nobody fills it from another machine. */
import { fail } from '../../../core/result.ts';
import type { PartId } from '../../../core/roster/names.ts';

/** Deeds a minute; as many at once. */
const perMinute = 120;
/** Followers remembered; whoever was heard of longest ago is forgotten first. */
const followersKept = 5_000;
const minuteMs = 60_000;

export class VisitorPace {
  readonly #deeds = new Map<PartId, number[]>();

  /** Counts one deed, or says why it is one too many. */
  refuse(follower: PartId, nowMs: number): ReturnType<typeof fail<'too-many-requests'>> | undefined {
    const recent = (this.#deeds.get(follower) ?? []).filter((atMs) => nowMs - atMs < minuteMs);
    this.#deeds.delete(follower);
    this.#deeds.set(follower, recent);
    const [oldest] = this.#deeds.keys();
    if (this.#deeds.size > followersKept && oldest !== undefined) this.#deeds.delete(oldest);
    if (recent.length >= perMinute)
      return fail('too-many-requests', `You have done ${perMinute} things within a minute.`, {
        advice: 'Wait a moment.',
      });
    recent.push(nowMs);
    return undefined;
  }
}
