/** Decides what a command makes happen: events, or a refusal in words. Pure: the same state, command and instant give the same answer. */
import { isErrandId } from '../errand/errand.ts';
import { withChangeNotices } from '../notice/change-notices.ts';
import { type Result, succeed } from '../result.ts';
import { refuseVisitor } from '../sharing/may.ts';
import type { Actor } from './actor.ts';
import { isOfArea } from './area.ts';
import { approvalCommandSchemas } from './commands/approval-commands.ts';
import { backupCommandSchemas } from './commands/backup-commands.ts';
import { changeCommandSchemas } from './commands/change-commands.ts';
import { commentCommandSchemas } from './commands/comment-commands.ts';
import { errandCommandSchemas } from './commands/errand-commands.ts';
import { followerCommandSchemas } from './commands/follower-commands.ts';
import { leadCommandSchemas } from './commands/lead-commands.ts';
import { noticeCommandSchemas } from './commands/notice-commands.ts';
import { outboxCommandSchemas } from './commands/outbox-commands.ts';
import { postmortemCommandSchemas } from './commands/postmortem-commands.ts';
import { recordCommandSchemas } from './commands/record-commands.ts';
import { rosterCommandSchemas } from './commands/roster-commands.ts';
import { runCommandSchemas } from './commands/run-commands.ts';
import { scheduleCommandSchemas } from './commands/schedule-commands.ts';
import { sharingCommandSchemas } from './commands/sharing-commands.ts';
import { stepCommandSchemas } from './commands/step-commands.ts';
import { verificationCommandSchemas } from './commands/verification-commands.ts';
import type { Command } from './commands.ts';
import { decideOnApproval } from './decide/decide-approval.ts';
import { decideOnBackup, decideOnVerification } from './decide/decide-backup.ts';
import { decideOnChange } from './decide/decide-change.ts';
import { decideOnComment } from './decide/decide-comment.ts';
import { decideOnErrand, decideOnErrandTask } from './decide/decide-errand.ts';
import { decideOnLead, refuseAfterPassing } from './decide/decide-lead.ts';
import { decideOnNotice, decideOnSending } from './decide/decide-notice.ts';
import { decideOnPostmortem } from './decide/decide-postmortem.ts';
import { decideOnRecord } from './decide/decide-record.ts';
import { decideOnReport, type ReportCommand } from './decide/decide-report.ts';
import { decideOnRoster } from './decide/decide-roster.ts';
import { decideOnRun } from './decide/decide-run.ts';
import { decideOnSchedule } from './decide/decide-schedule.ts';
import { decideOnFollower, decideOnSharing } from './decide/decide-sharing.ts';
import { decideOnStep } from './decide/decide-step.ts';
import { withDueRollBack } from './decide/due-roll-back.ts';
import { withVisitorHold } from './decide/visitor-hold.ts';
import type { NewEvent } from './events.ts';
import type { Refusal } from './refusal.ts';
import type { MaintenanceState } from './state.ts';

/**
 * @param atMs the instant of the decision, UTC milliseconds
 * @returns at least one event, or a refusal; nothing is decided by halves
 */
export function decide(
  state: MaintenanceState,
  command: Command,
  actor: Actor,
  atMs: number,
): Result<readonly NewEvent[], Refusal> {
  const passed = refuseAfterPassing(state, command);
  if (passed !== undefined) return passed;
  if (actor.via === undefined) return decideAsAsked(state, command, actor, atMs);
  const refusal = refuseVisitor(state, command, { ...actor, via: actor.via });
  if (refusal !== undefined) return refusal;
  const decided = decideAsAsked(state, command, actor, atMs);
  return decided.ok ? succeed(withVisitorHold(state, decided.value, actor, atMs)) : decided;
}

function decideAsAsked(
  state: MaintenanceState,
  command: Command,
  actor: Actor,
  atMs: number,
): Result<readonly NewEvent[], Refusal> {
  const andRollBack = (decided: Result<readonly NewEvent[], Refusal>) =>
    decided.ok ? succeed(withDueRollBack(state, decided.value, atMs)) : decided;
  if (isOfArea(recordCommandSchemas, command)) return decideOnRecord(state, command, actor);
  if (isOfArea(runCommandSchemas, command)) return decideOnRun(state, command, actor, atMs);
  if (isOfArea(stepCommandSchemas, command)) {
    if (isErrandId(command.task)) return decideOnErrandTask(state, command, actor);
    return andRollBack(decideOnStep(state, command, actor));
  }
  if (isOfArea(errandCommandSchemas, command)) return decideOnErrand(state, command, actor);
  if (isOfArea(scheduleCommandSchemas, command)) {
    const decided = decideOnSchedule(state, command, actor, atMs);
    return decided.ok ? succeed(withChangeNotices(state, decided.value, atMs)) : decided;
  }
  if (isOfArea(rosterCommandSchemas, command)) return decideOnRoster(state, command, actor, atMs);
  if (isOfArea(approvalCommandSchemas, command)) return decideOnApproval(state, command, actor, atMs);
  if (isOfArea(backupCommandSchemas, command)) return decideOnBackup(state, command, actor);
  if (isOfArea(verificationCommandSchemas, command)) return decideOnVerification(state, command, actor);
  if (isOfArea(changeCommandSchemas, command)) return decideOnChange(state, command, actor);
  if (isOfArea(noticeCommandSchemas, command)) return decideOnNotice(state, command, actor);
  if (isOfArea(postmortemCommandSchemas, command)) return decideOnPostmortem(state, command, actor, atMs);
  if (isOfArea(commentCommandSchemas, command)) return decideOnComment(state, command, actor);
  if (isOfArea(outboxCommandSchemas, command)) return decideOnSending(state, command, actor);
  if (isOfArea(sharingCommandSchemas, command)) return decideOnSharing(state, command, actor, atMs);
  if (isOfArea(followerCommandSchemas, command)) return decideOnFollower(state, command, actor, atMs);
  if (isOfArea(leadCommandSchemas, command)) return decideOnLead(state, command, actor, atMs);
  return andRollBack(decideOnReport(state, command satisfies ReportCommand, actor, atMs));
}
