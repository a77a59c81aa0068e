/** Requests that need the team's policy beside a maintenance: its readiness, scheduling it, and the date to postpone it to. */
import { evaluate, toStartProblems } from '../../../core/policy/evaluate.ts';
import { toProposal } from '../../../core/policy/proposal.ts';
import { succeed } from '../../../core/result.ts';
import type { Handlers } from '../handlers.ts';
import type { DeskParts } from '../parts.ts';
import { findState } from './maintenances.ts';
import { readTeamPolicy } from './team-policy.ts';

export function readinessHandlers(
  parts: Pick<DeskParts, 'store' | 'ledger' | 'clock'>,
): Handlers<'readiness.show' | 'schedule.commit' | 'schedule.proposal'> {
  const { store, ledger, clock } = parts;
  return {
    'readiness.show': ({ maintenance }) => {
      const found = findState(parts, maintenance);
      if (!found.ok) return found;
      const { schedule } = found.value;
      const policy = schedule.frozen?.policy ?? readTeamPolicy(store);
      const atMs = clock.now();
      const findings = [...evaluate(policy, found.value, atMs)];
      return succeed({
        atMs,
        policy,
        isFrozen: schedule.frozen !== undefined,
        findings,
        startProblems: [...toStartProblems(findings)],
        isAtOnce: schedule.emergency?.isAtOnce === true,
      });
    },
    'schedule.commit': ({ maintenance, planHash }, caller) => {
      const policy = readTeamPolicy(store);
      const command = { type: 'schedule', policy, ...(planHash === undefined ? {} : { planHash }) } as const;
      const submitted = ledger.submit(maintenance, command, caller.actor);
      return submitted.ok ? succeed({ seq: submitted.value.seq }) : submitted;
    },
    'schedule.proposal': ({ maintenance, people, movesShifts }) => {
      const found = findState(parts, maintenance);
      if (!found.ok) return found;
      const policy = found.value.schedule.frozen?.policy ?? readTeamPolicy(store);
      const postponement = { movesShifts, ...(people === undefined ? {} : { people }) };
      const { window, ...proposed } = toProposal(policy, found.value, clock.now(), postponement);
      return succeed({
        ...(window === undefined ? {} : { window }),
        people: [...proposed.people],
        why: [...proposed.why],
        findings: [...proposed.findings],
      });
    },
  };
}
