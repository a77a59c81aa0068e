/** Requests about release gates: how they stand, a person's word on one, and the signed statement a pipeline is given. */
import { toStatementText } from '../../../core/gate/statement.ts';
import { decideUnblock, type Unblocker } from '../../../core/gate/unblock.ts';
import type { GateWord } from '../../../core/gate/word.ts';
import { type Failure, fail, type Result, succeed } from '../../../core/result.ts';
import type { Caller } from '../desk.ts';
import { findEnvironmentRecord, listEnvironments } from '../environment/environment-book.ts';
import type { Answered, Handlers } from '../handlers.ts';
import { readTeamPolicy } from '../maintenance/team-policy.ts';
import type { DeskParts } from '../parts.ts';
import { findPerson } from '../people/address-book.ts';
import { readGate, readGateAnew, readGateOf, toGateRecord, toGateView } from './gate-book.ts';

type GateRequest = 'gate.list' | 'gate.show' | 'gate.block' | 'gate.unblock' | 'gate.statement';
type Parts = Pick<DeskParts, 'store' | 'gates' | 'pendingCounts' | 'clock' | 'news' | 'identity'>;

/** Pipelines ask often, and a catalogue is many files: what was pending so long ago is told once more. */
const countMs = 30_000;
/** Words said of one gate. Whoever comes to this has another trouble. */
const wordLimit = 10_000;

export function gateHandlers(parts: Parts): Handlers<GateRequest> {
  const { store, clock, identity } = parts;
  return {
    'gate.list': async () => {
      const records = listEnvironments(store);
      await Promise.all(records.map(({ environment }) => parts.pendingCounts.refresh(environment.name)));
      const views = [];
      for (const { environment } of records) {
        const read = readGateOf(parts, environment);
        if (!read.ok) return read;
        views.push(toGateView(read.value.gate));
      }
      return succeed(views);
    },
    'gate.show': async ({ environment }) => toShown(parts, await readGateAnew(parts, environment)),
    'gate.block': ({ environment, reason, contact }, caller) => {
      const word = { word: 'block' as const, reason, by: caller.actor, atMs: clock.now() };
      return say(parts, environment, () => succeed({ ...word, ...(contact === undefined ? {} : { contact }) }));
    },
    'gate.unblock': ({ environment, reason, lifts }, caller) =>
      say(parts, environment, () => {
        const read = readGate(parts, environment);
        if (!read.ok) return read;
        const { causes } = read.value.gate;
        const lifted = decideUnblock(readTeamPolicy(store), causes, lifts, toUnblocker(parts, caller));
        if (!lifted.ok) return lifted;
        return succeed({ word: 'unblock', reason, by: caller.actor, atMs: clock.now(), lifts: [...lifted.value] });
      }),
    'gate.statement': async ({ environment, nonce, validForMs }) => {
      const read = await readGateAnew(parts, environment, countMs);
      if (!read.ok) return read;
      const key = identity.read();
      if (!key.ok) return key;
      const { gate } = read.value;
      const issuing = { issuedAtMs: clock.now(), validForMs, ...(nonce === undefined ? {} : { nonce }) };
      const text = toStatementText(gate, { ...issuing, publicKey: key.value.publicKey, sign: key.value.sign });
      return succeed({ environment: gate.environment, state: gate.state, isOutdated: gate.isOutdated, text });
    },
  };
}

function toShown({ store }: Pick<Parts, 'store'>, read: ReturnType<typeof readGate>): Answered<'gate.show'> {
  return read.ok ? succeed(toGateRecord(read.value, readTeamPolicy(store))) : read;
}

/** Judged and kept against the same words: what somebody else says in between makes it stale. */
function say(parts: Parts, environment: string, decide: () => Result<GateWord, Failure>): Answered<'gate.show'> {
  const found = findEnvironmentRecord(parts.store, environment);
  if (!found.ok) return found;
  const last = parts.gates.words(environment).at(-1)?.number ?? 0;
  if (last >= wordLimit) return fail('too-many', `${wordLimit} words have been said of this gate already.`);
  const decided = decide();
  if (!decided.ok) return decided;
  const kept = parts.gates.say(environment, decided.value, last);
  if (!kept.ok) return kept;
  parts.news.changed('gate');
  return toShown(parts, readGate(parts, environment));
}

/** The roles are those of the address book, not of the roster of some maintenance. */
function toUnblocker({ store }: Pick<DeskParts, 'store'>, { actor }: Caller): Unblocker {
  const person = actor.person === undefined ? undefined : findPerson(store, actor.person);
  return { name: actor.name, ...(person === undefined ? {} : { person: { id: person.id, roles: person.roles } }) };
}
