/** Who somebody is: roles, qualifications, services, zone. The team's address book holds persons; a maintenance keeps what it was told of each. */
import { z } from 'zod';
import { zoneSchema } from '../schedule/window.ts';
import { hasWord, personIdSchema, roleSchema, serviceSchema } from './names.ts';

const shortText = z.string().trim().max(500);

/** How somebody is reached. Looked up when it is needed, and never written into a journal. */
export const contactSchema = z.strictObject({
  email: z.email().max(320).optional(),
  phone: shortText.optional(),
  chat: shortText.optional(),
});
export type Contact = z.infer<typeof contactSchema>;

/** The key of somebody's console, trusted once by its fingerprint. */
export const personKeySchema = z.strictObject({
  /** `SHA256:` and 43 characters of base 64, over the raw public key. */
  fingerprint: z.string().regex(/^SHA256:[A-Za-z0-9+/]{43}$/),
  /** The 32 bytes of an Ed25519 public key, base 64. */
  publicKey: z.base64().length(44),
  trustedBy: z.string().min(1).max(200),
  trustedAtMs: z.int().min(0),
});
export type PersonKey = z.infer<typeof personKeySchema>;

const known = {
  id: personIdSchema,
  name: z.string().trim().min(1, 'a person has a name').max(200),
  /** `SRE`, `EM`, `CES`, `buddy`, and the team's own. */
  roles: z.array(roleSchema).max(20),
  /** `root` for root access, and whatever else the team's policy asks for. */
  qualifications: z.array(roleSchema).max(50),
  /** The services this person answers for: an EM approves the part of theirs (`POL-1`). */
  services: z.array(serviceSchema).max(50),
  zone: zoneSchema,
};

/** What a maintenance's journal keeps of somebody: enough for every rule, nothing to reach them by. */
export const memberSchema = z.strictObject(known);
export type Member = z.infer<typeof memberSchema>;

/** Somebody in the team's address book. */
export const personSchema = z.strictObject({
  ...known,
  contact: contactSchema.default({}),
  keys: z.array(personKeySchema).max(20).default([]),
});
export type Person = z.infer<typeof personSchema>;

/** Whoever answers for no service in particular answers for every one. */
export function answersFor({ services }: Pick<Member, 'services'>, service: string): boolean {
  return services.length === 0 || hasWord(services, service);
}

/** What a maintenance is told of somebody. */
export function toMember({ id, name, roles, qualifications, services, zone }: Person): Member {
  return { id, name, roles, qualifications, services, zone };
}
