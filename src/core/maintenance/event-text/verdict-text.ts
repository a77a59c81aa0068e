/** Says how an attempt ended, or why nobody knows, to stand within a sentence. */
import { assertNever } from '../../result.ts';
import { toDurationText } from '../../text/duration.ts';
import type { Uncertainty, Verdict } from '../events/verdict.ts';
import { withoutStop } from './phrases.ts';

/** `exit status 1; stdout lacks “ok”`. No full stop, for it stands within a sentence. */
export function toVerdictText(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'exited': {
      const unmet = verdict.unmet.map(withoutStop);
      // Where the status is what was not met, its sentence says it already.
      const isSaid = unmet.some((part) => /^the exit status/i.test(part));
      return (isSaid ? unmet : [`exit status ${verdict.status}`, ...unmet]).join('; ');
    }
    case 'signalled':
      return `ended by signal ${verdict.signal}`;
    case 'timed-out':
      return `timed out after ${toDurationText(verdict.afterMs)}`;
    case 'cancelled':
      return 'cancelled';
    case 'not-started':
      return `it never began (${withoutStop(verdict.message)})`;
    default:
      return assertNever(verdict);
  }
}

export function toUncertaintyText(why: Uncertainty): string {
  return withoutStop(why.message);
}
