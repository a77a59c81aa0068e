/** Decisions about hand-overs: of a shift or of the lead, offered by one side and accepted by the other. */
import { assertNever, type Result, succeed } from '../../result.ts';
import { isSameService } from '../../roster/names.ts';
import { type Duties, type HandOver, toName } from '../../roster/roster.ts';
import { findOverlap, toOverlapText } from '../../roster/shift-problems.ts';
import type { Actor } from '../actor.ts';
import type { CommandOf } from '../commands.ts';
import type { NewEvent } from '../events.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { MaintenanceState } from '../state.ts';

type Decision = Result<readonly NewEvent[], Refusal>;
type Matter = Pick<HandOver, 'from' | 'to' | 'what'>;

export function offerHandOver(
  state: MaintenanceState,
  handOver: CommandOf<'offer-hand-over'>['handOver'],
  actor: Actor,
  atMs: number,
): Decision {
  const { handOvers } = state.roster;
  if (handOvers.some(({ id }) => id === handOver.id))
    return refuse('not-ready', `There is a hand-over “${handOver.id}” already.`);
  const open = handOvers.find(({ from, what }) => from === handOver.from && isSameMatter(what, handOver.what));
  if (open !== undefined) {
    const name = toName(state.roster, open.to);
    return refuse('not-now', `It has been offered to ${name} already.`, 'Let them accept or decline it first.');
  }
  return refuseMatter(state, handOver, atMs) ?? succeed([{ type: 'hand-over-offered', data: { handOver }, actor }]);
}

/** Accepted by whoever takes over: where the console knows who sits there, nobody else's word counts. */
export function acceptHandOver(state: MaintenanceState, id: string, actor: Actor, atMs: number): Decision {
  const handOver = state.roster.handOvers.find((one) => one.id === id);
  if (handOver === undefined) return refuse('not-now', 'This hand-over has been answered already.');
  if (actor.person !== undefined && actor.person !== handOver.to) {
    return refuse(
      'not-ready',
      `Only ${toName(state.roster, handOver.to)} can take this over.`,
      'Let them say so, at this console or theirs.',
    );
  }
  return (
    refuseMatter(state, handOver, atMs) ??
    succeed([{ type: 'hand-over-accepted', data: { handOver: handOver.id }, actor }])
  );
}

function refuseMatter(state: MaintenanceState, matter: Matter, atMs: number): Decision | undefined {
  const { from, to, what } = matter;
  const { shifts, duties } = state.roster;
  const giver = toName(state.roster, from);
  if (from === to) return refuse('not-ready', 'Nobody hands over to themselves.');
  switch (what.kind) {
    case 'shift': {
      const shift = shifts.find(({ id }) => id === what.shift);
      if (shift === undefined) return refuse('not-ready', `There is no shift “${what.shift}”.`);
      if (shift.person !== from)
        return refuse('not-ready', `That shift is ${toName(state.roster, shift.person)}’s, not ${giver}’s.`);
      if (shift.toMs <= atMs) return refuse('not-now', 'That shift is over.');
      const taken = { ...shift, person: to, fromMs: Math.max(shift.fromMs, atMs) };
      const overlap = findOverlap([...shifts.filter(({ person }) => person === to), taken]);
      return overlap === undefined
        ? undefined
        : refuse('not-ready', toOverlapText(overlap, state.roster, state.schedule.window?.zone));
    }
    case 'lead': {
      if (leads(duties, state, matter)) return undefined;
      const part = what.service === undefined ? 'this maintenance' : what.service;
      return refuse('not-ready', `${giver} does not lead ${part}.`, 'Only who leads can hand the lead over.');
    }
    default:
      return assertNever(what);
  }
}

/** By the duties; where nobody was assigned, who started the run leads. */
function leads({ leaders }: Duties, { leader }: MaintenanceState, { from, what }: Matter): boolean {
  if (what.kind !== 'lead') return false;
  if (leaders.length === 0 && what.service === undefined) return leader?.person === from;
  return leaders.some(({ person, service }) => person === from && isSameService(service, what.service));
}

function isSameMatter(a: HandOver['what'], b: HandOver['what']): boolean {
  if (a.kind === 'shift') return b.kind === 'shift' && a.shift === b.shift;
  return b.kind === 'lead' && isSameService(a.service, b.service);
}
