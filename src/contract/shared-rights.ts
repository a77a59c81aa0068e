/**
 * What somebody may ask who came by an invite: one table, and whatever does not stand in it is refused. A request that is added to the
 * contract is the leader’s alone until its line is added here. Nothing here makes anything run on a host; that, and that the
 * desk does as the table says, is tested for every request and every role.
 */
import { includesRole, type ShareRole } from '../core/sharing/role.ts';
import type { RequestName } from './requests.ts';

export interface SharedRight {
  readonly role: ShareRole;
  /**
   * `maintenance`: its input names a maintenance, which must be the one that is shared. `own`: it is answered for whoever
   * asks, with nothing but what is shared with them. `open`: the team’s, the same for everybody.
   */
  readonly scope: 'maintenance' | 'own' | 'open';
  /** Asked before the leader has confirmed the name. Nothing else is. */
  readonly isBeforeAdmission?: true;
}

const read = { role: 'follow', scope: 'maintenance' } as const;
const own = { role: 'follow', scope: 'own' } as const;
const open = { role: 'follow', scope: 'open' } as const;
const entry = { role: 'follow', scope: 'own', isBeforeAdmission: true } as const;
const review = { role: 'review', scope: 'maintenance' } as const;
const assist = { role: 'assist', scope: 'maintenance' } as const;

export const sharedRights = {
  'share.me': entry,
  'share.join': entry,
  'share.leave': entry,
  'share.show': read,

  'workspace.show': own,
  'maintenance.list': own,
  'maintenance.summary': read,
  'maintenance.events': read,
  'maintenance.export': read,
  'log.window': read,
  'log.locate': read,
  'log.search': read,
  'log.stopSearch': own,
  'readiness.show': read,
  'schedule.proposal': read,
  'roster.exportShifts': read,
  'approval.difference': read,
  'notice.preview': read,
  'policy.show': open,
  'preset.list': open,
  'symptom.list': open,
  'template.list': open,

  'note.add': review,
  'comment.add': review,
  'comment.seen': review,
  'step.countersign': review,
  'checklist.settle': review,
  'checklist.reopen': review,
  'roster.claim': review,
  'roster.endClaim': review,
  'roster.checkIn': review,
  'roster.unavailable': review,
  'roster.available': review,
  'roster.acceptHandOver': review,
  'roster.declineHandOver': review,
  'approval.answer': review,
  'rule.waive': review,
  'rule.confirm': review,
  'support.signOff': review,
  'support.acknowledge': review,
  'schedule.emNotified': review,
  'schedule.cesEngaged': review,
  'notice.change': review,
  'notice.copied': review,
  'notice.settle': review,
  'notice.send': review,

  'lead.accept': review,
  'lead.withdraw': review,
  'lead.fetch': review,

  'report.show': review,
  'report.export': review,
  'report.schema': open,
  'report.versions': review,
  'report.version': review,
  'actionItem.export': review,
  'actionItem.links': review,
  'report.review': review,
  'report.excuse': review,
  'report.publish': review,
  'announcement.show': review,
  'announcement.export': review,
  'announcement.write': review,
  'report.unlock': review,
  'serviceState.mark': review,

  'report.lock': assist,
  'report.redraft': assist,
  'report.writeSection': assist,
  'report.setInternal': assist,
  'report.setNotApplicable': assist,
  'report.setTitle': assist,
  'report.setIncident': assist,
  'actionItem.set': assist,
  'actionItem.remove': assist,
  'actionItem.state': assist,

  'step.done': assist,
  'step.notDone': assist,
} as const satisfies { readonly [N in RequestName]?: SharedRight };

/** `undefined`: it is asked at the leader’s console alone. */
export function findSharedRight(request: RequestName): SharedRight | undefined {
  return (sharedRights as { readonly [N in RequestName]?: SharedRight })[request];
}

/** Whether a role may ask this of the maintenance that is shared with it. Screens show what this says, and the desk does it. */
export function isShared(request: RequestName, role: ShareRole): boolean {
  const right = findSharedRight(request);
  return right !== undefined && includesRole(role, right.role);
}
