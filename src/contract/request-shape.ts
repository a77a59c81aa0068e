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
  readonly input: z.core.$ZodType;
  readonly output: z.core.$ZodType;
}

export const nothing = z.strictObject({});
export const maintenance = maintenanceIdSchema;
export const bytesBase64 = z.base64().max(64 * 1024 * 1024);

/** A person's command to a maintenance: answered with the seq of the last event it made. */
export function command<T extends PersonCommandType>(does: string, type: T): CommandRequest<T> {
  // As one shape of any kind: to extend the union of all of them costs the compiler minutes and gigabytes.
  const fields: z.ZodObject = personCommandSchemas[type];
  const input = fields.extend({ maintenance }) as unknown as CommandRequest<T>['input'];
  return { does, right: 'lead', command: type, input, output: z.strictObject({ seq: z.int() }) };
}

interface CommandRequest<T extends PersonCommandType> {
  readonly does: string;
  readonly right: 'lead';
  readonly command: T;
  readonly input: (typeof personCommandSchemas)[T] extends z.ZodObject<infer Fields>
    ? z.ZodObject<Fields & { readonly maintenance: typeof maintenance }, z.core.$strict>
    : never;
  readonly output: z.ZodObject<{ readonly seq: z.ZodInt }, z.core.$strict>;
}

/** The same, for what is written while one prepares. */
export function draftCommand<T extends PersonCommandType>(does: string, type: T) {
  return { ...command(does, type), right: 'draft' } as const;
}
