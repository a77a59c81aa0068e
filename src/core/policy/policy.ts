/** A team's policy: its numbers, its rules with severity and who may waive them, and its own rules. */
import { z } from 'zod';
import { levelSchema } from '../backup/level.ts';
import { roleSchema } from '../roster/names.ts';

/** Those that every policy has, for they were there from the first. */
const firstRules = [
  'POL-1',
  'POL-2',
  'POL-3',
  'POL-4',
  'POL-5',
  'POL-6',
  'POL-7',
  'POL-8',
  'POL-9',
  'POL-10',
  'POL-11',
  'POL-12',
  'POL-13',
  'POL-14',
  'POL-15',
  'POL-16',
  'POL-17',
  'POL-18',
  'CHG-1',
  'CHG-2',
  'CHG-5',
] as const;
/** Those that came later: a policy that was frozen before has none of them. */
const laterRules = ['REL-10', 'PREP-3'] as const;

/** The rules that are built in, by the requirement they come from. */
export const builtInRules = [...firstRules, ...laterRules] as const;
export type BuiltInRule = (typeof builtInRules)[number];

export function isBuiltIn(rule: string): rule is BuiltInRule {
  return (builtInRules as readonly string[]).includes(rule);
}

/** `must` stops the start; `should` is shown; `off` is not looked at. */
export const severitySchema = z.enum(['must', 'should', 'off']);
export type Severity = z.infer<typeof severitySchema>;

export const ruleSettingSchema = z.strictObject({
  severity: severitySchema,
  /** Roles of which one may waive it; none: nobody may. */
  waivedBy: z.array(roleSchema).max(20),
});
export type RuleSetting = z.infer<typeof ruleSettingSchema>;

/** A rule of the team's own: a sentence that somebody confirms. */
export const ownRuleSchema = z.strictObject({
  id: z.string().regex(/^OWN-[A-Za-z0-9-]{1,40}$/, 'an own rule’s id is OWN- and letters, digits or -'),
  text: z.string().trim().min(1).max(1_000),
  /** The role whose people confirm it. */
  owner: roleSchema,
  severity: severitySchema,
  waivedBy: z.array(roleSchema).max(20),
});
export type OwnRule = z.infer<typeof ownRuleSchema>;

const ruleShapes = {
  ...(Object.fromEntries(firstRules.map((id) => [id, ruleSettingSchema])) as {
    readonly [R in (typeof firstRules)[number]]: typeof ruleSettingSchema;
  }),
  ...(Object.fromEntries(laterRules.map((id) => [id, ruleSettingSchema.optional()])) as {
    readonly [R in (typeof laterRules)[number]]: z.ZodOptional<typeof ruleSettingSchema>;
  }),
};

export const policySchema = z.strictObject({
  name: z.string().trim().min(1).max(200),
  numbers: z.strictObject({
    /** Days between announcement and start (`POL-10`). */
    announcedDaysAhead: z.number().min(0).max(365),
    /** Days between the start of every backup and the start of the window (`POL-11`). */
    backupsDaysAhead: z.number().min(0).max(365),
    /** Qualified people at every instant of the window (`POL-2`). */
    qualifiedPeople: z.int().min(0).max(50),
    /** Days a maintenance is put off by when somebody drops out before it (`POL-16`). */
    postponedDays: z.number().min(0).max(365),
    /** Days that the rehearsal of a maintenance release may be old at its start (`REL-10`); none: it need not be rehearsed. */
    rehearsedDays: z.number().min(0).max(365).optional(),
  }),
  /** How far every backup has to be proven before the start (`POL-12`); `none`, or absent: a person’s word is enough. */
  backupProof: levelSchema.optional(),
  roles: z.strictObject({
    /** Who counts for `POL-2`: this role, with this qualification. */
    qualified: roleSchema,
    qualification: roleSchema,
    /** Who approves. */
    approver: roleSchema,
    /** Who owns the notices. */
    communication: roleSchema,
    /** A drop-out in one of these during the window may not be decided away (`POL-15`). */
    urgent: z.array(roleSchema).max(20),
    /** Of which one unblocks a release gate (`REL-7`); none: anybody who leads. Where it is left out, the approver. */
    gateOpenedBy: z.array(roleSchema).max(20).optional(),
  }),
  rules: z.strictObject(ruleShapes),
  own: z
    .array(ownRuleSchema)
    .max(200)
    .refine((own) => new Set(own.map(({ id }) => id)).size === own.length, 'two own rules have the same id'),
});
export type Policy = z.infer<typeof policySchema>;

/** The setting of a rule, built in or own; `undefined` where the policy has no such rule. */
export function findSetting(policy: Policy, rule: string): RuleSetting | undefined {
  const builtIn: Readonly<Record<string, RuleSetting | undefined>> = policy.rules;
  return Object.hasOwn(builtIn, rule) ? builtIn[rule] : policy.own.find(({ id }) => id === rule);
}

const off: RuleSetting = { severity: 'off', waivedBy: [] };

/** As the policy has it; one that it was written before is not looked at. */
export function settingOf({ rules }: Policy, rule: BuiltInRule): RuleSetting {
  return rules[rule] ?? off;
}

export type RuleId = BuiltInRule | OwnRule['id'];
/** Checked against the policy in force where it is used: an own rule may be gone by then. */
export const ruleIdSchema = z.string().min(1).max(60);
