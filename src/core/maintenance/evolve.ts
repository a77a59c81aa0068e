/** Folds one event into the state. It applies what happened and judges nothing: `decide` has done that. */
import { noConsent } from '../approval/approval.ts';
import { noBackups } from '../backup/backup.ts';
import { emptyChange } from '../change/change.ts';
import { noTalk } from '../comment/comment.ts';
import { noNotices } from '../notice/notice.ts';
import { noPostmortem } from '../postmortem/postmortem.ts';
import { emptyRoster } from '../roster/roster.ts';
import { emptySchedule } from '../schedule/schedule.ts';
import { noSharing } from '../sharing/sharing.ts';
import { toUnledWord } from '../sharing/unled-word.ts';
import { isOfArea } from './area.ts';
import { approvalEventSchemas } from './events/approval-events.ts';
import { backupEventSchemas } from './events/backup-events.ts';
import { changeEventSchemas } from './events/change-events.ts';
import { commentEventSchemas } from './events/comment-events.ts';
import { contactEventSchemas } from './events/contact-events.ts';
import { errandEventSchemas } from './events/errand-events.ts';
import { leadEventSchemas } from './events/lead-events.ts';
import { noticeEventSchemas } from './events/notice-events.ts';
import { postmortemEventSchemas } from './events/postmortem-events.ts';
import { rosterEventSchemas } from './events/roster-events.ts';
import { runEventSchemas } from './events/run-events.ts';
import { scheduleEventSchemas } from './events/schedule-events.ts';
import { sharingEventSchemas } from './events/sharing-events.ts';
import { stepEventSchemas } from './events/step-events.ts';
import type { JournalEvent, JournalEventOf } from './events.ts';
import { evolveBackups } from './evolve/evolve-backups.ts';
import { evolveChange } from './evolve/evolve-change.ts';
import { evolveConsent } from './evolve/evolve-consent.ts';
import { evolveErrands, withRead } from './evolve/evolve-errands.ts';
import { applyToLead } from './evolve/evolve-lead.ts';
import { evolveNotices } from './evolve/evolve-notices.ts';
import { evolvePostmortem } from './evolve/evolve-postmortem.ts';
import { applyToRecord } from './evolve/evolve-record.ts';
import { applyToRoster } from './evolve/evolve-roster.ts';
import { applyToRun } from './evolve/evolve-run.ts';
import { applyToSchedule } from './evolve/evolve-schedule.ts';
import { evolveSharing } from './evolve/evolve-sharing.ts';
import { applyToStep } from './evolve/evolve-step.ts';
import { evolveTalk } from './evolve/evolve-talk.ts';
import type { MaintenanceState } from './state.ts';

/** The state after `event`. The first event of a journal makes the state; any other needs the one before it. */
export function evolve(state: MaintenanceState | undefined, event: JournalEvent): MaintenanceState {
  if (event.type === 'maintenance-created') return create(event);
  if (state === undefined) throw new Error(`a journal does not begin with ${event.type}`);
  if (event.seq !== state.seq + 1) throw new Error(`event ${event.seq} does not follow ${state.seq}`);
  return withUnledWord({ ...apply(state, event), seq: event.seq }, event);
}

function withUnledWord(state: MaintenanceState, event: JournalEvent): MaintenanceState {
  const word = toUnledWord(state.unledWord, event);
  if (word === state.unledWord) return state;
  const { unledWord: _, ...rest } = state;
  return word === undefined ? rest : { ...rest, unledWord: word };
}

function create(event: JournalEventOf<'maintenance-created'>): MaintenanceState {
  const { title, plan, planHash, isPractice, runbook, release } = event.data;
  return {
    id: event.maintenance,
    title,
    status: 'draft',
    isPractice,
    seq: event.seq,
    plan,
    planHash,
    ...(runbook === undefined ? {} : { runbook }),
    ...(release === undefined ? {} : { release }),
    hosts: [],
    variables: {},
    secrets: [],
    errands: [],
    tasks: [],
    isSimultaneous: false,
    createdAtMs: event.atMs,
    schedule: emptySchedule,
    roster: emptyRoster,
    consent: noConsent,
    backups: noBackups,
    change: emptyChange,
    notices: noNotices,
    sharing: noSharing,
    postmortem: noPostmortem,
    talk: noTalk,
  };
}

function apply(
  state: MaintenanceState,
  event: Exclude<JournalEvent, JournalEventOf<'maintenance-created'>>,
): MaintenanceState {
  if (isOfArea(runEventSchemas, event)) return applyToRun(state, event);
  if (isOfArea(stepEventSchemas, event)) return applyToStep(state, event);
  // What a host's connection does stands in the log; no rule looks at it.
  if (isOfArea(contactEventSchemas, event)) return state;
  if (isOfArea(errandEventSchemas, event)) return { ...state, errands: evolveErrands(state.errands, event) };
  if (isOfArea(scheduleEventSchemas, event)) return applyToSchedule(state, event);
  if (isOfArea(rosterEventSchemas, event)) return applyToRoster(state, event);
  if (isOfArea(approvalEventSchemas, event))
    return { ...state, consent: evolveConsent(state.consent, event, state.roster) };
  if (isOfArea(backupEventSchemas, event))
    return { ...state, backups: evolveBackups(state.backups, event), errands: withRead(state.errands, event) };
  if (isOfArea(changeEventSchemas, event)) return { ...state, change: evolveChange(state.change, event) };
  if (isOfArea(noticeEventSchemas, event)) return { ...state, notices: evolveNotices(state.notices, event) };
  if (isOfArea(sharingEventSchemas, event)) return { ...state, sharing: evolveSharing(state.sharing, event) };
  if (isOfArea(postmortemEventSchemas, event))
    return { ...state, postmortem: evolvePostmortem(state.postmortem, event) };
  if (isOfArea(commentEventSchemas, event)) return { ...state, talk: evolveTalk(state.talk, event) };
  if (isOfArea(leadEventSchemas, event)) return applyToLead(state, event);
  return applyToRecord(state, event);
}
