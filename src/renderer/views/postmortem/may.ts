/** Whether something may be done with a report now, from this screen, and why not. */
import type { ReportAction, ReportView } from '../../../contract/report-shapes.ts';
import type { RequestName } from '../../../contract/requests.ts';
import type { Seat } from '../../model/seat.ts';

interface May {
  readonly isAllowed: boolean;
  /** A sentence; absent where it may. */
  readonly because?: string;
}

const requestOf: Readonly<Record<ReportAction, RequestName>> = {
  begin: 'report.begin',
  write: 'report.writeSection',
  'ask-review': 'report.askReview',
  review: 'report.review',
  'publish-internal': 'report.publish',
  'publish-public': 'report.publish',
  close: 'maintenance.close',
};

/** What the host says of whoever asks, once the seat lets them ask at all. */
export function mayOf({ may }: Pick<ReportView, 'may'>, action: ReportAction, seat: Seat): May {
  if (!seat.may(requestOf[action])) return { isAllowed: false, because: elsewhere(seat) };
  const found = may.find((one) => one.action === action);
  if (found === undefined) return { isAllowed: false, because: 'This cannot be done now.' };
  return found.because === undefined || found.isAllowed
    ? { isAllowed: found.isAllowed }
    : { isAllowed: false, because: found.because };
}

function elsewhere({ visitor }: Seat): string {
  return visitor === undefined
    ? 'Another console holds this workspace; this one only reads.'
    : 'This is done at the leader’s console.';
}
