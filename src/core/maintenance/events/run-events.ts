/** Events of the run as a whole. */
import { z } from 'zod';
import { taskIdSchema } from '../../ids.ts';
import { onFailureSchema } from '../../plan/plan.ts';
import { policySchema } from '../../policy/policy.ts';
import { groupsWordSchema } from '../../policy/simultaneous.ts';
import { hostAddressSchema, reason, sha256, words } from './fields.ts';

export const runEventSchemas = {
  'run-started': z.strictObject({
    planHash: sha256,
    hosts: z.array(hostAddressSchema).max(1_000),
    /** Values of the variables that are not secret; of a secret only the name is known here. */
    variables: z.record(z.string(), z.string()),
    secrets: z.array(z.string()).max(200),
    /** Frozen from here on, where it was started without having been scheduled. */
    policy: policySchema.optional(),
    /** Why it began before its window or after it, where it did. */
    outsideWindow: reason.optional(),
    /** Whether the plan's groups of steps run together, and why (`POL-6`); absent for a plan without groups. */
    groups: groupsWordSchema.optional(),
  }),
  'run-held': z.strictObject({
    /** `buddy`: somebody who came by an invite did a step, and the leader goes on. */
    cause: z.enum(['person', 'step-failed', 'outcome-unknown', 'recovered', 'buddy']),
    reason: words,
    task: taskIdSchema.optional(),
  }),
  'run-resumed': z.strictObject({}),
  'roll-back-begun': z.strictObject({
    cause: z.enum(['person', 'plan']),
    reason: words,
    onFailure: onFailureSchema.optional(),
    /** The tasks of the rollback in their order, as chosen by the rule from what had run. */
    tasks: z.array(taskIdSchema).max(100_000),
  }),
  'run-aborted': z.strictObject({ reason }),
  'run-ended': z.strictObject({
    outcome: z.enum(['completed', 'completed-with-failures', 'rolled-back']),
    note: words.optional(),
  }),
} as const;
