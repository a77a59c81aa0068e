/** What each request of the table of shared rights is asked with: every one has a sample that the contract takes. */
import type { sharedRights } from '../../src/contract/shared-rights.ts';
import type { MaintenanceId } from '../../src/core/ids.ts';
import { toCommandHash } from '../../src/core/maintenance/second-person.ts';
import type { MaintenanceState } from '../../src/core/maintenance/state.ts';
import type { Notice, PlannedNotice } from '../../src/core/notice/notice.ts';

/** What the samples are about: things that are there, where the maintenance has come to have them. */
export interface SampleMatter {
  readonly maintenance: MaintenanceId;
  readonly person: string;
  readonly task: string;
  readonly notice: Notice;
  readonly channel: string;
  readonly bound: object;
  /** Of what the second person confirms. */
  readonly command: string;
  readonly textHash: string;
}

/** Nothing of it is there. */
export function anyMatter(maintenance: MaintenanceId): SampleMatter {
  return {
    maintenance,
    person: 'bo',
    task: 'look',
    notice: { id: 'n-1', kind: 'reminder', audience: 'internal', channels: [] },
    channel: 'site',
    bound: { planHash: 'a'.repeat(64) },
    command: 'b'.repeat(64),
    textHash: 'c'.repeat(64),
  };
}

const toPlanned = (notice: Notice): PlannedNotice => ({ ...notice, sendings: [] });

/** @param textHash of the report, where there is one */
export function toMatter(state: MaintenanceState, channel: string, textHash?: string): SampleMatter {
  const { window } = state.schedule;
  const task = state.tasks[0];
  const planned: PlannedNotice | undefined = state.notices.notices.find(({ isAutomatic }) => isAutomatic === true);
  const any = anyMatter(state.id);
  const { sendings: _, dropped: __, changedBy: ___, ...notice } = planned ?? toPlanned(any.notice);
  return {
    ...{ ...any, channel, notice },
    bound: { planHash: state.planHash, ...(window === undefined ? {} : { window }) },
    ...(task === undefined ? {} : { task: task.id, command: toCommandHash(state, task) }),
    ...(textHash === undefined ? {} : { textHash }),
  };
}

export function toSamples(matter: SampleMatter): Readonly<Record<keyof typeof sharedRights, unknown>> {
  const { maintenance, person, task, notice, channel, bound, command, textHash } = matter;
  const it = { maintenance };
  const edit = { maintenance, version: 1 };
  const section = { ...edit, section: 'summary' };
  const reason = 'because';
  const words = { subject: 'Soon', text: 'Tonight.' };
  const sending = `s-${person}`;
  const tracker = { kind: 'github', repository: 'ops/shop' };
  const item = { id: 'a-1', title: 'Look earlier', kind: 'detect', owner: 'Bo' };
  return {
    'share.me': {},
    'share.join': { name: 'Bo' },
    'share.leave': {},
    'share.show': it,

    'workspace.show': {},
    'maintenance.list': {},
    'maintenance.summary': it,
    'maintenance.events': { maintenance, afterSeq: 0 },
    'maintenance.export': it,
    'log.window': { maintenance, from: 0, count: 10 },
    'log.locate': { maintenance, kind: 'event', at: 1 },
    'log.search': { maintenance, search: 's', query: { text: 'x' } },
    'log.stopSearch': { search: 's' },
    'readiness.show': it,
    'schedule.proposal': it,
    'roster.exportShifts': it,
    'approval.difference': { maintenance, approval: 'a-1' },
    'notice.preview': { maintenance, notice: notice.id },
    'policy.show': {},
    'preset.list': {},
    'symptom.list': {},
    'template.list': {},

    'note.add': { maintenance, text: 'I see' },
    'comment.add': { maintenance, comment: `c-${person}`, text: 'Does it fit?' },
    'comment.seen': { maintenance, about: [{ kind: 'event', seq: 1 }] },
    'step.countersign': { maintenance, task, command },
    'checklist.settle': { maintenance, item: 'v-1', result: 'passed', evidence: [{ kind: 'note', text: 'I looked' }] },
    'checklist.reopen': { maintenance, item: 'v-1', reason },
    'roster.claim': { maintenance, claim: { id: 'c-1', person, goal: 'look' } },
    'roster.endClaim': { maintenance, claim: 'c-1' },
    'roster.checkIn': { maintenance, person },
    'roster.unavailable': { maintenance, person, reason },
    'roster.available': { maintenance, person },
    'roster.acceptHandOver': { maintenance, handOver: 'h-1' },
    'roster.declineHandOver': { maintenance, handOver: 'h-1', reason },
    'approval.answer': { maintenance, bound, answers: [{ kind: 'schedule', isGiven: true }] },
    'rule.waive': { maintenance, rule: 'POL-10', reason },
    'rule.confirm': { maintenance, rule: 'own-1', evidence: reason },
    'support.signOff': { maintenance, support: 's-1' },
    'support.acknowledge': { maintenance, support: 's-1', person },
    'schedule.emNotified': { maintenance, person, how: 'by phone' },
    'schedule.cesEngaged': { maintenance, person, how: 'by phone' },
    'notice.change': { maintenance, notice: { ...notice, ...words, channels: [channel] } },
    'notice.copied': { maintenance, notice: 'n-copied', sending: `c-${sending}`, where: 'the wiki', ...words },
    'notice.settle': { maintenance, notice: notice.id, sending, word: 'did-not-arrive', reason },
    'notice.send': { maintenance, notice: notice.id, sendings: [{ channel, sending }], seen: words },

    'lead.accept': { maintenance, relay: 'r-1', publicKey: `${'A'.repeat(43)}=` },
    'lead.withdraw': { maintenance, relay: 'r-1', reason },
    'lead.fetch': { maintenance, relay: 'r-1', offset: 0 },

    'report.show': it,
    'report.export': { maintenance, format: 'markdown' },
    'report.schema': {},
    'report.versions': it,
    'report.version': edit,
    'actionItem.export': { maintenance, tracker: 'github' },
    'actionItem.links': { maintenance, tracker },
    'report.review': { maintenance, textHash, verdict: 'approved' },
    'report.excuse': { maintenance, person: 'ann', reason },
    'report.publish': { maintenance, audience: 'internal', where: 'the wiki', textHash },
    'announcement.show': it,
    'announcement.export': { maintenance, format: 'markdown' },
    'announcement.write': { maintenance, title: 'It was dark', text: 'We looked.', version: 0 },
    'serviceState.mark': { maintenance, service: 'shop', level: 'down' },

    'report.lock': it,
    'report.unlock': it,
    'report.redraft': edit,
    'report.writeSection': { ...section, written: 'It was dark.' },
    'report.setInternal': { ...section, isInternal: true },
    'report.setNotApplicable': { ...section, reason },
    'report.setTitle': { ...edit, title: 'Tonight' },
    'report.setIncident': { ...edit, incident: { service: 'shop' } },
    'actionItem.set': { ...edit, item },
    'actionItem.remove': { ...edit, item: item.id },
    'actionItem.state': { maintenance, item: item.id, state: 'done' },

    'step.done': { maintenance, task },
    'step.notDone': { maintenance, task, reason },
  };
}
