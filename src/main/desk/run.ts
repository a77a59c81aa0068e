/** Requests that make a maintenance move. Each becomes one command, decided by core. */
import type { RequestName } from '../../contract/requests.ts';
import type { MaintenanceId } from '../../core/ids.ts';
import type { PersonCommand } from '../../core/maintenance/commands.ts';
import { isScripted } from '../../core/plan/plan.ts';
import { fail, succeed } from '../../core/result.ts';
import type { Caller } from './desk.ts';
import type { Answered, Handlers } from './handlers.ts';
import { findHost } from './hosts.ts';
import { findState } from './maintenances.ts';
import type { DeskParts } from './parts.ts';

/** Which command a request gives, where the input is the command's own. */
const commands = {
  'plan.change': 'change-plan',
  'maintenance.rename': 'rename',
  'run.hold': 'hold',
  'run.resume': 'resume',
  'run.rollBack': 'roll-back',
  'run.abort': 'abort',
  'run.complete': 'complete',
  'step.confirm': 'confirm',
  'step.done': 'done',
  'step.notDone': 'not-done',
  'step.skip': 'skip',
  'step.retry': 'retry',
  'step.mark': 'mark',
  'step.cancel': 'cancel',
  'note.add': 'add-note',
} as const satisfies Partial<Record<RequestName, PersonCommand['type']>>;

type CommandRequest = keyof typeof commands;

export function runHandlers(parts: DeskParts): Handlers<CommandRequest | 'run.start' | 'run.secrets'> {
  const give = (id: MaintenanceId, command: PersonCommand, caller: Caller): Answered<CommandRequest> => {
    const submitted = parts.ledger.submit(id, command, caller.actor);
    return submitted.ok ? succeed({ seq: submitted.value.seq }) : submitted;
  };
  const plain = Object.fromEntries(
    Object.entries(commands).map(([request, type]) => [
      request,
      ({ maintenance, ...fields }: { readonly maintenance: MaintenanceId }, caller: Caller) =>
        give(maintenance, { type, ...fields } as PersonCommand, caller),
    ]),
  ) as unknown as Handlers<CommandRequest>;

  return {
    ...plain,
    'run.start': (input, caller) => {
      const found = findState(parts, input.maintenance);
      if (!found.ok) return found;
      const { plan, title } = found.value;
      if (input.confirm.trim() !== title) {
        return fail('not-confirmed', `“${input.confirm}” is not this maintenance’s title.`, {
          advice: `Type “${title}” to start it.`,
        });
      }
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
        },
        caller.actor,
      );
      if (started.ok) return succeed({ seq: started.value.seq });
      if (found.value.status === 'draft') parts.vault.forget(input.maintenance);
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
