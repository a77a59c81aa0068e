/** Decisions under the two-person rule: the second person confirms exactly what would be done, and then the leader goes on (`PREP-3`). */
import { toScriptHash } from '../../plan/plan-hash.ts';
import { type Result, succeed } from '../../result.ts';
import { isSameWord } from '../../roster/names.ts';
import { findMember } from '../../roster/roster.ts';
import { includesRole } from '../../sharing/role.ts';
import type { Actor } from '../actor.ts';
import type { CommandOf } from '../commands.ts';
import type { NewEvent } from '../events.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { isSamePerson } from '../same-person.ts';
import { isUnderTwoPersonRule, leadsRun, standingCountersign, toCommandHash } from '../second-person.ts';
import type { MaintenanceState, Task } from '../state.ts';
import { hasFailed, scriptOf, stepOf, toTaskTitle } from '../tasks.ts';

type Decision = Result<readonly NewEvent[], Refusal>;
type SaidAtLeader = { readonly person?: NonNullable<Actor['person']>; readonly name: string };

/** Why nobody can confirm this now as the second person. It may be read and confirmed before its turn comes. */
export function refuseCountersign(state: MaintenanceState, task: Task): Decision | undefined {
  const what = toTaskTitle(state, task);
  if (!isUnderTwoPersonRule(state, task)) return refuse('not-now', `${what} is not under the two-person rule.`);
  if (hasFailed(task))
    return refuse('not-now', `${what} has failed.`, 'It is confirmed anew once it is to be retried.');
  const isAhead = task.state === 'ready' || task.awaits?.for === 'countersign';
  if (task.isCleared === true || !isAhead) return refuse('not-now', `${what} waits for no confirmation any more.`);
  const word = standingCountersign(state, task);
  return word === undefined ? undefined : refuse('not-now', `${word.by.name} has confirmed ${what} already.`);
}

export function countersign(
  state: MaintenanceState,
  task: Task,
  said: CommandOf<'countersign'>,
  actor: Actor,
): Decision {
  if (said.command !== toCommandHash(state, task))
    return refuse(
      'not-ready',
      `${toTaskTitle(state, task)} has changed since it was read.`,
      'Read it again, then confirm.',
    );
  const atLeader = actor.via === undefined ? toSaidAtLeader(state, said, actor) : succeed(undefined);
  if (!atLeader.ok) return atLeader;
  const refusal = refusePerson(state, said, actor, atLeader.value);
  if (refusal !== undefined) return refusal;
  const script = scriptOf(state, task);
  const data = {
    task: task.id,
    command: said.command,
    ...(task.host === undefined ? {} : { host: task.host }),
    ...(script === undefined ? {} : { scriptHash: toScriptHash(script) }),
    ...(atLeader.value === undefined ? {} : { saidAtLeader: atLeader.value }),
  };
  return succeed([{ type: 'step-countersigned', data, actor }]);
}

/** Who leads is not the second person; whoever follows only reads. In practice one person may be both. */
function refusePerson(
  state: MaintenanceState,
  said: CommandOf<'countersign'>,
  actor: Actor,
  atLeader: SaidAtLeader | undefined,
): Decision | undefined {
  if (actor.via !== undefined) {
    if (!includesRole(actor.via, 'review')) return refuse('not-ready', `${actor.name} follows, and does not review.`);
    if (said.person !== undefined || said.typed !== undefined)
      return refuse('not-ready', 'Whoever came by an invite gives their own word, nobody else’s.');
  }
  const who = atLeader ?? actor;
  if (state.isPractice || !leadsRun(state, who)) return undefined;
  return refuse('not-ready', `${who.name} leads: the second person is somebody else.`, 'Let a buddy confirm it.');
}

/** At the leader’s console another person says so by name: somebody of the roster, who types their own name. */
function toSaidAtLeader(
  state: MaintenanceState,
  { person, typed }: CommandOf<'countersign'>,
  actor: Actor,
): Result<SaidAtLeader, Refusal> {
  if (person === undefined) {
    const advice =
      'Let a buddy confirm it from their own machine, or have somebody of the roster say so here, by name.';
    return state.isPractice
      ? succeed({ name: actor.name, ...(actor.person === undefined ? {} : { person: actor.person }) })
      : refuse('not-ready', 'This console is the leader’s: the second person is somebody else.', advice);
  }
  const member = findMember(state.roster, person);
  if (member === undefined)
    return refuse('not-ready', `“${person}” is not on the roster.`, 'Put them on the roster first.');
  if (typed === undefined || !isSameWord(typed, member.name))
    return refuse(
      'not-confirmed',
      `“${typed ?? ''}” is not the name of ${member.name}.`,
      `Let ${member.name} type it.`,
    );
  return succeed({ person, name: member.name });
}

/** Why the leader cannot go on with this now. */
export function refuseGoOn(state: MaintenanceState, task: Task): Decision | undefined {
  const what = toTaskTitle(state, task);
  if (task.awaits?.for !== 'countersign')
    return refuse('not-now', `${what} does not wait for a second person’s confirmation.`);
  if (standingCountersign(state, task) !== undefined) return undefined;
  if (task.countersign === undefined)
    return refuse(
      'not-ready',
      `Nobody has confirmed ${what} as the second person.`,
      'Let a buddy read it and confirm it.',
    );
  const { by, isByWhoLeads } = task.countersign;
  return isByWhoLeads === true
    ? refuse(
        'not-ready',
        `${by.name} confirmed ${what}, and has taken the lead since: the second person is somebody else.`,
        'Let it be confirmed anew.',
      )
    : refuse('not-ready', `${what} has changed since ${by.name} confirmed it.`, 'Let it be read anew.');
}

export function goOn(state: MaintenanceState, task: Task, typed: string | undefined, actor: Actor): Decision {
  const what = toTaskTitle(state, task);
  if (actor.via !== undefined) return refuse('not-ready', `Only the leader’s own console goes on with ${what}.`);
  const word = standingCountersign(state, task);
  if (word !== undefined && !state.isPractice && isSamePerson(word.by, actor))
    return refuse('not-ready', `${word.by.name} confirmed ${what}: somebody else goes on with it.`);
  const step = stepOf(state, task);
  const isRun = scriptOf(state, task) !== undefined && task.host !== undefined;
  const asksForHost = isRun && 'confirmBefore' in step && step.confirmBefore;
  if ((asksForHost || (typed !== undefined && isRun)) && typed !== task.host)
    return refuse(
      'not-confirmed',
      `“${typed ?? ''}” is not the host’s name.`,
      `Type “${task.host}” to go on with ${what}.`,
    );
  return succeed([
    { type: 'step-cleared', data: { task: task.id, ...(asksForHost ? { typed: task.host } : {}) }, actor },
  ]);
}
