/** When a notice was sent. */
import type { PlannedNotice } from '../../notice/notice.ts';

/** The first arrival through any of its channels; `undefined` while it has not arrived through one. */
export function toSentMs({ sendings }: Pick<PlannedNotice, 'sendings'>): number | undefined {
  const arrivals = sendings.flatMap(({ state, sentAtMs }) =>
    state === 'sent' && sentAtMs !== undefined ? [sentAtMs] : [],
  );
  return arrivals.length === 0 ? undefined : Math.min(...arrivals);
}
