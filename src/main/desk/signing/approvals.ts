/** Requests about consent given at this console: asking, answering, waiving, confirming; and what a word was given on. */
import { randomUUID } from 'node:crypto';
import type { Approval } from '../../../core/approval/approval.ts';
import { toBound, toStaleBecause } from '../../../core/approval/standing.ts';
import type { MaintenanceId } from '../../../core/ids.ts';
import type { Actor } from '../../../core/maintenance/actor.ts';
import type { PersonCommand } from '../../../core/maintenance/commands.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import type { Plan } from '../../../core/plan/plan.ts';
import { type Failure, fail, type Result, succeed } from '../../../core/result.ts';
import type { Handlers } from '../handlers.ts';
import { findState } from '../maintenance/maintenances.ts';
import { readTeamPolicy } from '../maintenance/team-policy.ts';
import type { DeskParts } from '../parts.ts';
import { toFileNameOf, toFileText, toRequestContent } from './signed-files.ts';

type ApprovalRequestName =
  | 'approval.request'
  | 'approval.requestFile'
  | 'approval.answer'
  | 'approval.difference'
  | 'rule.waive'
  | 'rule.confirm';

export function approvalHandlers(parts: DeskParts): Handlers<ApprovalRequestName> {
  const { ledger, store, identity } = parts;
  const submit = (maintenance: MaintenanceId, command: PersonCommand, actor: Actor) => {
    const submitted = ledger.submit(maintenance, command, actor);
    return submitted.ok ? succeed({ seq: submitted.value.seq }) : submitted;
  };
  return {
    'approval.request': ({ maintenance, ...asked }, caller) => {
      // The key first: a request that cannot be handed over is not to stand in the journal.
      const own = identity.read();
      if (!own.ok) return own;
      const found = findState(parts, maintenance);
      if (!found.ok) return found;
      const request = { id: randomUUID(), ...asked, bound: toBound(found.value) };
      const submitted = ledger.submit(maintenance, { type: 'ask-approval', request }, caller.actor);
      if (!submitted.ok) return submitted;
      const file = toRequestFile(parts, submitted.value, request.id);
      return file.ok ? succeed({ ...file.value, seq: submitted.value.seq, request: request.id }) : file;
    },
    'approval.requestFile': ({ maintenance, request }) => {
      const found = findState(parts, maintenance);
      return found.ok ? toRequestFile(parts, found.value, request) : found;
    },
    'approval.answer': ({ maintenance, bound, answers }, caller) => {
      const { person } = caller.actor;
      if (person === undefined) {
        return fail('nobody-here', 'This console does not know who sits at it, so it can give nobody’s word.', {
          advice: 'Say who you are under People.',
        });
      }
      const id = randomUUID();
      const approvals = answers.map((answer, index) => ({
        ...answer,
        id: `${id}-${index + 1}`,
        person,
        bound,
        way: { kind: 'here' as const },
      }));
      const policy = readTeamPolicy(store);
      return submit(maintenance, { type: 'answer-approval', approvals, policy }, caller.actor);
    },
    ...approvalDifferenceHandlers(parts),
    'rule.waive': ({ maintenance, ...fields }, caller) =>
      submit(maintenance, { type: 'waive', ...fields, policy: readTeamPolicy(store) }, caller.actor),
    'rule.confirm': ({ maintenance, ...fields }, caller) =>
      submit(maintenance, { type: 'confirm-own-rule', ...fields, policy: readTeamPolicy(store) }, caller.actor),
  };
}

/** Only looks. */
export function approvalDifferenceHandlers(
  parts: Pick<DeskParts, 'store' | 'ledger'>,
): Handlers<'approval.difference'> {
  return {
    'approval.difference': ({ maintenance, approval: id }) => {
      const found = findState(parts, maintenance);
      if (!found.ok) return found;
      const state = found.value;
      const approval = state.consent.approvals.find((one) => one.id === id);
      if (approval === undefined) return fail('no-such-approval', `There is no approval “${id}” in this maintenance.`);
      const before = findPlan(parts, state, approval);
      if (before === undefined) throw new Error(`no plan of this journal has the hash ${approval.bound.planHash}`);
      const { window: windowBefore } = approval.bound;
      const { window: windowAfter } = state.schedule;
      return succeed({
        before,
        after: state.plan,
        ...(windowBefore === undefined ? {} : { windowBefore }),
        ...(windowAfter === undefined ? {} : { windowAfter }),
      });
    },
  };
}

function toRequestFile(
  { store, identity, clock }: Pick<DeskParts, 'store' | 'identity' | 'clock'>,
  state: MaintenanceState,
  id: string,
): Result<{ readonly file: string; readonly content: string }, Failure> {
  const own = identity.read();
  if (!own.ok) return own;
  const request = state.consent.requests.find((one) => one.id === id);
  if (request === undefined) return fail('no-such-request', `“${state.title}” has no request “${id}”.`);
  if (toStaleBecause(request.bound, state).length > 0) {
    return fail('stale', 'The plan or the window has changed since this was asked.', { advice: 'Ask anew.' });
  }
  const content = toRequestContent({ store }, state, request, clock.now());
  return succeed({
    file: toFileNameOf(state.title, 'request'),
    content: toFileText(own.value, { form: 'drydock-approval-request', content }),
  });
}

/** The journal holds every plan there was. */
function findPlan({ store }: Pick<DeskParts, 'store'>, state: MaintenanceState, { bound }: Approval): Plan | undefined {
  if (bound.planHash === state.planHash) return state.plan;
  for (let after = 0; after < state.seq; ) {
    const events = store.journal.read(state.id, after, 1_000);
    for (const { type, data } of events) {
      if ((type === 'maintenance-created' || type === 'plan-changed') && data.planHash === bound.planHash)
        return data.plan;
    }
    const last = events.at(-1);
    if (last === undefined) return undefined;
    after = last.seq;
  }
  return undefined;
}
