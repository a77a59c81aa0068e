/** Everything a screen, a script or a buddy may ask of the host process: one entry each, with its shapes and who may ask it. */
import { z } from 'zod';
import { hostNameSchema, maintenanceIdSchema, maintenanceTitleSchema, runbookNameSchema } from '../core/ids.ts';
import { personCommandSchemas } from '../core/maintenance/commands.ts';
import { journalEventSchema } from '../core/maintenance/events.ts';
import { planSchema } from '../core/plan/plan.ts';
import {
  hostContactSchema,
  hostRecordSchema,
  importWarningSchema,
  logFilterSchema,
  logRowSchema,
  maintenanceSummarySchema,
  promptSchema,
  runbookSummarySchema,
  searchQuerySchema,
} from './shapes.ts';

/** What a request needs. `read` looks; `draft` writes documents; `lead` makes a maintenance move, and hosts run. */
export type Right = 'read' | 'draft' | 'lead';

/** What every entry of the table has. */
export interface RequestShape {
  readonly does: string;
  readonly right: Right;
  /** `false`: it needs its right, but changes nothing in the workspace, so a console that only reads may ask it too. */
  readonly writes?: boolean;
  readonly input: z.ZodType;
  readonly output: z.ZodType;
}

const nothing = z.strictObject({});
const maintenance = maintenanceIdSchema;
const bytesBase64 = z.base64().max(64 * 1024 * 1024);

/** A person's command to a maintenance: answered with the seq of the last event it made. */
function command<T extends keyof typeof personCommandSchemas>(does: string, type: T) {
  return {
    does,
    right: 'lead',
    input: personCommandSchemas[type].extend({ maintenance }),
    output: z.strictObject({ seq: z.int() }),
  } as const;
}

