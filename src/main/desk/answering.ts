/** Builds the desk: all areas behind one door that checks rights and shapes. */

import { z } from 'zod';
import type { RequestShape, Right } from '../../contract/request-shape.ts';
import { type RequestName, requests } from '../../contract/requests.ts';
import type { ContractFailure } from '../../contract/shapes.ts';
import { type Result, succeed } from '../../core/result.ts';
import { answerWith, isRequest, noSuchRequest, refuse, toBadInput } from './answers.ts';
import { bundleHandlers } from './bundle/bundles.ts';
import { remarkHandlers } from './bundle/remarks.ts';
import { commandHandlers } from './commands.ts';
import type { Caller, Desk, Share } from './desk.ts';
import { environmentHandlers } from './environment/environments.ts';
import { hostHandlers } from './environment/hosts.ts';
import { gateDoorHandlers } from './gate/gate-doors.ts';
import { gateHandlers } from './gate/gates.ts';
import type { Handlers } from './handlers.ts';
import { backupHandlers } from './maintenance/backups.ts';
import { changeHandlers } from './maintenance/change.ts';
import { maintenanceHandlers } from './maintenance/maintenances.ts';
import { policyHandlers } from './maintenance/policy.ts';
import { readinessHandlers } from './maintenance/readiness.ts';
import { runbookHandlers } from './maintenance/runbooks.ts';
import { channelHandlers } from './notice/channels.ts';
import { noticeSettingHandlers } from './notice/notice-setting.ts';
import { noticeHandlers } from './notice/notices.ts';
import type { DeskParts } from './parts.ts';
import { toPersonalCaller } from './people/address-book.ts';
import { peopleHandlers } from './people/people.ts';
import { rosterHandlers } from './people/roster.ts';
import { releaseHandlers } from './release/releases.ts';
import { actionItemExportHandlers } from './report/action-item-exports.ts';
import { announcementHandlers } from './report/announcements.ts';
import { reportExportHandlers } from './report/report-exports.ts';
import { ReportLocks } from './report/report-locks.ts';
import { reportReviewHandlers } from './report/report-reviews.ts';
import { reportWikiHandlers } from './report/report-wiki.ts';
import { reportHandlers } from './report/reports.ts';
import { reviewFileHandlers } from './report/review-files.ts';
import { errandHandlers } from './run/errands.ts';
import { logHandlers, Searches } from './run/log.ts';
import { practiceHandlers } from './run/practice.ts';
import { promptHandlers } from './run/prompts.ts';
import { runHandlers } from './run/run.ts';
import { leadHandlers } from './sharing/lead.ts';
import { refuseOnPassed } from './sharing/lead-passed.ts';
import { leadTakingHandlers } from './sharing/lead-taking.ts';
import { SharedAnswers } from './sharing/shared-answers.ts';
import { sharingHandlers } from './sharing/sharing.ts';
import { VisitorPace } from './sharing/visitor-pace.ts';
import { toBoundedInput, toReadingCost, VisitorReading } from './sharing/visitor-reading.ts';
import { refuseScope, toSharedOutput, toVisitor, visitorEar } from './sharing/visitors.ts';
import { approvalFileHandlers } from './signing/approval-files.ts';
import { approvalHandlers } from './signing/approvals.ts';
import { identityHandlers } from './signing/identity.ts';
import { toReadOnlyReason, workspaceHandlers } from './workspace.ts';

