/** The change record: what is changed, for whom, who answers for what, and when one turns back (`CHG-1`, `CHG-2`). */
import { z } from 'zod';
import { partIdSchema, serviceSchema } from '../roster/names.ts';

const line = z.string().trim().max(1_000);
const text = z.string().trim().max(20_000);

/** What is done when a condition holds, and who decides that. */
export const criterionActionSchema = z.enum(['pause', 'revert', 'reschedule']);
export const criterionSchema = z.strictObject({
  id: partIdSchema,
  condition: line.min(1),
  action: criterionActionSchema,
  decidedBy: line.min(1),
});
export type Criterion = z.infer<typeof criterionSchema>;

export const knownIssueSchema = z.strictObject({
  id: partIdSchema,
  issue: line.min(1),
  workaround: line.optional(),
  followUpOwner: line.optional(),
});
export type KnownIssue = z.infer<typeof knownIssueSchema>;

/** Nothing is required while it is written; what must not be empty when it is scheduled is a rule (`CHG-1`). */
export const recordSchema = z.strictObject({
  environment: z.strictObject({ name: line.min(1), isProduction: z.boolean() }).optional(),
  services: z.array(serviceSchema).max(50),
  deploymentModel: line.optional(),
  productScope: line.optional(),
  customerChangeProcess: line.optional(),
  validationOwner: line.optional(),
  criteria: z.array(criterionSchema).max(50),
  releaseScope: text.optional(),
  affectedUsers: z.array(line.min(1)).max(100),
  validationPlan: text.optional(),
  expectedDurationMs: z
    .int()
    .min(60_000)
    .max(31 * 24 * 3_600_000)
    .optional(),
  communicationOwner: line.optional(),
  escalationPath: text.optional(),
  knownIssues: z.array(knownIssueSchema).max(200),
  /** Ids of the team's change categories (`CHG-3`). */
  categories: z.array(partIdSchema).max(20),
  isAccessInterrupted: z.boolean().optional(),
  workflowsToWait: line.optional(),
  supportOwner: line.optional(),
  touchesIntegrations: z.boolean().optional(),
  sourceSystemOwner: line.optional(),
  scheduledJobsOwner: line.optional(),
  /** Where important actions and current work are written down (`POL-4`). */
  venue: line.optional(),
});
export type ChangeRecord = z.infer<typeof recordSchema>;

export const emptyRecord: ChangeRecord = {
  services: [],
  criteria: [],
  affectedUsers: [],
  knownIssues: [],
  categories: [],
};
