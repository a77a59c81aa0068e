/**
 * An errand: one script on one host that belongs to a maintenance and not to its plan. It looks at something (a backup, say) before
 * the run or beside it, as durably as a step and with its output in the log, and no run ever waits for it.
 */
import { z } from 'zod';
import { contentSchema } from '../backup/reading.ts';
import { actionSchema } from '../backup/tools/tool.ts';
import { type HostName, stepIdSchema, type TaskId } from '../ids.ts';
import { hostAddressSchema } from '../maintenance/events/fields.ts';
import { expectationSchema, limits, type ScriptStep } from '../plan/plan.ts';
import { partIdSchema } from '../roster/names.ts';

export const errandLimits = {
  /** Of one maintenance, all in all. */
  errands: 2_000,
  /** Of one maintenance, at the same time; and on one host one. */
  together: 4,
  scriptBytes: 100_000,
} as const;

/** What it is for, and for whom its outcome is. */
export const errandPurposeSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('backup'),
    backup: partIdSchema,
    /** Which of the looks at it: `exists`, `pg_verifybackup`, whatever its reader calls it. */
    check: z.string().trim().min(1).max(200),
    /** Of which check it is a part, and what was known when it was asked for: its answer is read by that. */
    part: z
      .strictObject({
        /** The errands of one check share it. */
        of: partIdSchema,
        copy: partIdSchema.optional(),
        action: actionSchema,
        index: z.int().min(0),
        count: z.int().min(1).max(10),
        known: contentSchema,
      })
      .optional(),
  }),
  /** Where a host is, and on what these paths and repositories lie (`POL-13`). */
  z.strictObject({ kind: z.literal('whereabouts'), places: z.array(z.string().min(1).max(4_096)).max(50) }),
]);
export type ErrandPurpose = z.infer<typeof errandPurposeSchema>;

/** What is asked for. An errand is asked for once: to do it again is another errand. */
export const errandOrderSchema = z.strictObject({
  /** Unique in its maintenance; with the host it names the folder on it. */
  id: stepIdSchema,
  purpose: errandPurposeSchema,
  title: z.string().trim().min(1).max(limits.titleLength),
  /** Where it runs, and where that host was when it was asked for. */
  host: hostAddressSchema,
  /** POSIX `sh`, run as it stands: neither variables nor secrets of the run are given to it. */
  script: z.string().min(1).max(errandLimits.scriptBytes),
  timeoutMs: z.int().min(1).max(limits.durationMs),
  expectation: expectationSchema.optional(),
  mode: z.enum(['durable', 'direct']),
});
export type ErrandOrder = z.infer<typeof errandOrderSchema>;

/** `ERRAND~errand@HOST`: the tilde stands in no step's id, so no task of a plan is ever called so. */
export function errandTaskIdOf({
  id,
  host,
}: Pick<ErrandOrder, 'id'> & { readonly host: { readonly name: HostName } }): TaskId {
  return `${id}~errand@${host.name}` as TaskId;
}

export function isErrandId(task: TaskId): boolean {
  return task.includes('~errand@');
}

/** The errand as what runs: a check that is tried once, and that nothing stops at. */
export function toErrandStep({ id, title, host, script, timeoutMs, expectation, mode }: ErrandOrder): ScriptStep {
  return {
    kind: 'check',
    id,
    phase: 'prepare',
    title,
    hosts: [host.name],
    script,
    timeoutMs,
    expectation: expectation ?? {},
    retries: 0,
    onFailure: 'continue',
    confirmBefore: false,
    safeToRepeat: false,
    mode,
  };
}
