/** How an attempt ended, in the words of a reason. */
import type { Verdict } from '../events/verdict.ts';

/** How an attempt ended, to follow the step's title in a sentence. */
export function toVerdictWords(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'exited':
      return verdict.unmet.length === 0
        ? `ended with status ${verdict.status}`
        : `failed: ${verdict.unmet.map((part) => part.replace(/\.$/, '')).join('; ')}`;
    case 'signalled':
      return `was ended by ${verdict.signal}`;
    case 'timed-out':
      return 'took longer than its timeout and was ended';
    case 'cancelled':
      return 'was cancelled';
    case 'not-started':
      return `did not begin: ${verdict.message}`;
  }
}
