/** Starting a run, and its secrets. The other moves are plain commands; see `commands.ts`. */
import { isBeforeStart } from '../../core/maintenance/tasks.ts';
import { isScripted } from '../../core/plan/plan.ts';
import { fail, succeed } from '../../core/result.ts';
import type { Handlers } from './handlers.ts';
import { findHost } from './hosts.ts';
import { findState } from './maintenances.ts';
import type { DeskParts } from './parts.ts';
import { refuseOutdated } from './release-guard.ts';
import { readTeamPolicy } from './team-policy.ts';

export function runHandlers(parts: DeskParts): Handlers<'run.start' | 'run.secrets'> {
  return {
    'run.start': async (input, caller) => {
      const found = findState(parts, input.maintenance);
      if (!found.ok) return found;
      const { plan, title } = found.value;
      if (input.confirm.trim() !== title) {
        return fail('not-confirmed', `“${input.confirm}” is not this maintenance’s title.`, {
          advice: `Type “${title}” to start it.`,
        });
      }
      const outdated = await refuseOutdated(parts, found.value, caller.actor);
      if (outdated !== undefined) return outdated;
      const declared = new Map(plan.variables.map((variable) => [variable.name, variable.secret]));
      const stray = [...Object.keys(input.variables), ...Object.keys(input.secrets)].find(
        (name) => !declared.has(name),
      );
      if (stray !== undefined) return fail('no-such-variable', `The plan has no variable “${stray}”.`);
      const open = Object.keys(input.variables).find((name) => declared.get(name) === true);
      if (open !== undefined) {
        return fail(
          'secret-in-the-open',
          `“${open}” is a secret, and was given as a plain variable, which is stored.`,
          {
            advice: 'Give it among the secrets.',
          },
        );
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
        caller.actor,
      );
      if (started.ok) return succeed({ seq: started.value.seq });
      if (isBeforeStart(found.value)) parts.vault.forget(input.maintenance);
      return started;
    },
    'run.secrets': ({ maintenance, secrets }) => {
      const found = findState(parts, maintenance);
      if (!found.ok) return found;
      const stray = Object.keys(secrets).find((name) => !found.value.secrets.includes(name));
      if (stray !== undefined) return fail('no-such-variable', `The run has no secret “${stray}”.`);
      parts.vault.give(maintenance, secrets);
      parts.engine.wake(maintenance);
      return succeed({ missing: [...parts.vault.missing(found.value)] });
    },
  };
}
