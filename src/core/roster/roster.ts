/** The roster of one maintenance: who takes part, their shifts, who leads what, who is there, and who is doing what. */
import { z } from 'zod';
import { hostNameSchema, stepIdSchema } from '../ids.ts';
import type { Actor } from '../maintenance/actor.ts';
import { type PartId, type PersonId, partIdSchema, personIdSchema, roleSchema, serviceSchema } from './names.ts';
import type { Member } from './person.ts';

export const rosterLimits = { members: 10_000, shifts: 5_000, claims: 1_000 } as const;

/** Somebody is on duty in a role, from one instant to another. */
export const shiftSchema = z
  .strictObject({
    id: partIdSchema,
    person: personIdSchema,
    role: roleSchema,
    fromMs: z.int().min(0),
    toMs: z.int().min(0),
  })
  .refine(({ fromMs, toMs }) => toMs > fromMs, 'a shift ends after it begins');
export type Shift = z.infer<typeof shiftSchema>;

/** Who answers for what. One leader for each service that is led apart (`POL-8`); without a service, for all. */
export const dutiesSchema = z.strictObject({
  leaders: z.array(z.strictObject({ person: personIdSchema, service: serviceSchema.optional() })).max(50),
  ces: personIdSchema.optional(),
  validationOwner: personIdSchema.optional(),
  communicationOwner: personIdSchema.optional(),
});
export type Duties = z.infer<typeof dutiesSchema>;

/** What somebody works on (`POL-5`): a step, a host or a matter in words, with one goal and its allotted time (`POL-7`). */
export const claimSchema = z.strictObject({
  id: partIdSchema,
  person: personIdSchema,
  step: stepIdSchema.optional(),
  host: hostNameSchema.optional(),
  goal: z.string().trim().min(1).max(1_000),
  allottedMs: z
    .int()
    .min(60_000)
    .max(31 * 24 * 3_600_000)
    .optional(),
});
export type Claim = z.infer<typeof claimSchema> & { readonly sinceMs: number };

/** A shift or the lead passes from one to another; both have to say so. */
export const handOverSchema = z.strictObject({
  id: partIdSchema,
  from: personIdSchema,
  to: personIdSchema,
  what: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('shift'), shift: partIdSchema }),
    z.strictObject({ kind: z.literal('lead'), service: serviceSchema.optional() }),
  ]),
  note: z.string().max(10_000).optional(),
});
export type HandOver = z.infer<typeof handOverSchema> & { readonly offeredAtMs: number };

export interface Absence {
  readonly person: PersonId;
  /** Not available from here on. */
  readonly fromMs: number;
  readonly reason: string;
  readonly saidAtMs: number;
  readonly by: Actor;
}

/** What the remaining members decided when somebody dropped out during the window (`POL-15`). */
export interface Continuation {
  readonly person: PersonId;
  readonly goesOn: boolean;
  readonly deciders: readonly PersonId[];
  readonly reason: string;
  readonly atMs: number;
}

export interface Roster {
  readonly members: readonly Member[];
  readonly shifts: readonly Shift[];
  readonly duties: Duties;
  readonly checkIns: readonly { readonly person: PersonId; readonly atMs: number }[];
  /** At most one open absence a person. */
  readonly absences: readonly Absence[];
  /** Open claims only. */
  readonly claims: readonly Claim[];
  /** Offered and not yet answered. */
  readonly handOvers: readonly HandOver[];
  readonly continuations: readonly Continuation[];
}

export const emptyRoster: Roster = {
  members: [],
  shifts: [],
  duties: { leaders: [] },
  checkIns: [],
  absences: [],
  claims: [],
  handOvers: [],
  continuations: [],
};

/** What is left of a shift when it is handed over in its middle: a shift of its own, of whoever takes over. */
export function restShiftId(handOver: PartId): PartId {
  return `${handOver}-rest`.slice(0, 64);
}

export function findMember(roster: Pick<Roster, 'members'>, id: PersonId): Member | undefined {
  return roster.members.find((member) => member.id === id);
}

/** By their id where they are not on the roster (any more). */
export function toName(roster: Pick<Roster, 'members'>, person: PersonId): string {
  return findMember(roster, person)?.name ?? person;
}

export function toNames(roster: Pick<Roster, 'members'>, people: readonly PersonId[]): string {
  return people.map((person) => toName(roster, person)).join(', ');
}
