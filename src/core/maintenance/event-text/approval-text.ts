/** Says the events of approvals, waivers and outside help. */
import { matters } from '../../approval/approval.ts';
import type { approvalEventSchemas } from '../events/approval-events.ts';
import { because, type TextsOf } from './phrases.ts';

export const approvalTexts: TextsOf<keyof typeof approvalEventSchemas> = {
  'approval-asked': ({ actor, data: { request } }, names) =>
    `${actor.name} asked ${names.people(request.to)} about ${request.kinds.map((kind) => matters[kind]).join(', ')} (plan ${request.bound.planHash.slice(0, 12)})${because(request.note)}.`,
  'approval-answered': ({ data: { approval } }, names) => {
    const verb = approval.isGiven ? (approval.kind === 'plan' ? 'agreed to' : 'approved') : 'refused';
    const part = approval.service === undefined ? '' : `, the part of ${approval.service}`;
    const instead = approval.onBehalfOf === undefined ? '' : `, on behalf of ${names.person(approval.onBehalfOf)}`;
    const way = approval.way.kind === 'file' ? ' by a signed file' : '';
    return `${names.person(approval.person)} ${verb} ${matters[approval.kind]}${part}${instead}${way} (plan ${approval.bound.planHash.slice(0, 12)})${because(approval.note)}.`;
  },
  'rule-waived': ({ actor, data }, names) => `${actor.name} waived ${names.rule(data.rule)}${because(data.reason)}.`,
  'waiver-withdrawn': ({ actor, data }, names) => `${actor.name} withdrew the waiver of ${names.rule(data.rule)}.`,
  'own-rule-confirmed': ({ actor, data }, names) =>
    `${actor.name} confirmed ${names.rule(data.rule)}${because(data.evidence)}.`,
  'own-rule-doubted': ({ actor, data }, names) =>
    `${actor.name} took the confirmation of ${names.rule(data.rule)} back${because(data.reason)}.`,
  'support-asked': ({ actor, data }) => `${actor.name} asked for support by ${data.provider}${because(data.why)}.`,
  'support-signed-off': ({ actor, data }, names) =>
    `${actor.name} signed off the urgency of the ${names.part('support', data.support)}.`,
  'support-acknowledged': ({ actor, data }, names) => {
    const said = `${names.person(data.person)} understands why the ${names.part('support', data.support)} is needed`;
    // A word that was spoken stands with the name of whoever wrote it down.
    return actor.person === data.person ? `${said}.` : `${said}, as ${actor.name} recorded.`;
  },
  'support-withdrawn': ({ actor, data }, names) =>
    `${actor.name} withdrew the ${names.part('support', data.support)}${because(data.reason)}.`,
  'support-raised': ({ actor, data }, names) =>
    `${actor.name} raised the ${names.part('support', data.support)}${because(data.reference)}.`,
};
