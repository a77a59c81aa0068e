/** What can be asked of a maintenance: by a person at a screen, or by the engine reporting what became of an effect. */
import { z } from 'zod';
import { hostNameSchema, maintenanceTitleSchema, taskIdSchema } from '../ids.ts';
import { planSchema } from '../plan/plan.ts';
import { dataSchemas, hostAddressSchema } from './events.ts';

const reason = z.string().trim().min(1, 'a reason is needed').max(10_000);
const task = taskIdSchema;

/** Commands a person gives. Each is a request of the contract as it stands. */
export const personCommandSchemas = {
  'change-plan': z.strictObject({ plan: planSchema }),
  rename: z.strictObject({ title: maintenanceTitleSchema }),
  start: z.strictObject({
    /** Must equal the hash of the plan that is to run: what was read is what runs. */
    planHash: z.string(),
    hosts: z.array(hostAddressSchema).max(1_000),
    variables: z.record(z.string(), z.string()),
    secrets: z.array(z.string()),
  }),
  hold: z.strictObject({ reason: z.string().max(10_000).default('') }),
  resume: z.strictObject({}),
  confirm: z.strictObject({ task, typed: z.string().max(500) }),
  done: z.strictObject({ task, note: z.string().max(10_000).optional() }),
  'not-done': z.strictObject({ task, reason }),
  skip: z.strictObject({ task, reason }),
  retry: z.strictObject({ task, reason: z.string().max(10_000).optional() }),
  mark: z.strictObject({ task, word: z.enum(['ran', 'did-not-run', 'new-attempt']), reason }),
  cancel: z.strictObject({ task }),
  'roll-back': z.strictObject({ reason }),
  abort: z.strictObject({ reason }),
  complete: z.strictObject({ note: z.string().max(10_000).optional() }),
  'add-note': dataSchemas['note-added'],
} as const;
/** zod infers a shape without fields as a record of nothing, which would forbid `type` beside it. */
type FieldsOf<Shape> = string extends keyof Shape ? unknown : Shape;

export type PersonCommandType = keyof typeof personCommandSchemas;
export type PersonCommand = {
  readonly [T in PersonCommandType]: { readonly type: T } & FieldsOf<z.infer<(typeof personCommandSchemas)[T]>>;
}[PersonCommandType];

/** What the engine reports; never offered to a screen. The data are those of the event that follows. */
const engineCommandSchemas = {
  await: dataSchemas['step-awaited'],
  elapse: dataSchemas['wait-elapsed'],
  intend: z.strictObject({ task, bootId: z.string().optional() }),
  dispatch: dataSchemas['attempt-dispatched'],
  'report-started': dataSchemas['attempt-started'],
  'report-ended': dataSchemas['attempt-ended'].omit({ isSuccess: true }),
  'report-unknown': dataSchemas['attempt-became-unknown'],
  'report-found': dataSchemas['attempt-found'],
  'time-out': z.strictObject({ task, attempt: z.int().min(1) }),
  'report-contact': z.strictObject({
    host: hostNameSchema,
    isLost: z.boolean(),
    message: z.string(),
    afterMs: z.int().min(0),
  }),
  'report-trusted': dataSchemas['host-key-trusted'],
  'hold-recovered': z.strictObject({ reason: z.string() }),
} as const;
export type EngineCommandType = keyof typeof engineCommandSchemas;
export type EngineCommand = {
  readonly [T in EngineCommandType]: { readonly type: T } & z.infer<(typeof engineCommandSchemas)[T]>;
}[EngineCommandType];

export type Command = PersonCommand | EngineCommand;
