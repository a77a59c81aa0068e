/** Who did something. */
import { z } from 'zod';
import { partIdSchema, personIdSchema } from '../roster/names.ts';
import { shareRoleSchema } from '../sharing/role.ts';

/** `console` is Drydock itself, by a rule of the plan; `host` is what a host answered. */
export const actorSchema = z.strictObject({
  kind: z.enum(['person', 'console', 'host']),
  name: z.string().min(1).max(200),
  /** Who this is in the address book, where the console knows. */
  person: personIdSchema.optional(),
  /** Set of somebody who came by an invite: what they may do of all commands (`core/sharing`). Absent at the leader's own console. */
  via: shareRoleSchema.optional(),
  /** As whom of those they came, whatever name they gave. Absent of older events, too. */
  follower: partIdSchema.optional(),
});
export type Actor = z.infer<typeof actorSchema>;
