/** What can happen to what people have agreed to. */
import { z } from 'zod';
import { approvalRequestSchema, approvalSchema } from '../../approval/approval.ts';
import { ruleIdSchema } from '../../policy/policy.ts';
import { partIdSchema, personIdSchema } from '../../roster/names.ts';
import { reason } from './fields.ts';

const support = partIdSchema;
/** What the rule asked for, by the policy in force at that moment. */
const title = z.string().min(1).max(2_000).optional();

export const approvalEventSchemas = {
  'approval-asked': z.strictObject({ request: approvalRequestSchema }),
  /** Given or refused; `approval.isGiven` says which. */
  'approval-answered': z.strictObject({ approval: approvalSchema }),
  'rule-waived': z.strictObject({ rule: ruleIdSchema, reason, title }),
  'waiver-withdrawn': z.strictObject({ rule: ruleIdSchema }),
  'own-rule-confirmed': z.strictObject({ rule: ruleIdSchema, evidence: reason, title }),
  'own-rule-doubted': z.strictObject({ rule: ruleIdSchema, reason }),
  'support-asked': z.strictObject({ support, provider: z.string().trim().min(1).max(500), why: reason }),
  'support-signed-off': z.strictObject({ support }),
  'support-acknowledged': z.strictObject({ support, person: personIdSchema }),
  'support-withdrawn': z.strictObject({ support, reason }),
  'support-raised': z.strictObject({ support, reference: z.string().trim().min(1).max(1_000) }),
} as const;
