/** Whether a report is asked for: offered after a perfect maintenance (`PM-4`), demanded after an overrun (`PM-1`). */
import type { MaintenanceState } from '../maintenance/state.ts';
import { toOverrunMs } from './overrun.ts';
import { type Perfect, toPerfect, toRoundText } from './perfect.ts';
import type { ReportKind } from './report.ts';

export interface Demand {
  /** `expected`: it did not go perfectly, and whoever closes it without a report says why. `demanded`: it does not close without. */
  readonly kind: 'none' | 'offered' | 'expected' | 'demanded';
  /** What would be begun. */
  readonly report: ReportKind;
  readonly says: string;
}

export function toDemand(state: MaintenanceState, nowMs: number, perfect: Perfect = toPerfect(state, nowMs)): Demand {
  const overMs = toOverrunMs(state, nowMs);
  if (state.startedAtMs === undefined)
    return { kind: 'none', report: 'pmr', says: 'It was not run, so there is nothing to report.' };
  if (state.isPractice)
    return {
      kind: 'offered',
      report: 'aar',
      says: 'This is practice: a report may be written, and nobody waits for it.',
    };
  if (overMs !== undefined)
    return {
      kind: 'demanded',
      report: 'incident-report',
      says: `The window was overrun by ${toRoundText(overMs)}: an IncidentReport is demanded, and the maintenance does not close without it.`,
    };
  if (perfect.isPerfect)
    return { kind: 'offered', report: 'aar', says: 'Everything went perfectly: a report is offered, and not needed.' };
  return {
    kind: 'expected',
    report: 'pmr',
    says: 'Not everything went perfectly: a post-mortem is expected. Whoever closes without one says why.',
  };
}
