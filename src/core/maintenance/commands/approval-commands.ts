/** What a person may do about approvals, waivers and outside help. */
import { approvalEventSchemas } from '../events/approval-events.ts';

export const approvalCommandSchemas = {
  'ask-approval': approvalEventSchemas['approval-asked'],
  'answer-approval': approvalEventSchemas['approval-answered'],
  waive: approvalEventSchemas['rule-waived'],
  'withdraw-waiver': approvalEventSchemas['waiver-withdrawn'],
  'confirm-own-rule': approvalEventSchemas['own-rule-confirmed'],
  'doubt-own-rule': approvalEventSchemas['own-rule-doubted'],
  'ask-support': approvalEventSchemas['support-asked'],
  'sign-off-support': approvalEventSchemas['support-signed-off'],
  'acknowledge-support': approvalEventSchemas['support-acknowledged'],
  'raise-support': approvalEventSchemas['support-raised'],
} as const;
