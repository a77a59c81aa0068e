/** Requests about environments as documents of the workspace. What is pending in one is answered in `releases.ts`. */
import { type Environment, toEnvironmentKey } from '../../../core/environment/environment.ts';
import { isOver } from '../../../core/maintenance/tasks.ts';
import { type Failure, fail, type Result, succeed } from '../../../core/result.ts';
import { isSameWord } from '../../../core/roster/names.ts';
import type { Store } from '../../store/store.ts';
import type { Handlers } from '../handlers.ts';
import type { DeskParts } from '../parts.ts';
import {
  environmentKind,
  findEnvironmentRecord,
  listEnvironments,
  toEnvironmentRecord,
  toHostsInUse,
} from './environment-book.ts';
import { findHost } from './hosts.ts';

const environmentLimit = 500;

type EnvironmentRequest = 'environment.list' | 'environment.show' | 'environment.save' | 'environment.remove';

export function environmentHandlers(
  parts: Pick<DeskParts, 'store' | 'ledger' | 'clock' | 'news'>,
): Handlers<EnvironmentRequest> {
  const { store, clock, news } = parts;
  return {
    'environment.list': () => succeed(listEnvironments(store)),
    'environment.show': ({ name }) => findEnvironmentRecord(store, name),
    'environment.save': ({ environment, expectedVersion }, caller) => {
      const problem = findProblem(store, environment, expectedVersion);
      if (problem !== undefined) return problem;
      const key = toEnvironmentKey(environment.name);
      const kept = store.documents.put(
        environmentKind,
        key,
        expectedVersion,
        environment,
        caller.actor.name,
        clock.now(),
      );
      if (!kept.ok) return kept;
      news.changed('environment');
      return succeed(toEnvironmentRecord(kept.value));
    },
    'environment.remove': ({ name }, caller) => {
      const found = findEnvironmentRecord(store, name);
      if (!found.ok) return found;
      const problem = findUse(parts, found.value.environment);
      if (problem !== undefined) return problem;
      const removed = store.documents.remove(environmentKind, toEnvironmentKey(name), caller.actor.name, clock.now());
      if (!removed.ok) return removed;
      news.changed('environment');
      return succeed({});
    },
  };
}

function findProblem(
  store: Store,
  environment: Environment,
  expectedVersion: number,
): Result<never, Failure> | undefined {
  const { name, stagingTwin } = environment;
  const stray = toHostsInUse(environment).find((host) => findHost(store, host) === undefined);
  if (stray !== undefined)
    return fail('no-such-host', `There is no host “${stray}” in this workspace.`, {
      advice: 'Add the host first: drydock host add.',
    });
  if (stagingTwin !== undefined) {
    const twin = findEnvironmentRecord(store, stagingTwin);
    if (!twin.ok)
      return fail('no-such-environment', `There is no environment “${stagingTwin}” to be the twin of “${name}”.`, {
        advice: 'Add the staging environment first.',
      });
    if (twin.value.environment.isProduction)
      return fail('twin-is-production', `“${stagingTwin}” is production: nothing is rehearsed there.`, {
        advice: 'Name a staging environment.',
      });
  }
  if (expectedVersion === 0 && store.documents.list(environmentKind).length >= environmentLimit)
    return fail('too-many', `There are ${environmentLimit} environments already.`, { advice: 'Remove one first.' });
  return undefined;
}

function findUse(
  { store, ledger }: Pick<DeskParts, 'store' | 'ledger'>,
  { name }: Environment,
): Result<never, Failure> | undefined {
  const twinOf = listEnvironments(store).find(
    ({ environment: { stagingTwin } }) => stagingTwin !== undefined && isSameWord(stagingTwin, name),
  );
  if (twinOf !== undefined)
    return fail('environment-in-use', `“${twinOf.environment.name}” is rehearsed on “${name}”.`, {
      advice: 'Give it another staging twin first.',
    });
  const going = ledger
    .list()
    .flatMap((id) => ledger.state(id) ?? [])
    .find((state) => state.release !== undefined && isSameWord(state.release.environment, name) && !isOver(state));
  return going === undefined
    ? undefined
    : fail('environment-in-use', `The maintenance release “${going.title}” of “${name}” is not over.`, {
        advice: 'Cancel it, or bring it to its end first.',
      });
}
