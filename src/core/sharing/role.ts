/** What somebody who follows a maintenance from another machine may do in it. Never: make anything run on a host. */
import { z } from 'zod';

/**
 * `follow` reads. `review` also comments, confirms steps under the two-person rule, acknowledges, claims, logs actions, settles their own
 * items of the checklist, and gives their own word where they are asked for it. `assist` also completes manual steps given to them.
 */
export const shareRoleSchema = z.enum(['follow', 'review', 'assist']);
export type ShareRole = z.infer<typeof shareRoleSchema>;

const ranks = { follow: 0, review: 1, assist: 2 } as const satisfies Record<ShareRole, number>;

/** Whether a role includes another: each one includes those before it. */
export function includesRole(has: ShareRole, needed: ShareRole): boolean {
  return ranks[has] >= ranks[needed];
}
