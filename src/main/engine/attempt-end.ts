/** Ends an attempt on its host when a person, its timeout or an abort asks for it, and keeps at it until the host has answered. */
import type { AttemptPlace } from './attempt-place.ts';
import { Backoff } from './backoff.ts';

/** Between TERM and KILL. */
const graceMs = 10_000;

/** @returns once the host has proven that nothing of it runs, or the matter was settled otherwise */
export async function endAttempt(place: AttemptPlace, signal: AbortSignal): Promise<void> {
  const { hosts, clock, random } = place.world;
  const { task, attempt } = place.key;
  const backoff = new Backoff(clock, random);
  while (!signal.aborted) {
    const now = place.open();
    if (now === undefined) return;
    if (!now.attempt.isDispatched) return place.sayEnded({ kind: 'cancelled' }, 'console');
    const ended = await hosts.end(place.target, place.key, graceMs);
    if (signal.aborted) return;
    if (ended.ok) {
      // What ran is the follower's to report, with its output.
      if (ended.value.kind !== 'absent' && ended.value.kind !== 'claimed') return;
      const open = place.open();
      if (open === undefined) return;
      const { bootId } = ended.value;
      const isSameHost = bootId === undefined || open.attempt.bootId === undefined || bootId === open.attempt.bootId;
      // The claim is closed and no process was ever under it.
      if (open.attempt.startedAtMs === undefined && isSameHost) return place.sayEnded({ kind: 'cancelled' }, 'host');
      // It was seen to run, and whoever answers at its host's address has no trace of it: that is no proof that it ended.
      if (open.task.state === 'unknown') return;
    } else if (ended.failure.kind === 'end-not-proven') {
      place.say({
        type: 'report-unknown',
        task,
        attempt,
        why: { kind: 'end-not-proven', message: ended.failure.message },
      });
    }
    await backoff.pause(signal);
  }
}
