/** Starts a run: whoever starts it, person or recurring window, meets the same refusals. */
import type { MaintenanceId } from '../../../core/ids.ts';
import type { Actor } from '../../../core/maintenance/actor.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { isBeforeStart, isOver } from '../../../core/maintenance/tasks.ts';
import { isScripted } from '../../../core/plan/plan.ts';
import { type Failure, fail, type Result, succeed } from '../../../core/result.ts';
import { isSameWord } from '../../../core/roster/names.ts';
import { findHost } from '../environment/hosts.ts';
import { findState } from '../maintenance/maintenances.ts';
import { readTeamPolicy } from '../maintenance/team-policy.ts';
import type { DeskParts } from '../parts.ts';
import { linkToRelease } from '../release/rehearsal-link.ts';
import { refuseOutdated } from '../release/release-guard.ts';

export interface StartOrder {
  readonly maintenance: MaintenanceId;
  readonly planHash: string;
  readonly variables: Readonly<Record<string, string>>;
  /** Held in memory for this session only. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Why it starts at another time than planned. */
  readonly outsideWindow?: string | undefined;
}

export async function startRun(
  parts: DeskParts,
  input: StartOrder,
  actor: Actor,
): Promise<Result<{ readonly seq: number }, Failure>> {
  const found = findState(parts, input.maintenance);
  if (!found.ok) return found;
  const { plan } = found.value;
  linkToRelease(parts, found.value);
  const outdated = await refuseOutdated(parts, found.value, actor);
  if (outdated !== undefined) return outdated;
  const other = findGoing(parts, found.value);
  if (other !== undefined)
    return fail('release-going', `“${other.title}” is under way in the same environment.`, {
      advice: 'Bring it to its end first.',
    });
  const declared = new Map(plan.variables.map((variable) => [variable.name, variable.secret]));
  const stray = [...Object.keys(input.variables), ...Object.keys(input.secrets)].find((name) => !declared.has(name));
  if (stray !== undefined) return fail('no-such-variable', `The plan has no variable “${stray}”.`);
  const open = Object.keys(input.variables).find((name) => declared.get(name) === true);
  if (open !== undefined) {
    return fail('secret-in-the-open', `“${open}” is a secret, and was given as a plain variable, which is stored.`, {
      advice: 'Give it among the secrets.',
    });
  }
  const defaults = plan.variables.flatMap((variable) =>
    variable.secret || variable.default === undefined ? [] : [[variable.name, variable.default]],
  );
  const names = new Set(plan.steps.filter(isScripted).flatMap((step) => step.hosts));
  const hosts = [...names].flatMap((name) => findHost(parts.store, name) ?? []);
  // Before the command: it wakes the engine, which must find the secrets.
  parts.vault.give(input.maintenance, input.secrets);
  const started = parts.ledger.submit(
    input.maintenance,
    {
      type: 'start',
      planHash: input.planHash,
      hosts: hosts.map(({ name, address, port, user }) => ({ name, address, port, user })),
      variables: { ...Object.fromEntries(defaults), ...input.variables },
      secrets: Object.keys(input.secrets),
      policy: readTeamPolicy(parts.store),
      ...(input.outsideWindow === undefined ? {} : { outsideWindow: input.outsideWindow }),
    },
    actor,
  );
  if (started.ok) return succeed({ seq: started.value.seq });
  if (isBeforeStart(found.value)) parts.vault.forget(input.maintenance);
  return started;
}

/** Another release that runs in the environment: looked for last, for two may have been let through to here at once. */
function findGoing(
  { ledger }: Pick<DeskParts, 'ledger'>,
  { id, release }: MaintenanceState,
): MaintenanceState | undefined {
  if (release === undefined) return undefined;
  return ledger
    .list()
    .filter((other) => other !== id)
    .flatMap((other) => ledger.state(other) ?? [])
    .find(
      (state) =>
        !isBeforeStart(state) &&
        !isOver(state) &&
        state.release !== undefined &&
        isSameWord(state.release.environment, release.environment),
    );
}
