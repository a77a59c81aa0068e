/** Shapes of release gates as they are shown. */
import { z } from 'zod';
import { gateListenerSchema, gateTokenNameSchema } from '../core/gate/listener.ts';
import { gatePublicationSchema } from '../core/gate/publication.ts';
import { causeIdSchema } from '../core/gate/word.ts';
import { maintenanceIdSchema } from '../core/ids.ts';

const state = z.enum(['open', 'blocked']);

export const gateCauseSchema = z.strictObject({
  id: causeIdSchema,
  kind: z.enum(['word', 'release-at-work', 'release-failed']),
  /** One sentence. */
  says: z.string(),
  /** What a person does about it. */
  advice: z.string(),
  sinceMs: z.int(),
  /** Whether `gate.unblock` lifts it. */
  isLiftable: z.boolean(),
  maintenance: z.strictObject({ id: maintenanceIdSchema, title: z.string() }).optional(),
});

/** The release gate of an environment. */
export const gateSchema = z.strictObject({
  environment: z.string(),
  state,
  /** Since when it has been so without a break; absent for one that was never blocked. */
  sinceMs: z.int().optional(),
  /** All of it in sentences. */
  says: z.string(),
  /** Oldest first; none where it is open. */
  causes: z.array(gateCauseSchema),
  contact: z.string().optional(),
  /** Migrations are pending: they do not block (`REL-8`). */
  isOutdated: z.boolean(),
  currentVersion: z.string().optional(),
  stableVersion: z.string().optional(),
  /** Absent where that is not known. */
  pendingMigrations: z.int().optional(),
});
export type GateView = z.infer<typeof gateSchema>;

export const gateRecordSchema = gateSchema.extend({
  /** Roles of which one unblocks it; none: anybody who leads. */
  openers: z.array(z.string()),
  /** Newest first. */
  history: z.array(
    z.strictObject({
      atMs: z.int(),
      /** The gate, after it. */
      state,
      /** Whether it was the other before. */
      isTurn: z.boolean(),
      says: z.string(),
      /** The release it came from; absent for a person's word. */
      maintenance: maintenanceIdSchema.optional(),
    }),
  ),
  /** Older entries were left out. */
  isHistoryCut: z.boolean(),
});
export type GateRecord = z.infer<typeof gateRecordSchema>;

export const gateListenerViewSchema = z.strictObject({
  listener: gateListenerSchema,
  standing: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('closed') }),
    z.strictObject({ kind: z.literal('open'), url: z.string() }),
    /** It should be open and is not. */
    z.strictObject({ kind: z.literal('failed'), problem: z.string() }),
  ]),
  /** What it lets others see, in sentences. */
  exposes: z.array(z.string()),
  /** Never the tokens themselves. */
  tokens: z.array(z.strictObject({ name: gateTokenNameSchema, madeAtMs: z.int(), madeBy: z.string() })),
});
export type GateListenerView = z.infer<typeof gateListenerViewSchema>;

export const gatePublicationViewSchema = z.strictObject({
  publication: gatePublicationSchema,
  savedAtMs: z.int(),
  savedBy: z.string(),
  files: z.array(
    z.strictObject({
      environment: z.string(),
      file: z.string(),
      /** What lies there now, where this console has put it there since it was opened. */
      published: z.strictObject({ state, atMs: z.int(), expiresAtMs: z.int() }).optional(),
      /** Why it could not be published, in a sentence; it is tried again. */
      problem: z.string().optional(),
      nextTryAtMs: z.int().optional(),
    }),
  ),
});
export type GatePublicationView = z.infer<typeof gatePublicationViewSchema>;
