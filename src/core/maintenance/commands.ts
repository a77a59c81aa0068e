/** What can be asked of a maintenance: by a person at a screen, or by the engine reporting what became of an effect. */
import type { z } from 'zod';
import type { engineCommandSchemas } from './commands/engine-commands.ts';
import { recordCommandSchemas } from './commands/record-commands.ts';
import { runCommandSchemas } from './commands/run-commands.ts';
import { stepCommandSchemas } from './commands/step-commands.ts';

/** Commands a person gives, put together from the areas in `commands/`. Each is a request of the contract as it stands. */
export const personCommandSchemas = {
  ...recordCommandSchemas,
  ...runCommandSchemas,
  ...stepCommandSchemas,
} as const;
/** zod infers a shape without fields as a record of nothing, which would forbid `type` beside it. */
type FieldsOf<Shape> = string extends keyof Shape ? unknown : Shape;

export type PersonCommandType = keyof typeof personCommandSchemas;
export type PersonCommand = {
  readonly [T in PersonCommandType]: { readonly type: T } & FieldsOf<z.infer<(typeof personCommandSchemas)[T]>>;
}[PersonCommandType];

export type EngineCommandType = keyof typeof engineCommandSchemas;
export type EngineCommand = {
  readonly [T in EngineCommandType]: { readonly type: T } & z.infer<(typeof engineCommandSchemas)[T]>;
}[EngineCommandType];

export type Command = PersonCommand | EngineCommand;
export type CommandOf<T extends Command['type']> = Extract<Command, { readonly type: T }>;
