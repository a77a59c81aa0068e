/** Shapes of environments as they are shown: what is kept of each, what is pending, and how its releases went. */
import { z } from 'zod';
import { environmentSchema } from '../core/environment/environment.ts';
import { maintenanceIdSchema } from '../core/ids.ts';
import { windowSchema } from '../core/schedule/window.ts';

/** An environment, with the version of the document that a change is made from. */
export const environmentRecordSchema = z.strictObject({
  environment: environmentSchema,
  version: z.int().min(1),
  savedAtMs: z.int(),
  savedBy: z.string(),
});
export type EnvironmentRecord = z.infer<typeof environmentRecordSchema>;

const downtimeSchema = z.union([
  z.strictObject({ kind: z.enum(['none', 'unknown']) }),
  z.strictObject({ kind: z.enum(['partial', 'full']), minutes: z.int() }),
]);

const maintenanceReferenceSchema = z.strictObject({ id: maintenanceIdSchema, title: z.string() });

/** One row of the maintenance details (`REL-6`). */
export const migrationRowSchema = z.strictObject({
  id: z.string(),
  sequence: z.int(),
  /** The version of the infrastructure code it belongs to. */
  version: z.string(),
  description: z.string(),
  downtime: downtimeSchema,
  /** None named: every one. */
  clouds: z.array(z.string()),
  state: z.enum(['pending', 'applied', 'failed', 'running', 'unknown', 'skipped', 'changed']),
  /** Why it is skipped, pending again or changed. */
  because: z.string().optional(),
  isOutOfOrder: z.boolean(),
  /** It runs again whenever its content changes. */
  isRepeatable: z.boolean(),
  file: z.string(),
  line: z.int(),
  sha256: z.string(),
  /** Why it cannot be run from here. */
  cannotRun: z.string().optional(),
  /** Whether a script undoes it; if not, why none does. Absent where nobody has said. */
  rollback: z.strictObject({ kind: z.enum(['script', 'none']), why: z.string().optional() }).optional(),
  /** Both contents of one that changed after it was applied. */
  hashes: z.strictObject({ applied: z.string(), now: z.string() }).optional(),
  appliedAtMs: z.int().optional(),
  appliedBy: z.string().optional(),
  durationMs: z.int().optional(),
  /** The maintenance that ran it; absent where the tool’s own table says it. */
  maintenance: maintenanceReferenceSchema.optional(),
  /** What its rehearsal took. */
  rehearsedMs: z.int().optional(),
});

export const catalogueProblemSchema = z.strictObject({
  /** `error`: nothing is run until it is mended. */
  severity: z.enum(['error', 'warning']),
  /** Within the catalogue’s folder; empty where it is about no file. */
  file: z.string(),
  line: z.int(),
  text: z.string(),
});

/** A maintenance release of an environment, and what became of it. */
export const releaseSummarySchema = z.strictObject({
  maintenance: maintenanceIdSchema,
  title: z.string(),
  fromVersion: z.string().optional(),
  toVersion: z.string(),
  outcome: z.enum(['not-started', 'going', 'succeeded', 'failed', 'rolled-back', 'called-off']),
  /** Something of it failed or is unknown, and was not undone. */
  isTroubled: z.boolean(),
  /** How many migrations are applied, and what became of the others. */
  says: z.string(),
  createdAtMs: z.int(),
  startedAtMs: z.int().optional(),
  endedAtMs: z.int().optional(),
  leader: z.string().optional(),
  /** The environment it was a rehearsal for. */
  isRehearsalOf: z.string().optional(),
  /** Not started, and not what is due any more. */
  isOutdated: z.boolean(),
});
export type ReleaseSummary = z.infer<typeof releaseSummarySchema>;

/** When a tool’s table was read last, and from where. */
export const appliedReadingSchema = z.strictObject({
  host: z.string(),
  table: z.string(),
  readAtMs: z.int(),
  readBy: z.string(),
  /** `false`: the database has no such table. */
  isTableThere: z.boolean(),
  rows: z.int(),
});

export const environmentDetailsSchema = z.strictObject({
  atMs: z.int(),
  record: environmentRecordSchema,
  /** The version it has: as stated, and as far as everything after that is applied. */
  version: z.string().optional(),
  latestVersion: z.string().optional(),
  /** Migrations are due: regular releases go on with the stable version (`REL-8`). */
  isOutdated: z.boolean(),
  /** Where the catalogue was read; absent where the environment has none, or it could not be read. */
  catalogue: z
    .strictObject({
      path: z.string(),
      form: z.string(),
      /** Of a Git work tree: what is checked out. */
      commit: z.string().optional(),
      branch: z.string().optional(),
      /** Changed since it was committed; absent where nobody can say. */
      isDirty: z.boolean().optional(),
    })
    .optional(),
  /** Why there is nothing to show of the catalogue. */
  failure: z.strictObject({ kind: z.string(), message: z.string(), advice: z.string().optional() }).optional(),
  rows: z.array(migrationRowSchema),
  /** Older rows that are not shown. */
  cutRows: z.int(),
  /** How many would be run now. */
  due: z.int(),
  /** Over what would be run now: given back with `environment.runMaintenance`, so that what was seen is what is run. */
  dueHash: z.string(),
  downtime: z.strictObject({ partialMinutes: z.int(), fullMinutes: z.int(), unknown: z.int() }),
  /** Applied, and not in the catalogue any more. */
  missing: z.array(z.strictObject({ id: z.string(), atMs: z.int().optional(), by: z.string().optional() })),
  problems: z.array(catalogueProblemSchema),
  /** The migration tool whose table says what is applied. */
  tool: z.strictObject({ name: z.string(), reading: appliedReadingSchema.optional() }).optional(),
  /** Newest first. */
  releases: z.array(releaseSummarySchema),
  /** The next five occurrences of the recurring window; the one that goes on is the first. */
  windows: z.array(
    z.strictObject({
      startMs: z.int(),
      endMs: z.int(),
      zone: z.string(),
      /** What the clocks do to its start: it would never come, and is later; or it comes twice, and is the first. */
      clocks: z.enum(['skipped', 'twice']).optional(),
    }),
  ),
  /** What became of past ones, where due migrations run by themselves; newest first. */
  occurrences: z.array(
    z.strictObject({
      window: windowSchema,
      outcome: z.enum(['starting', 'started', 'not-started', 'nothing-due']),
      maintenance: maintenanceIdSchema.optional(),
      why: z.array(z.string()),
      atMs: z.int(),
    }),
  ),
  /** The newest rehearsal of exactly what is due (`REL-10`). */
  rehearsal: z
    .strictObject({
      maintenance: maintenanceReferenceSchema,
      environment: z.string(),
      endedAtMs: z.int(),
      durationMs: z.int().optional(),
    })
    .optional(),
});
export type EnvironmentDetails = z.infer<typeof environmentDetailsSchema>;