/** @param report told of faults of our own, with the request's name */
export function createDesk(parts: DeskParts, report: (request: string, problem: unknown) => void): Desk {
  const searches = new Searches();
  const reading = new VisitorReading(parts.clock.now());
  const shared = new SharedAnswers(parts, reading);
  const pace = new VisitorPace();
  const locks = new ReportLocks();
  const reports = reportHandlers(parts, locks);
  const handlers: Handlers<RequestName> = {
    ...workspaceHandlers(parts),
    ...runbookHandlers(parts),
    ...hostHandlers(parts),
    ...environmentHandlers(parts),
    ...releaseHandlers(parts),
    ...gateHandlers(parts),
    ...gateDoorHandlers(parts),
    ...maintenanceHandlers(parts),
    ...commandHandlers(parts),
    ...identityHandlers(parts),
    ...approvalHandlers(parts),
    ...approvalFileHandlers(parts),
    ...backupHandlers(parts),
    ...changeHandlers(parts),
    ...policyHandlers(parts),
    ...readinessHandlers(parts),
    ...peopleHandlers(parts),
    ...rosterHandlers(parts),
    ...runHandlers(parts),
    ...errandHandlers(parts),
    ...logHandlers(parts, searches),
    ...bundleHandlers(parts),
    ...remarkHandlers(parts),
    ...leadHandlers(parts),
    ...leadTakingHandlers(parts),
    ...promptHandlers(parts.prompts),
    ...noticeHandlers(parts),
    ...noticeSettingHandlers(parts),
    ...channelHandlers(parts),
    ...practiceHandlers(parts),
    ...sharingHandlers(parts),
    ...reports,
    ...actionItemExportHandlers(parts, reports['actionItem.set']),
    ...reportReviewHandlers(parts),
    ...announcementHandlers(parts, locks),
    ...reportExportHandlers(parts),
    ...reviewFileHandlers(parts),
    ...reportWikiHandlers(parts),
  };

  function refusePace({ follower, maintenance }: Share, request: RequestName, input: unknown, writes: boolean) {
    const nowMs = parts.clock.now();
    if (writes) return pace.refuse(follower, nowMs);
    const seq = parts.ledger.state(maintenance)?.seq ?? 0;
    return reading.refuse(follower, request, toReadingCost(request, input, seq), nowMs);
  }

  return {
    async answer(caller, request, input) {
      if (!isRequest(request)) return noSuchRequest(request);
      // As one shape: the union of all of them is more than the compiler unfolds.
      const { right, writes = right !== 'read', input: shape }: RequestShape = requests[request];
      const visitor = caller.share === undefined ? undefined : toVisitor(parts, caller, caller.share, request);
      if (visitor !== undefined && !visitor.ok) return refuse(visitor.failure);
      const refusal =
        (visitor === undefined ? refuseRight(caller, right) : undefined) ??
        (writes ? (refuseWrite(parts) ?? refuseOnPassed(parts, caller, request, input)) : undefined);
      if (refusal !== undefined) return { ok: false, failure: refusal };
      const parsed = z.safeParse(shape, input);
      if (!parsed.success) return toBadInput(request, parsed.error);
      const outside = caller.share === undefined ? undefined : refuseScope(caller.share, request, parsed.data);
      if (outside !== undefined) return refuse(outside);
      const given = caller.share === undefined ? parsed.data : toBoundedInput(request, parsed.data);
      const tooMuch = caller.share === undefined ? undefined : refusePace(caller.share, request, given, writes);
      if (tooMuch !== undefined) return refuse(tooMuch.failure);
      return answerWith(
        request,
        async () => {
          const handle = handlers[request] as (input: unknown, caller: Caller) => Promise<Result<unknown>>;
          const asking = visitor?.value ?? (right === 'read' ? caller : toPersonalCaller(parts, caller));
          const answered = await (asking.share === undefined
            ? handle(given, asking)
            : shared.read(asking.share, request, given, async () => handle(given, asking)));
          return answered.ok ? succeed(toSharedOutput(parts, asking, request, answered.value)) : answered;
        },
        report,
      );
    },
    listen(caller, call) {
      const end = parts.news.listen(
        caller.id,
        caller.share === undefined ? call : visitorEar(parts, caller.share, call),
      );
      return () => {
        searches.end(caller.id);
        end();
      };
    },
  };
}

function refuseRight(caller: Caller, right: Right): ContractFailure | undefined {
  if (caller.rights.has(right)) return undefined;
  return {
    kind: 'not-allowed',
    message: `${caller.actor.name} may look, but not do this.`,
    advice: 'Ask the maintenance leader.',
  };
}

function refuseWrite({ store }: DeskParts): ContractFailure | undefined {
  const because = toReadOnlyReason(store.access);
  return because === undefined
    ? undefined
    : { kind: 'read-only', message: `Nothing can be changed from here. ${because}` };
}
