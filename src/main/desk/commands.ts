/** Requests whose input is a command's own: each becomes that command, decided by core and appended by the ledger. */
import type { RequestShape } from '../../contract/request-shape.ts';
import { type RequestName, requests } from '../../contract/requests.ts';
import type { MaintenanceId } from '../../core/ids.ts';
import type { PersonCommand } from '../../core/maintenance/commands.ts';
import { succeed } from '../../core/result.ts';
import type { Caller } from './desk.ts';
import type { Answered, Handlers } from './handlers.ts';
import type { DeskParts } from './parts.ts';

export type CommandRequest = {
  [N in RequestName]: (typeof requests)[N] extends { readonly command: unknown } ? N : never;
}[RequestName];

export function commandHandlers({ ledger }: Pick<DeskParts, 'ledger'>): Handlers<CommandRequest> {
  const table: Readonly<Record<string, RequestShape>> = requests;
  return Object.fromEntries(
    Object.entries(table).flatMap(([request, { command: type }]) => {
      if (type === undefined) return [];
      const handle = (
        { maintenance, ...fields }: { readonly maintenance: MaintenanceId },
        caller: Caller,
      ): Answered<CommandRequest> => {
        const submitted = ledger.submit(maintenance, { type, ...fields } as PersonCommand, caller.actor);
        return submitted.ok ? succeed({ seq: submitted.value.seq }) : submitted;
      };
      return [[request, handle]];
    }),
  ) as unknown as Handlers<CommandRequest>;
}
