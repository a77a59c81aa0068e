/** How the words of the change record are told, in one place. */
import type { Criterion } from '../../../core/change/record.ts';

export const criterionActionWords: Readonly<Record<Criterion['action'], string>> = {
  pause: 'Pause the work',
  revert: 'Revert the change',
  reschedule: 'Reschedule',
};
