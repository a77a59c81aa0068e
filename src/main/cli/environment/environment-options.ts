/** The options by which an environment is described on the command line. */
import { resolve } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import type { z } from 'zod';
import {
  type CatalogueForm,
  catalogueFormSchema,
  catalogueForms,
  databaseSchema,
} from '../../../core/environment/catalogue-source.ts';
import { type environmentSchema, occasionSchema } from '../../../core/environment/environment.ts';
import { weekdays, windowRuleSchema } from '../../../core/environment/window-rule.ts';
import type { HostName } from '../../../core/ids.ts';
import { audienceSchema } from '../../../core/notice/notice.ts';
import { gather } from '../terminal/option-values.ts';

type Draft = z.input<typeof environmentSchema>;

export interface EnvironmentOptions {
  readonly production?: boolean;
  readonly cloud?: string;
  readonly host: readonly string[];
  readonly runsOn: readonly string[];
  readonly version?: string;
  readonly channel?: string;
  readonly stable?: string;
  readonly catalogue?: string;
  readonly form?: CatalogueForm;
  readonly database?: z.input<typeof databaseSchema>;
  readonly window?: z.input<typeof windowRuleSchema>;
  readonly twin?: string;
  readonly contact?: string;
  readonly notify: readonly string[];
  readonly rebuilt?: boolean;
}

/** What `--clear` leaves empty; the others are always there. */
export const clearableFields: readonly string[] = [
  'cloud',
  'hosts',
  'runsOn',
  'version',
  'channel',
  'stableVersion',
  'catalogue',
  'windowRule',
  'notifications',
  'stagingTwin',
  'contact',
];

export function addEnvironmentOptions(command: Command): Command {
  return command
    .option('--production', 'it is production')
    .option('--no-production', 'it is not')
    .option('--cloud <cloud>', 'its cloud; migrations name those they support')
    .option('--host <host>', 'a host of it; several times', gather, [])
    .option('--runs-on <host>', 'of its hosts, one that migration scripts run on; several times', gather, [])
    .option('--version <version>', 'the version of the infrastructure code it has now')
    .option('--channel <channel>', 'the release channel it follows')
    .option('--stable <version>', 'the version regular releases go on with while migrations are pending')
    .option('--catalogue <folder>', 'where its migrations are: a folder, or the work tree of a Git repository')
    .option('--form <form>', `how they are written: ${catalogueForms.join(', ')}`, parseForm)
    .option('--database <json>', 'where a tool’s table is read; see docs/environments.md', parseDatabase)
    .option('--window <rule>', '“sunday 02:30 Europe/Berlin 120m”, or JSON; see docs/environments.md', parseWindowRule)
    .option('--twin <environment>', 'the environment its releases are rehearsed on')
    .option('--contact <words>', 'whom to contact when a maintenance release failed')
    .option('--rebuilt', 'it was restored or built anew just now: what was applied before is not applied to it')
    .option(
      '--notify <OCCASION:AUDIENCE:CHANNEL[:HOURS]>',
      `whom to tell of what: ${occasionSchema.options.join(', ')}; several times`,
      gather,
      [],
    );
}

/** Only what was named; a catalogue is changed in what was named of it. */
export function toChanges(options: EnvironmentOptions, before?: Draft['catalogue']): Omit<Partial<Draft>, 'name'> {
  const { production, cloud, host, runsOn, version, channel, stable, twin, contact, notify } = options;
  const { catalogue, form, database, window } = options;
  return {
    ...(production === undefined ? {} : { isProduction: production }),
    ...(cloud === undefined ? {} : { cloud }),
    ...(host.length === 0 ? {} : { hosts: host as HostName[] }),
    ...(runsOn.length === 0 ? {} : { runsOn: runsOn as HostName[] }),
    ...(version === undefined ? {} : { version }),
    ...(channel === undefined ? {} : { channel }),
    ...(stable === undefined ? {} : { stableVersion: stable }),
    ...(catalogue === undefined && form === undefined && database === undefined ? {} : { catalogue: toCatalogue() }),
    ...(options.rebuilt === true ? { rebuiltAtMs: Date.now() } : {}),
    ...(window === undefined ? {} : { windowRule: window }),
    ...(twin === undefined ? {} : { stagingTwin: twin }),
    ...(contact === undefined ? {} : { contact }),
    ...(notify.length === 0 ? {} : { notifications: notify.map(parseNotification) }),
  };

  /** Without a folder it is none, and refused in the contract's words. */
  function toCatalogue(): NonNullable<Draft['catalogue']> {
    return {
      ...before,
      ...(catalogue === undefined ? {} : { path: resolve(catalogue) }),
      ...(form === undefined ? {} : { form }),
      ...(database === undefined ? {} : { database }),
    } as NonNullable<Draft['catalogue']>;
  }
}

function parseForm(text: string): CatalogueForm {
  const parsed = catalogueFormSchema.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new InvalidArgumentError(`there are: ${catalogueForms.join(', ')}`);
}

function parseDatabase(text: string): z.input<typeof databaseSchema> {
  return parseBy(databaseSchema, parseJson(text));
}

/** `sunday,wednesday 02:30 Europe/Berlin 120m`, and `automatic` behind it; anything more by JSON. */
function parseWindowRule(text: string): z.input<typeof windowRuleSchema> {
  if (text.trimStart().startsWith('{')) return parseBy(windowRuleSchema, parseJson(text));
  const [days = '', at, zone, length = '', automatic, ...more] = text.trim().split(/\s+/);
  const minutes = /^(\d{1,5})m$/.exec(length)?.[1];
  const isKnown = automatic === undefined || automatic === 'automatic';
  if (minutes === undefined || !isKnown || more.length > 0)
    throw new InvalidArgumentError(`write it as: ${weekdays[6]} 02:30 Europe/Berlin 120m [automatic]`);
  const rule = {
    weekdays: days.toLowerCase().split(','),
    at,
    zone,
    lengthMinutes: Number(minutes),
    isAutomatic: automatic !== undefined,
  };
  return parseBy(windowRuleSchema, rule);
}

function parseNotification(text: string): NonNullable<Draft['notifications']>[number] {
  const [on, audience, channels = '', hours, ...more] = text.split(':');
  const occasion = occasionSchema.safeParse(on);
  const reader = audienceSchema.safeParse(audience);
  if (!occasion.success || !reader.success || channels === '' || more.length > 0)
    throw new InvalidArgumentError(
      `--notify ${text}: write it as failure:internal:CHANNEL, or downtime:public:CHANNEL:24`,
    );
  return {
    on: occasion.data,
    audience: reader.data,
    channels: channels.split(','),
    ...(hours === undefined ? {} : { hoursAhead: Number(hours) }),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new InvalidArgumentError('this is no JSON');
  }
}

function parseBy<S extends z.ZodType>(schema: S, value: unknown): z.input<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data as z.input<S>;
  const [issue] = parsed.error.issues;
  throw new InvalidArgumentError(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not of its shape'}`);
}
