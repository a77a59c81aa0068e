/** Shapes of the door followers come by, as it is shown. */
import { z } from 'zod';
import { hostNameSchema } from '../core/ids.ts';
import { shareListenerSchema } from '../core/sharing/listener.ts';

export const shareBastionSchema = z.strictObject({
  host: hostNameSchema,
  state: z.enum(['connecting', 'open', 'failed']),
  /** Why it is not open, in a sentence; it is tried again. */
  problem: z.string().optional(),
  /** What somebody with a browser types to reach the door: `ssh -N -L …`. */
  command: z.string().optional(),
});

export const shareStandingSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('closed') }),
  z.strictObject({
    kind: z.literal('open'),
    url: z.string(),
    /** SHA-256 of its certificate, as a browser shows it: pairs of hex digits. Over TLS only. */
    fingerprint: z.string().optional(),
    bastion: shareBastionSchema.optional(),
    /** Connections of followers that are open now. */
    connections: z.int(),
  }),
  /** It should be open and is not. */
  z.strictObject({ kind: z.literal('failed'), problem: z.string() }),
]);
export type ShareStanding = z.infer<typeof shareStandingSchema>;

export const shareDoorViewSchema = z.strictObject({
  listener: shareListenerSchema,
  standing: shareStandingSchema,
  /** What it lets others see, in sentences. */
  exposes: z.array(z.string()),
});
export type ShareDoorView = z.infer<typeof shareDoorViewSchema>;
