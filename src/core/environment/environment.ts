/** An environment: a deployed system with its hosts, its IaC version and what the team has settled about it (`REL-1` … `REL-10`). */
import { z } from 'zod';
import { hostNameSchema, unseenCharacters } from '../ids.ts';
import { channelNameSchema } from '../notice/channel.ts';
import { audienceSchema } from '../notice/notice.ts';
import { isSameWord } from '../roster/names.ts';
import { catalogueSourceSchema } from './catalogue-source.ts';
import { windowRuleSchema } from './window-rule.ts';

/** Compared without regard to case; typed on the command line, and a part of the gate's address. */
export const environmentNameSchema = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[^/\\]+$/u, 'an environment’s name has no slash')
  .refine(
    (name) => !unseenCharacters.test(name),
    'an environment’s name has no control character or mark of direction',
  );

/** A version of the infrastructure code, as its catalogue writes it: `2.14.0`, `20260301120000`, `ae1027a6acf`. */
export const iacVersionSchema = z
  .string()
  .trim()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._+-]{0,99}$/,
    'a version has only A-Z a-z 0-9 . _ + - and starts with a letter or digit',
  );

const word = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .refine((text) => !unseenCharacters.test(text), 'no control character and no mark of direction');

/** What people are told of: updates that wait, their downtime ahead of the window, and how a release went (`REL-5`). */
export const occasionSchema = z.enum(['pending', 'downtime', 'start', 'success', 'failure']);
export type Occasion = z.infer<typeof occasionSchema>;

export const notificationSchema = z.strictObject({
  on: occasionSchema,
  audience: audienceSchema,
  channels: z.array(channelNameSchema).min(1).max(20),
  /** `downtime` alone: so long before the window. */
  hoursAhead: z.number().min(0).max(8_760).optional(),
});
export type Notification = z.infer<typeof notificationSchema>;

export const environmentSchema = z
  .strictObject({
    name: environmentNameSchema,
    isProduction: z.boolean(),
    /** Compared with the clouds a migration supports. */
    cloud: word.optional(),
    hosts: z.array(hostNameSchema).max(500).default([]),
    /** Of `hosts`, those that migration scripts run on; the first host where none is named. */
    runsOn: z.array(hostNameSchema).max(50).default([]),
    /** The version of the infrastructure code it has now. */
    version: iacVersionSchema.optional(),
    /** The release channel it follows. */
    channel: word.optional(),
    /** The version regular releases go on with while migrations are pending (`REL-8`). */
    stableVersion: iacVersionSchema.optional(),
    catalogue: catalogueSourceSchema.optional(),
    windowRule: windowRuleSchema.optional(),
    notifications: z.array(notificationSchema).max(50).default([]),
    /** The environment its releases are rehearsed on (`REL-10`). */
    stagingTwin: environmentNameSchema.optional(),
    /** Whom to contact when a maintenance release has failed (`REL-7`). */
    contact: z.string().trim().min(1).max(1_000).optional(),
    /** It was restored or built anew then: what was applied before is not applied to it any more. UTC milliseconds. */
    rebuiltAtMs: z.int().min(0).optional(),
  })
  .refine(({ hosts, runsOn }) => runsOn.every((host) => hosts.includes(host)), {
    path: ['runsOn'],
    error: 'migrations run only on hosts of the environment',
  })
  .refine(({ name, stagingTwin }) => stagingTwin === undefined || !isSameWord(name, stagingTwin), {
    path: ['stagingTwin'],
    error: 'an environment is not its own staging twin',
  });
export type Environment = z.infer<typeof environmentSchema>;

/** What two spellings of one name have in common: the key it is kept by. */
export function toEnvironmentKey(name: string): string {
  return name.trim().toLocaleLowerCase('en');
}
