/** What people have agreed to, and to exactly which plan and window: approvals, agreements, waivers, and outside help. */
import { z } from 'zod';
import type { Actor } from '../maintenance/actor.ts';
import { type PersonId, partIdSchema, personIdSchema, serviceSchema } from '../roster/names.ts';
import { windowSchema } from '../schedule/window.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * What is asked for. `schedule`: an EM's approval of the maintenance or of one service's part (`POL-1`); `plan`: a member's
 * agreement to the work plan (`POL-3`); `fewer-people` (`POL-2`), `simultaneous` (`POL-6`), `emergency` (`POL-18`): an EM's approval of that.
 */
export const approvalKindSchema = z.enum(['schedule', 'plan', 'fewer-people', 'simultaneous', 'emergency']);
export type ApprovalKind = z.infer<typeof approvalKindSchema>;

/** What each is about, within a sentence. */
export const matters: Readonly<Record<ApprovalKind, string>> = {
  schedule: 'the maintenance',
  plan: 'the work plan',
  'fewer-people': 'fewer people than the policy asks for',
  simultaneous: 'simultaneous operations',
  emergency: 'the emergency maintenance',
};

/** In one request: its file names each, and travels by mail. */
export const askedAtMost = 100;

/** What an approval is bound to: another plan or another window, and it is stale. */
export const boundSchema = z.strictObject({ planHash: sha256, window: windowSchema.optional() });
export type Bound = z.infer<typeof boundSchema>;

export const approvalRequestSchema = z.strictObject({
  id: partIdSchema,
  kinds: z.array(approvalKindSchema).min(1).max(5),
  /** Whom it is put to. */
  to: z.array(personIdSchema).min(1).max(askedAtMost),
  bound: boundSchema,
  note: z.string().max(10_000).optional(),
});
export type ApprovalRequest = z.infer<typeof approvalRequestSchema> & {
  readonly askedBy: Actor;
  readonly atMs: number;
};

/** How the word came. */
export const approvalWaySchema = z.discriminatedUnion('kind', [
  /** At the approver's own place in this console. */
  z.strictObject({ kind: z.literal('here') }),
  /** A signed answer file; `fingerprint` of the key it was signed with, and when, by the clock of whoever signed. */
  z.strictObject({
    kind: z.literal('file'),
    fingerprint: z.string().max(100),
    signature: z.base64().max(200),
    signedAtMs: z.int().min(0),
  }),
]);
export type ApprovalWay = z.infer<typeof approvalWaySchema>;

export const approvalSchema = z.strictObject({
  id: partIdSchema,
  kind: approvalKindSchema,
  person: personIdSchema,
  /** The service's part it is for; none: the whole. */
  service: serviceSchema.optional(),
  /** The EM who is unavailable, and for whom this one speaks (`POL-1`). */
  onBehalfOf: personIdSchema.optional(),
  request: partIdSchema.optional(),
  bound: boundSchema,
  isGiven: z.boolean(),
  note: z.string().max(10_000).optional(),
  way: approvalWaySchema,
});
export type Approval = z.infer<typeof approvalSchema> & { readonly atMs: number };

export interface Waiver {
  readonly rule: string;
  readonly reason: string;
  readonly by: Actor;
  readonly atMs: number;
}

/** Outside help (`POL-9`): asked for, signed off, acknowledged by everybody involved, and only then raised. */
export interface Support {
  readonly id: string;
  readonly provider: string;
  readonly why: string;
  readonly askedBy: Actor;
  readonly askedAtMs: number;
  readonly signedOff?: { readonly by: Actor; readonly atMs: number };
  /** `by`: who recorded it, who is somebody else where it was said aloud. */
  readonly acknowledged: readonly { readonly person: PersonId; readonly by: Actor; readonly atMs: number }[];
  readonly raised?: {
    readonly reference: string;
    readonly by: Actor;
    readonly atMs: number;
    /** Who had to understand it then; whoever came later is told later. */
    readonly concerned: readonly PersonId[];
  };
  /** It is not needed any more, or was a mistake. */
  readonly withdrawn?: { readonly reason: string; readonly by: Actor; readonly atMs: number };
}

export interface Consent {
  readonly requests: readonly ApprovalRequest[];
  /** Every word given, newest last; a later word of the same person on the same matter replaces the earlier. */
  readonly approvals: readonly Approval[];
  readonly waivers: readonly Waiver[];
  readonly support: readonly Support[];
  /** Own rules that have been confirmed. */
  readonly confirmations: readonly {
    readonly rule: string;
    readonly evidence: string;
    readonly by: Actor;
    readonly atMs: number;
  }[];
}

export const noConsent: Consent = { requests: [], approvals: [], waivers: [], support: [], confirmations: [] };