export const requests = {
  'workspace.show': {
    does: 'Says which workspace this is, who writes to it, and how it fares.',
    right: 'read',
    input: nothing,
    output: z.strictObject({
      path: z.string(),
      version: z.string(),
      user: z.string(),
      isReadOnly: z.boolean(),
      /** Why it is read-only: another console holds it, the file is damaged, … in words, with what to do. */
      readOnlyBecause: z.string().optional(),
      holder: z.strictObject({ name: z.string(), pid: z.int(), sinceMs: z.int() }).optional(),
      lastWriteAtMs: z.int().optional(),
      sizeBytes: z.int(),
      contacts: z.array(hostContactSchema),
      prompts: z.array(promptSchema),
      isPracticeOffered: z.boolean(),
    }),
  },
  'workspace.backup': {
    does: 'Writes a copy of the whole workspace to a new file; refuses to overwrite.',
    right: 'lead',
    writes: false,
    input: z.strictObject({ file: z.string().min(1).max(4_096) }),
    output: z.strictObject({ file: z.string(), sizeBytes: z.int() }),
  },

  'runbook.list': {
    does: 'Lists the runbooks, newest version of each.',
    right: 'read',
    input: nothing,
    output: z.array(runbookSummarySchema),
  },
  'runbook.show': {
    does: 'Shows one version of a runbook; the newest where none is named.',
    right: 'read',
    input: z.strictObject({ name: runbookNameSchema, version: z.int().min(1).optional() }),
    output: z.strictObject({ summary: runbookSummarySchema, plan: planSchema, planHash: z.string() }),
  },
  'runbook.versions': {
    does: 'Lists every version of a runbook, newest first.',
    right: 'read',
    input: z.strictObject({ name: runbookNameSchema }),
    output: z.array(runbookSummarySchema),
  },
  'runbook.save': {
    does: 'Keeps a new version of a runbook. `expectedVersion` is the one it was made from, 0 for a new runbook.',
    right: 'draft',
    input: z.strictObject({ name: runbookNameSchema, expectedVersion: z.int().min(0), plan: planSchema }),
    output: runbookSummarySchema,
  },
  'runbook.import': {
    does: 'Reads a Markdown file into a runbook. Saved under `name`, or a name made from its title; a new version where that exists.',
    right: 'draft',
    input: z.strictObject({ file: z.string().max(1_000), content: bytesBase64, name: runbookNameSchema.optional() }),
    output: z.strictObject({ summary: runbookSummarySchema, warnings: z.array(importWarningSchema) }),
  },
  'runbook.export': {
    does: 'Writes a runbook as Markdown.',
    right: 'read',
    input: z.strictObject({ name: runbookNameSchema, version: z.int().min(1).optional() }),
    output: z.strictObject({ file: z.string(), markdown: z.string() }),
  },

  'host.list': {
    does: 'Lists the hosts of the workspace.',
    right: 'read',
    input: nothing,
    output: z.array(hostRecordSchema),
  },
  'host.save': {
    does: 'Adds a host or changes one. Pins are kept as they are: `host.trust` alone adds one.',
    right: 'draft',
    input: hostRecordSchema.omit({ pins: true }),
    output: hostRecordSchema,
  },
  'host.remove': {
    does: 'Removes a host from the workspace.',
    right: 'draft',
    input: z.strictObject({ name: hostNameSchema }),
    output: nothing,
  },
  'host.scan': {
    does: 'Reads the host key a host shows, and what known_hosts and the pins say of it. Trusts nothing.',
    right: 'lead',
    input: z.strictObject({ name: hostNameSchema }),
    output: z.strictObject({
      algorithm: z.string(),
      fingerprint: z.string(),
      key: z.string(),
      standing: z.enum(['trusted', 'unknown', 'changed', 'revoked']),
      known: z.array(z.strictObject({ fingerprint: z.string(), source: z.string() })),
    }),
  },
  'host.trust': {
    does: 'Pins a host key by its fingerprint, as read from the host’s own console. Refused where the host shows another.',
    right: 'lead',
    input: z.strictObject({
      name: hostNameSchema,
      fingerprint: z.string().max(200),
      replaces: z.boolean().default(false),
    }),
    output: hostRecordSchema,
  },
  'host.check': {
    does: 'Connects to a host, says who answers and whether durable steps can run there.',
    right: 'lead',
    input: z.strictObject({ name: hostNameSchema }),
    output: z.strictObject({ isDurable: z.boolean(), shell: z.string(), message: z.string() }),
  },

  'maintenance.list': {
    does: 'Lists the maintenances, newest first.',
    right: 'read',
    input: nothing,
    output: z.array(maintenanceSummarySchema),
  },
  'maintenance.create': {
    does: 'Makes a maintenance from a runbook’s version; the newest where none is named.',
    right: 'draft',
    input: z.strictObject({
      title: maintenanceTitleSchema,
      runbook: runbookNameSchema,
      version: z.int().min(1).optional(),
    }),
    output: maintenanceSummarySchema,
  },
  'maintenance.summary': {
    does: 'Shows one maintenance in short.',
    right: 'read',
    input: z.strictObject({ maintenance }),
    output: maintenanceSummarySchema,
  },
  'maintenance.events': {
    does: 'Reads the journal after a seq, in order.',
    right: 'read',
    input: z.strictObject({ maintenance, afterSeq: z.int().min(0), limit: z.int().min(1).max(5_000).default(1_000) }),
    output: z.strictObject({ events: z.array(journalEventSchema), seq: z.int() }),
  },
  'maintenance.export': {
    does: 'Writes a maintenance’s work plan as Markdown.',
    right: 'read',
    input: z.strictObject({ maintenance }),
    output: z.strictObject({ file: z.string(), markdown: z.string() }),
  },

  'plan.change': {
    ...command('Changes the work plan of a maintenance that has not started.', 'change-plan'),
    right: 'draft',
  },
  'maintenance.rename': { ...command('Gives a maintenance another title.', 'rename'), right: 'draft' },
  'run.start': {
    does: 'Starts the run. `planHash` must be that of the plan; `confirm` must be the maintenance’s title, typed.',
    right: 'lead',
    input: z.strictObject({
      maintenance,
      planHash: z.string(),
      confirm: z.string(),
      variables: z.record(z.string(), z.string().max(100_000)).default({}),
      /** Held in memory for this session only. */
      secrets: z.record(z.string(), z.string().max(100_000)).default({}),
    }),
    output: z.strictObject({ seq: z.int() }),
  },
  'run.secrets': {
    does: 'Gives the secrets of a run again after the console was started anew. Held in memory only.',
    right: 'lead',
    input: z.strictObject({ maintenance, secrets: z.record(z.string(), z.string().max(100_000)) }),
    output: z.strictObject({ missing: z.array(z.string()) }),
  },
  'run.hold': command('Lets what runs go on, and begins nothing new.', 'hold'),
  'run.resume': command('Goes on after a hold.', 'resume'),
  'run.rollBack': command('Undoes what ran, in reverse order.', 'roll-back'),
  'run.abort': command('Ends the run where it stands; what runs is cancelled.', 'abort'),
  'run.complete': command('Closes a run of which every step is settled.', 'complete'),
  'step.confirm': command('Confirms a step by typing its host’s name.', 'confirm'),
  'step.done': command('Says that a manual step is done.', 'done'),
  'step.notDone': command('Says that a manual step could not be done.', 'not-done'),
  'step.skip': command('Leaves a step out, with the reason.', 'skip'),
  'step.retry': command('Makes a new attempt of a step whose last one is known to have failed.', 'retry'),
  'step.mark': command('Says what became of a step nobody knows the outcome of.', 'mark'),
  'step.cancel': command('Ends a running step on its host.', 'cancel'),
  'note.add': command('Writes a note or an action into the log.', 'add-note'),

  'log.window': {
    does: 'Reads rows of the log under a filter. A negative `from` counts from the end.',
    right: 'read',
    input: z.strictObject({
      maintenance,
      filter: logFilterSchema.default({}),
      from: z.int(),
      count: z.int().min(0).max(2_000),
    }),
    /** `total` rows stand under the filter now. */
    output: z.strictObject({ total: z.int(), rows: z.array(logRowSchema) }),
  },
  'log.locate': {
    does: 'Finds the position, under a filter, of a row or an event (or of the next one after it that the filter lets through).',
    right: 'read',
    input: z.strictObject({
      maintenance,
      filter: logFilterSchema.default({}),
      kind: z.enum(['output', 'event']),
      at: z.int().min(0),
    }),
    output: z.strictObject({ position: z.int() }),
  },
  'log.search': {
    does: 'Starts a search from the newest row back; hits come as notices. One search a connection: a new one ends the last.',
    right: 'read',
    input: z.strictObject({
      maintenance,
      search: z.string().max(64),
      query: searchQuerySchema,
      filter: logFilterSchema.default({}),
      limit: z.int().min(1).max(10_000).default(1_000),
    }),
    output: nothing,
  },
  'log.stopSearch': {
    does: 'Ends a search.',
    right: 'read',
    input: z.strictObject({ search: z.string().max(64) }),
    output: nothing,
  },

  'prompt.answer': {
    does: 'Answers a question of a connection (a password, a passphrase, a host key). Answers are never stored.',
    right: 'lead',
    input: z.strictObject({ prompt: z.string(), answers: z.array(z.string().max(100_000)).max(20).optional() }),
    output: nothing,
  },

  'practice.start': {
    does: 'Starts the practice host and makes a practice maintenance on it.',
    right: 'lead',
    input: nothing,
    output: maintenanceSummarySchema,
  },
  'practice.misbehave': {
    does: 'Tells the practice host to misbehave: drop its connections, freeze for a while, restart, or fail the verification.',
    right: 'lead',
    input: z.strictObject({
      how: z.enum(['drop', 'freeze', 'restart', 'fail-verification', 'behave']),
      forMs: z.int().min(0).max(600_000).default(10_000),
    }),
    output: nothing,
  },
} as const satisfies Record<string, RequestShape>;

export type RequestName = keyof typeof requests;
/** What a caller sends: defaults may be left out. */
export type RequestInput<N extends RequestName> = z.input<(typeof requests)[N]['input']>;
/** What a handler gets: parsed, defaults filled in. */
export type RequestParsed<N extends RequestName> = z.output<(typeof requests)[N]['input']>;
export type RequestOutput<N extends RequestName> = z.output<(typeof requests)[N]['output']>;
