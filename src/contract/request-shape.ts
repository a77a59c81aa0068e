/** What a request of the table looks like, and the pieces several areas make theirs of. */
import { z } from 'zod';
import { maintenanceIdSchema } from '../core/ids.ts';
import { type PersonCommandType, personCommandSchemas } from '../core/maintenance/commands.ts';

/** What a request needs. `read` looks; `draft` writes documents; `lead` makes a maintenance move, and hosts run. */
export type Right = 'read' | 'draft' | 'lead';

/** What every entry of the table has. */
export interface RequestShape {
  readonly does: string;
  readonly right: Right;
  /** `false`: it needs its right, but changes nothing in the workspace, so a console that only reads may ask it too. */
  readonly writes?: boolean;
  /** The command it gives, where its input is the command’s own. */
  readonly command?: PersonCommandType;
  readonly input: z.ZodType;
  readonly output: z.ZodType;
}

export const nothing = z.strictObject({});
export const maintenance = maintenanceIdSchema;
export const bytesBase64 = z.base64().max(64 * 1024 * 1024);

/** A person's command to a maintenance: answered with the seq of the last event it made. */
export function command<T extends PersonCommandType>(does: string, type: T) {
  return {
    does,
    right: 'lead',
    command: type,
    input: personCommandSchemas[type].extend({ maintenance }),
    output: z.strictObject({ seq: z.int() }),
  } as const;
}

/** The same, for what is written while one prepares. */
export function draftCommand<T extends PersonCommandType>(does: string, type: T) {
  return { ...command(does, type), right: 'draft' } as const;
}
