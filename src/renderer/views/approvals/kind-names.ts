/** What each kind of approval is called on a screen. */
import { type ApprovalKind, approvalKindSchema } from '../../../core/approval/approval.ts';

export const kinds: readonly ApprovalKind[] = approvalKindSchema.options;

export const kindNames: Readonly<Record<ApprovalKind, string>> = {
  schedule: 'The maintenance',
  plan: 'The work plan',
  'fewer-people': 'Fewer people than the policy asks for',
  simultaneous: 'Simultaneous operations',
  emergency: 'The emergency',
};
