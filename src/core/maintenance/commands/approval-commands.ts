/** What a person may do about approvals, waivers and outside help. */
import { z } from 'zod';
import { approvalSchema } from '../../approval/approval.ts';
import { policySchema } from '../../policy/policy.ts';
import { approvalEventSchemas } from '../events/approval-events.ts';

/** The team's as it is now: in force while none is frozen into the maintenance. Given by the desk. */
const policy = policySchema;

export const approvalCommandSchemas = {
  'ask-approval': approvalEventSchemas['approval-asked'],
  /** All that one person says at once: all of it is taken, or none. */
  'answer-approval': z.strictObject({ approvals: z.array(approvalSchema).min(1).max(50), policy }),
  waive: approvalEventSchemas['rule-waived'].omit({ title: true }).extend({ policy }),
  'withdraw-waiver': approvalEventSchemas['waiver-withdrawn'],
  'confirm-own-rule': approvalEventSchemas['own-rule-confirmed'].omit({ title: true }).extend({ policy }),
  'doubt-own-rule': approvalEventSchemas['own-rule-doubted'],
  'ask-support': approvalEventSchemas['support-asked'],
  'sign-off-support': approvalEventSchemas['support-signed-off'],
  'acknowledge-support': approvalEventSchemas['support-acknowledged'],
  'withdraw-support': approvalEventSchemas['support-withdrawn'],
  'raise-support': approvalEventSchemas['support-raised'],
} as const;
