/** When a maintenance is to be, under which policy, and how that came to change. */
import { z } from 'zod';
import type { Actor } from '../maintenance/actor.ts';
import type { Policy } from '../policy/policy.ts';
import { type PersonId, personIdSchema } from '../roster/names.ts';
import type { Window } from './window.ts';

export const scheduleChangeSchema = z.enum(['moved', 'delayed', 'postponed', 'extended', 'cancelled']);
export type ScheduleChange = z.infer<typeof scheduleChangeSchema>;

/** Whose drop-outs a postponement settles, all in one (`POL-16`). */
export const dropOutsSchema = z.array(personIdSchema).min(1).max(100);

export interface Emergency {
  readonly justification: string;
  /** The service's stability needs intervention at once: it may start before an EM has approved (`POL-18`). */
  readonly isAtOnce: boolean;
  readonly declaredAtMs: number;
  readonly by: Actor;
  /** The clock runs until this is set. */
  readonly emNotified?: { readonly person: PersonId; readonly how: string; readonly atMs: number };
  readonly cesEngaged?: { readonly person: PersonId; readonly how: string; readonly atMs: number };
}

export interface Schedule {
  readonly window?: Window;
  /** Set when it was scheduled: from then on this policy is in force for it, whatever the team's becomes. */
  readonly frozen?: { readonly policy: Policy; readonly policyHash: string; readonly atMs: number };
  /** Every change after it was scheduled, oldest first: EM and CES are told of each (`POL-17`). */
  readonly changes: readonly {
    readonly id: string;
    readonly change: ScheduleChange;
    readonly from?: Window;
    readonly to?: Window;
    readonly reason: string;
    /** Whose drop-outs made it, if any did (`POL-16`). */
    readonly because?: readonly PersonId[];
    readonly atMs: number;
    readonly by: Actor;
  }[];
  readonly emergency?: Emergency;
}

export const emptySchedule: Schedule = { changes: [] };
