/** Who has said what of which version, who was asked, and who still has to be: one row a person and matter. */

import { CircleCheck, CircleDashed, CircleX, History, Hourglass } from 'lucide-react';
import type { Approval, ApprovalKind } from '../../../core/approval/approval.ts';
import { lastWords, toStaleBecause, toStaleText } from '../../../core/approval/standing.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { judgeApprovals } from '../../../core/policy/current.ts';
import { toInvolved } from '../../../core/policy/involved.ts';
import type { Policy } from '../../../core/policy/policy.ts';
import type { PersonId } from '../../../core/roster/names.ts';
import { toName } from '../../../core/roster/roster.ts';
import type { Look } from '../../theme/tones.ts';

export type Standing = 'current' | 'stale' | 'refused' | 'asked' | 'missing';

export const standingLooks: Readonly<Record<Standing, Look>> = {
  current: { word: 'Counts', icon: CircleCheck, tone: 'good' },
  stale: { word: 'Does not count', icon: History, tone: 'warn' },
  refused: { word: 'Refused', icon: CircleX, tone: 'bad' },
  asked: { word: 'Asked', icon: Hourglass, tone: 'busy' },
  missing: { word: 'Missing', icon: CircleDashed, tone: 'neutral' },
};

export interface Word {
  readonly key: string;
  readonly kind: ApprovalKind;
  readonly person: PersonId;
  readonly name: string;
  readonly standing: Standing;
  /** What is not plain from the standing: the part, for whom they speak, why it does not count. */
  readonly says: string;
  readonly approval?: Approval;
  /** The last request that was put to them and is not answered for what is planned now. */
  readonly request?: string;
}

/** By kind, in each what counts first said, then who was asked or is missing. */
export function toWords(policy: Policy, state: MaintenanceState): readonly Word[] {
  const { consent } = state;
  const used = new Set<ApprovalKind>(['schedule', 'plan']);
  for (const { kinds } of consent.requests) for (const kind of kinds) used.add(kind);
  for (const { kind } of consent.approvals) used.add(kind);
  return [...used].flatMap((kind) => {
    const said = toSaid(policy, state, kind);
    const settled = new Set(said.filter(({ standing }) => standing !== 'stale').map(({ person }) => person));
    return [...said, ...toOpen(state, kind, settled, new Set(said.map(({ person }) => person)))];
  });
}

function toSaid(policy: Policy, state: MaintenanceState, kind: ApprovalKind): readonly Word[] {
  const judged =
    kind === 'plan'
      ? lastWords(state, kind).map((approval) => ({ approval, but: toStaleText(approval.bound, state) }))
      : judgeApprovals(policy, state, kind);
  return judged.map(({ approval, but }) => {
    const { person, service, onBehalfOf, note } = approval;
    const says = [
      service === undefined ? undefined : `the part of ${service}`,
      onBehalfOf === undefined ? undefined : `on behalf of ${toName(state.roster, onBehalfOf)}`,
      approval.isGiven ? but : undefined,
      note,
    ].filter((part) => part !== undefined);
    const standing = approval.isGiven ? (but === undefined ? 'current' : 'stale') : 'refused';
    return {
      key: `${kind} ${approval.id}`,
      kind,
      person,
      name: toName(state.roster, person),
      standing,
      says: says.join('; '),
      approval,
    };
  });
}

function toOpen(
  state: MaintenanceState,
  kind: ApprovalKind,
  settled: ReadonlySet<PersonId>,
  said: ReadonlySet<PersonId>,
): readonly Word[] {
  const asked = new Map<PersonId, string>();
  for (const { id, kinds, to, bound } of state.consent.requests) {
    if (!kinds.includes(kind) || toStaleBecause(bound, state).length > 0) continue;
    for (const person of to) if (!settled.has(person)) asked.set(person, id);
  }
  const wanted = kind === 'plan' ? toInvolved(state.roster) : [];
  const missing = wanted.filter((person) => !asked.has(person) && !said.has(person));
  const toWord = (person: PersonId, more: Pick<Word, 'standing' | 'says'> & { readonly request?: string }): Word => ({
    key: `${kind} ${person} ${more.standing}`,
    kind,
    person,
    name: toName(state.roster, person),
    ...more,
  });
  return [
    ...[...asked].map(([person, request]) => toWord(person, { standing: 'asked', says: 'not answered yet', request })),
    ...missing.map((person) => toWord(person, { standing: 'missing', says: 'not asked yet' })),
  ];
}
