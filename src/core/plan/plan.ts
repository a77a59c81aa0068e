/** What a runbook and a work plan are: phases, steps, variables. The shapes only; rules about them stand beside this file. */
import { z } from 'zod';
import { hostNameSchema, stepIdSchema } from '../ids.ts';

export const phases = ['prepare', 'carry-out', 'verify', 'roll-back'] as const;
export const phaseSchema = z.enum(phases);
export type Phase = z.infer<typeof phaseSchema>;

/** How a phase is written where people read it. */
export const phaseTitles: Readonly<Record<Phase, string>> = {
  prepare: 'Prepare',
  'carry-out': 'Carry out',
  verify: 'Verify',
  'roll-back': 'Roll back',
};

export const limits = {
  steps: 2_000,
  variables: 200,
  hostsPerStep: 500,
  titleLength: 500,
  textBytes: 1_000_000,
  scriptBytes: 1_000_000,
  retries: 20,
  /** 30 days: nothing a window could hold is longer. */
  durationMs: 30 * 24 * 3_600_000,
} as const;

const text = z.string().max(limits.textBytes);
const durationMs = z.int().min(1).max(limits.durationMs);

/** Decides whether a finished script did what it should. All that is named must hold. */
export const expectationSchema = z.strictObject({
  /** Exit statuses that count as success; `[0]` where a step says nothing. */
  exitStatus: z.array(z.int().min(0).max(255)).min(1).max(256).optional(),
  /** Regular expressions (JavaScript, `m` and `u` flags) of which each must be found in the output. */
  matches: z.array(z.string().min(1).max(2_000)).max(50).optional(),
  /** Regular expressions of which none may be found in the output. */
  lacks: z.array(z.string().min(1).max(2_000)).max(50).optional(),
});
export type Expectation = z.infer<typeof expectationSchema>;

/** How a step is undone, or why it is not (`REL-10`: there is always an answer). */
export const rollbackSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('script'), script: z.string().min(1).max(limits.scriptBytes) }),
  z.strictObject({ kind: z.literal('none'), why: z.string().min(1).max(2_000) }),
]);
export type Rollback = z.infer<typeof rollbackSchema>;

/** `stop` holds the run; `ask` holds it and goes on with the answer; `roll-back` begins the rollback by the plan's word. */
export const onFailureSchema = z.enum(['stop', 'ask', 'continue', 'roll-back']);
export type OnFailure = z.infer<typeof onFailureSchema>;

const common = {
  id: stepIdSchema,
  phase: phaseSchema,
  title: z.string().min(1).max(limits.titleLength),
  /** What it does, as Markdown; where an imported step keeps everything that is not its script. */
  what: text.optional(),
  owner: z.string().min(1).max(200).optional(),
  estimateMs: durationMs.optional(),
  sideEffects: text.optional(),
  /** It runs together with the step before it in its phase (`POL-6`). Absent, never false: so the hash of a plan without it is as it was. */
  withPrevious: z.literal(true).optional(),
};

/** Somebody else than who leads confirms it before it is done (`PREP-3`). Absent, never false, for the hash's sake as above. */
const isTwoPerson = z.literal(true).optional();

const scripted = {
  ...common,
  isTwoPerson,
  /** The hosts it runs on, one after another. Empty: the plan is not ready to run yet. */
  hosts: z.array(hostNameSchema).max(limits.hostsPerStep),
  /** POSIX `sh`, run as it stands; variables come as environment variables. */
  script: z.string().min(1).max(limits.scriptBytes),
  timeoutMs: durationMs.optional(),
  /** New attempts made by themselves after a known failure; never after an unknown outcome. */
  retries: z.int().min(0).max(limits.retries).default(0),
  onFailure: onFailureSchema.default('stop'),
  rollback: rollbackSchema.optional(),
  /** Asks the leader to type the host's name before it runs. */
  confirmBefore: z.boolean().default(false),
  /** The author's word that running it twice does no harm. */
  safeToRepeat: z.boolean().default(false),
  /** `durable` survives everything; `direct` is for hosts without a writable home and promises less. */
  mode: z.enum(['durable', 'direct']).default('durable'),
};

