/** The names things go by. Branded, so that a step's id is never taken for a host's name. */
import { z } from 'zod';

/** `m-` and 16 lower-case base-32 characters; also the name of the run's folder on every host. */
export const maintenanceIdSchema = z
  .string()
  .regex(/^m-[a-z0-9]{4,32}$/)
  .brand<'MaintenanceId'>();
export type MaintenanceId = z.infer<typeof maintenanceIdSchema>;

/** A slug, unique in its plan; part of a folder's name on the host, so nothing but `a-z 0-9 -`. */
export const stepIdSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,63}$/)
  .brand<'StepId'>();
export type StepId = z.infer<typeof stepIdSchema>;

/** What a plan calls a host; its address, port and identity are looked up in the workspace. */
export const hostNameSchema = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/,
    'a host name starts with a letter or digit and has only A-Z a-z 0-9 . _ -',
  )
  .brand<'HostName'>();
export type HostName = z.infer<typeof hostNameSchema>;

/**
 * One step on one host, in one direction: `STEP`, `STEP@HOST`, `STEP~back`, `STEP~back@HOST`; or an errand, `ERRAND~errand@HOST`.
 * It is what can run once; a retry is a new attempt of the same task.
 */
export const taskIdSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,63}(~back|~errand)?(@[A-Za-z0-9][A-Za-z0-9._-]{0,127})?$/)
  .brand<'TaskId'>();
export type TaskId = z.infer<typeof taskIdSchema>;

/**
 * Characters that are not seen but change what is: controls, and the marks that turn the direction of text (Unicode TR36).
 * A title that must be typed to confirm may have none of them.
 */
export const unseenCharacters = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** What a maintenance is called; typed again to start it. */
export const maintenanceTitleSchema = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .refine((title) => !unseenCharacters.test(title), 'a title has no control character and no mark of direction');

/** A runbook's name in the workspace: what a person types on the command line. */
export const runbookNameSchema = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^/\\]+$/u, 'a runbook name has no slash')
  .refine((name) => !unseenCharacters.test(name), 'a runbook name has no control character and no mark of direction')
  .brand<'RunbookName'>();
export type RunbookName = z.infer<typeof runbookNameSchema>;

export function taskIdOf(step: StepId, host: HostName | undefined, direction: 'forward' | 'back'): TaskId {
  const back = direction === 'back' ? '~back' : '';
  return `${step}${back}${host === undefined ? '' : `@${host}`}` as TaskId;
}

/** The parts of such an id: what `taskIdOf` made it of. Of an errand’s, `LOOK~errand` stands for its step, which is none of the plan’s. */
export function partsOfTask(id: TaskId): {
  readonly step: StepId;
  readonly host?: HostName;
  readonly direction: 'forward' | 'back';
} {
  const at = id.indexOf('@');
  const front = at === -1 ? id : id.slice(0, at);
  const isBack = front.endsWith('~back');
  return {
    step: (isBack ? front.slice(0, -'~back'.length) : front) as StepId,
    ...(at === -1 ? {} : { host: id.slice(at + 1) as HostName }),
    direction: isBack ? 'back' : 'forward',
  };
}

/** One execution of one task. Attempts count from 1. */
export interface AttemptKey {
  readonly maintenance: MaintenanceId;
  readonly task: TaskId;
  readonly attempt: number;
}
