/** Starting a run by a person’s typed word, and its secrets. The other moves are plain commands; see `commands.ts`. */
import { fail, succeed } from '../../../core/result.ts';
import type { Handlers } from '../handlers.ts';
import { findState } from '../maintenance/maintenances.ts';
import type { DeskParts } from '../parts.ts';
import { startRun } from './run-start.ts';

export function runHandlers(parts: DeskParts): Handlers<'run.start' | 'run.secrets'> {
  return {
    'run.start': async (input, caller) => {
      const found = findState(parts, input.maintenance);
      if (!found.ok) return found;
      const { title } = found.value;
      if (input.confirm.trim() !== title) {
        return fail('not-confirmed', `“${input.confirm}” is not this maintenance’s title.`, {
          advice: `Type “${title}” to start it.`,
        });
      }
      return startRun(parts, input, caller.actor);
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
