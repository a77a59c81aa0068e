/** Decides by a criterion of turning back: who may, and what a pause or a revert does to the run at once (`CHG-2`, `CHG-8`). */
import type { Criterion } from '../../change/record.ts';
import { type Result, succeed } from '../../result.ts';
import { isSameWord } from '../../roster/names.ts';
import type { Actor } from '../actor.ts';
import type { CommandOf } from '../commands.ts';
import type { NewEvent } from '../events.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { MaintenanceState } from '../state.ts';
import { toRollBackTasks } from '../tasks.ts';
import { refuseHold, refuseRollBack } from './decide-run.ts';

type Decision = Result<readonly NewEvent[], Refusal>;

/** A pause is recorded even where nothing can be held; a revert that cannot begin is refused, for it would say what is not so. */
export function decideOnCriterion(
  state: MaintenanceState,
  command: CommandOf<'decide-criterion'>,
  actor: Actor,
): Decision {
  const { type: _, ...data } = command;
  const criterion = state.change.record.criteria.find(({ id }) => id === data.criterion);
  if (criterion === undefined) return refuse('not-now', 'The record has no such criterion.');
  if (data.decision !== 'go-on' && data.decision !== criterion.action)
    return refuse('not-ready', `By this criterion one decides to ${criterion.action} or to go on.`);
  if (!mayDecide(state, criterion, actor))
    return refuse(
      'not-ready',
      `This is decided by ${criterion.decidedBy}.`,
      'Let them decide. To hold or roll back at once, no criterion is needed.',
    );
  const decided: NewEvent = { type: 'criterion-decided', data, actor };
  const reason = `by the criterion “${criterion.condition}”: ${data.reason}`.slice(0, 10_000);
  switch (data.decision) {
    case 'pause':
      if (refuseHold(state) !== undefined) return succeed([decided]);
      return succeed([decided, { type: 'run-held', data: { cause: 'person', reason }, actor }]);
    case 'revert': {
      const refusal = refuseRollBack(state);
      if (refusal !== undefined) return refusal;
      const tasks = toRollBackTasks(state).map(({ id }) => id);
      return succeed([decided, { type: 'roll-back-begun', data: { cause: 'person', reason, tasks }, actor }]);
    }
    default:
      return succeed([decided]);
  }
}

/**
 * Who decides is written in words. Where these are a member's name or a role on the roster, somebody else who is known is refused;
 * where nobody can tell, the journal keeps who did.
 */
function mayDecide({ roster }: MaintenanceState, { decidedBy }: Criterion, { person }: Actor): boolean {
  if (person === undefined) return true;
  const leaders = roster.duties.leaders.map((leader) => leader.person);
  const meant = roster.members.filter(
    ({ id, name, roles }) =>
      [id, name, ...roles].some((word) => isSameWord(word, decidedBy)) ||
      (isSameWord('leader', decidedBy) && leaders.includes(id)),
  );
  return meant.length === 0 || meant.some(({ id }) => id === person);
}
