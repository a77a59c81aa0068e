/** Says the events of approvals, waivers and outside help. */
import type { ApprovalKind } from '../../approval/approval.ts';
import type { approvalEventSchemas } from '../events/approval-events.ts';
import { because, type TextsOf } from './phrases.ts';

const matters: Readonly<Record<ApprovalKind, string>> = {
  schedule: 'the maintenance',
  plan: 'the work plan',
  'fewer-people': 'fewer people than the policy asks for',
  simultaneous: 'simultaneous operations',
  emergency: 'the emergency maintenance',
};

export const approvalTexts: TextsOf<keyof typeof approvalEventSchemas> = {
  'approval-asked': ({ actor, data: { request } }) =>
    `${actor.name} asked ${request.to.join(', ')} about ${request.kinds.map((kind) => matters[kind]).join(', ')} (plan ${request.bound.planHash.slice(0, 12)}).`,
  'approval-answered': ({ data: { approval } }) => {
    const verb = approval.isGiven ? (approval.kind === 'plan' ? 'agreed to' : 'approved') : 'refused';
    const part = approval.service === undefined ? '' : `, the part of ${approval.service}`;
    const instead = approval.onBehalfOf === undefined ? '' : `, on behalf of ${approval.onBehalfOf}`;
    const way = approval.way.kind === 'file' ? ' by a signed file' : '';
    return `${approval.person} ${verb} ${matters[approval.kind]}${part}${instead}${way} (plan ${approval.bound.planHash.slice(0, 12)})${because(approval.note)}.`;
  },
  'rule-waived': ({ actor, data }) => `${actor.name} waived ${data.rule}${because(data.reason)}.`,
  'waiver-withdrawn': ({ actor, data }) => `${actor.name} withdrew the waiver of ${data.rule}.`,
  'own-rule-confirmed': ({ actor, data }) => `${actor.name} confirmed ${data.rule}${because(data.evidence)}.`,
  'own-rule-doubted': ({ actor, data }) =>
    `${actor.name} took the confirmation of ${data.rule} back${because(data.reason)}.`,
  'support-asked': ({ actor, data }) => `${actor.name} asked for support by ${data.provider}${because(data.why)}.`,
  'support-signed-off': ({ actor, data }) => `${actor.name} signed off the urgency of the support ${data.support}.`,
  'support-acknowledged': ({ data }) => `${data.person} understands why the support ${data.support} is needed.`,
  'support-raised': ({ actor, data }) => `${actor.name} raised the support ${data.support}${because(data.reference)}.`,
};