export const stepSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('command'), ...scripted, expectation: expectationSchema.optional() }),
  z.strictObject({ kind: z.literal('check'), ...scripted, expectation: expectationSchema }),
  z.strictObject({ kind: z.literal('manual'), ...common, isTwoPerson, rollback: rollbackSchema.optional() }),
  z.strictObject({ kind: z.literal('wait'), ...common, waitMs: durationMs }),
]);
export type Step = z.infer<typeof stepSchema>;
export type ScriptStep = Extract<Step, { kind: 'command' | 'check' }>;
export type StepKind = Step['kind'];

/** Asked for when a run starts, and given to every script as an environment variable of that name. */
export const variableSchema = z.strictObject({
  name: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,63}$/, 'a variable name is what a shell allows: letters, digits, _'),
  prompt: z.string().max(500).optional(),
  /** Never stored with a secret. */
  default: z.string().max(10_000).optional(),
  /** Asked for in every session, held in memory only, masked in output. */
  secret: z.boolean().default(false),
});
export type Variable = z.infer<typeof variableSchema>;

export const planSchema = z
  .strictObject({
    title: z.string().min(1).max(limits.titleLength),
    /** Markdown before the first phase: what this runbook is about. */
    about: text.optional(),
    /** Markdown that stands under a phase's heading, before its first step. */
    phaseNotes: z.partialRecord(phaseSchema, text).optional(),
    /** Front matter that Drydock gives no meaning to, kept as it was parsed. */
    meta: z.record(z.string().max(200), z.json()).optional(),
    /** The two-person rule is for every step of it but those that only wait (`PREP-3`). Absent, never false. */
    isTwoPerson,
    variables: z.array(variableSchema).max(limits.variables).default([]),
    steps: z.array(stepSchema).max(limits.steps),
  })
  .superRefine((plan, context) => {
    const seen = new Set<string>();
    const begun = new Set<Phase>();
    for (const [index, step] of plan.steps.entries()) {
      if (step.withPrevious === true && !begun.has(step.phase)) {
        context.addIssue({
          code: 'custom',
          path: ['steps', index, 'withPrevious'],
          message: `“${step.title}” is the first step of its phase, and there is none before it to run together with`,
        });
      }
      begun.add(step.phase);
      if (seen.has(step.id)) {
        context.addIssue({
          code: 'custom',
          path: ['steps', index, 'id'],
          message: `two steps have the id “${step.id}”`,
        });
      }
      seen.add(step.id);
    }
    const names = new Set<string>();
    for (const [index, variable] of plan.variables.entries()) {
      if (names.has(variable.name)) {
        context.addIssue({
          code: 'custom',
          path: ['variables', index],
          message: `two variables are called “${variable.name}”`,
        });
      }
      names.add(variable.name);
      if (variable.secret && variable.default !== undefined) {
        context.addIssue({
          code: 'custom',
          path: ['variables', index, 'default'],
          message: 'a secret is never stored in a plan',
        });
      }
    }
  });
export type Plan = z.infer<typeof planSchema>;

export function isScripted(step: Step): step is ScriptStep {
  return step.kind === 'command' || step.kind === 'check';
}

/** Whether somebody else has to confirm the step before it is done: by its own word or the plan's (`PREP-3`). */
export function isTwoPersonStep(plan: Pick<Plan, 'isTwoPerson'>, step: Step): boolean {
  return step.kind !== 'wait' && (plan.isTwoPerson === true || step.isTwoPerson === true);
}

/** The order of execution: by phase, and within a phase as written. */
export function stepsOfPhase(plan: Plan, phase: Phase): readonly Step[] {
  return plan.steps.filter((step) => step.phase === phase);
}
