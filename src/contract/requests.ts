/** Everything a screen, a script or a buddy may ask of the host process: one entry each, with its shapes and who may ask it. */
import type { z } from 'zod';
import { actionItemExportRequests } from './requests/action-item-exports.ts';
import { approvalRequests } from './requests/approvals.ts';
import { backupRequests } from './requests/backups.ts';
import { bundleRequests } from './requests/bundles.ts';
import { changeRequests } from './requests/change.ts';
import { channelRequests } from './requests/channels.ts';
import { commentRequests } from './requests/comments.ts';
import { environmentRequests } from './requests/environments.ts';
import { errandRequests } from './requests/errands.ts';
import { gateDoorRequests } from './requests/gate-doors.ts';
import { gateRequests } from './requests/gates.ts';
import { hostRequests } from './requests/hosts.ts';
import { identityRequests } from './requests/identity.ts';
import { leadRequests } from './requests/lead.ts';
import { leadTakingRequests } from './requests/lead-taking.ts';
import { logRequests } from './requests/log.ts';
import { maintenanceRequests } from './requests/maintenances.ts';
import { noticeRequests } from './requests/notices.ts';
import { peopleRequests } from './requests/people.ts';
import { policyRequests } from './requests/policy.ts';
import { practiceRequests } from './requests/practice.ts';
import { promptRequests } from './requests/prompts.ts';
import { readinessRequests } from './requests/readiness.ts';
import { reportExportRequests } from './requests/report-exports.ts';
import { reportReviewRequests } from './requests/report-reviews.ts';
import { reportRequests } from './requests/reports.ts';
import { rosterRequests } from './requests/roster.ts';
import { runRequests } from './requests/run.ts';
import { runbookRequests } from './requests/runbooks.ts';
import { scheduleRequests } from './requests/schedule.ts';
import { sharingRequests } from './requests/sharing.ts';
import { workspaceRequests } from './requests/workspace.ts';

/** One file for each area in `requests/`; a name stands in one of them only. */
export const requests = {
  ...workspaceRequests,
  ...runbookRequests,
  ...hostRequests,
  ...environmentRequests,
  ...gateRequests,
  ...gateDoorRequests,
  ...maintenanceRequests,
  ...runRequests,
  ...errandRequests,
  ...commentRequests,
  ...logRequests,
  ...bundleRequests,
  ...leadRequests,
  ...leadTakingRequests,
  ...promptRequests,
  ...identityRequests,
  ...approvalRequests,
  ...backupRequests,
  ...changeRequests,
  ...noticeRequests,
  ...channelRequests,
  ...peopleRequests,
  ...rosterRequests,
  ...scheduleRequests,
  ...policyRequests,
  ...readinessRequests,
  ...practiceRequests,
  ...sharingRequests,
  ...reportRequests,
  ...reportReviewRequests,
  ...reportExportRequests,
  ...actionItemExportRequests,
} as const;

export type RequestName = keyof typeof requests;
/** What a caller sends: defaults may be left out. */
export type RequestInput<N extends RequestName> = z.input<(typeof requests)[N]['input']>;
/** What a handler gets: parsed, defaults filled in. */
export type RequestParsed<N extends RequestName> = z.output<(typeof requests)[N]['input']>;
export type RequestOutput<N extends RequestName> = z.output<(typeof requests)[N]['output']>;
