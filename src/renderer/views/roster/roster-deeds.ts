/** What can be done to a roster from its view; each opens a dialog, and only the dialog's button binds. */
import type { PersonId } from '../../../core/roster/names.ts';
import type { Shift } from '../../../core/roster/roster.ts';

export type RosterDeed =
  | { readonly kind: 'involve' | 'duties' }
  | { readonly kind: 'shift'; readonly shift?: Shift; readonly person?: PersonId }
  | {
      readonly kind: 'unavailable' | 'hand-over' | 'claim' | 'release' | 'decide' | 'postpone';
      readonly person: PersonId;
    }
  | { readonly kind: 'decline'; readonly handOver: string };
