/** What a person may do after the work: mark the service, review and publish the report, close. */
import { z } from 'zod';
import { policySchema } from '../../policy/policy.ts';
import { memberSchema } from '../../roster/person.ts';
import { postmortemEventSchemas } from '../events/postmortem-events.ts';

/** The team's as it is now: in force while none is frozen into the maintenance. Given by the desk. */
const policy = policySchema;
/** People of the address book beside those of the roster, which is history by then. Given by the desk. */
const people = z.array(memberSchema).max(10_000);

export const postmortemCommandSchemas = {
  'mark-service': postmortemEventSchemas['service-marked'],
  'withdraw-service-mark': postmortemEventSchemas['service-mark-withdrawn'],
  'begin-report': postmortemEventSchemas['report-begun'],
  'ask-report-review': postmortemEventSchemas['report-review-asked']
    .omit({ reviewers: true })
    .extend({ policy, people }),
  'review-report': postmortemEventSchemas['report-reviewed'],
  'excuse-reviewer': postmortemEventSchemas['report-reviewer-excused'].extend({ policy, people }),
  /** `textHash` of the report as it is now; that of what is published stands in `publication`. */
  'publish-report': postmortemEventSchemas['report-published'].extend({
    textHash: z.string().max(64),
    policy,
    people,
  }),
  'set-action-item-state': postmortemEventSchemas['action-item-state-set'],
  'close-maintenance': postmortemEventSchemas['maintenance-closed'],
} as const;
