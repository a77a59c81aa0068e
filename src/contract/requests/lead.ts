/** What may be asked where the lead passes from one console to another. Each side says so; from `lead.pass` on the old console only reads. */
import { z } from 'zod';
import { publicKeySchema } from '../../core/approval/files.ts';
import { maintenanceIdSchema } from '../../core/ids.ts';
import { partIdSchema } from '../../core/roster/names.ts';
import { maintenance, type RequestShape } from '../request-shape.ts';

const relay = partIdSchema;
const done = z.strictObject({ seq: z.int() });

/** Bytes of one answer of `lead.fetch`. */
export const leadPieceBytes = 4 * 1024 * 1024;

export const leadRequests = {
  'lead.offer': {
    does: 'Offers the lead to somebody who follows from a Drydock of their own. Nothing changes until they accept and it is passed.',
    right: 'lead',
    input: z.strictObject({ maintenance, follower: partIdSchema }),
    output: z.strictObject({ relay, seq: z.int() }),
  },
  'lead.accept': {
    does: 'Accepts the lead that was offered to whoever asks, and names the key of their own console.',
    right: 'lead',
    input: z.strictObject({ maintenance, relay, publicKey: publicKeySchema }),
    output: done,
  },
  'lead.withdraw': {
    does: 'Takes the offer of the lead back, or declines it. Not any more once it was passed.',
    right: 'lead',
    input: z.strictObject({ maintenance, relay, reason: z.string().trim().min(1).max(10_000) }),
    output: done,
  },
  'lead.pass': {
    does: 'Hands the lead over, for good: this console only reads the maintenance from here on. The fingerprint is typed, as the other side reads it out.',
    right: 'lead',
    input: z.strictObject({ maintenance, relay, fingerprint: z.string().trim().max(200) }),
    output: done,
  },
  'lead.fetch': {
    does: 'Reads a piece of the bundle by which the maintenance goes to the console that takes it. For that one alone, as often as it needs.',
    right: 'lead',
    input: z.strictObject({ maintenance, relay, offset: z.int().min(0) }),
    output: z.strictObject({ sizeBytes: z.int(), content: z.base64() }),
  },
  'lead.receive': {
    does: 'Takes a maintenance in that was passed to this console, and leads it: proves the bundle, continues its journal, and takes up what is open. Held until somebody goes on.',
    right: 'lead',
    input: z.strictObject({
      file: z.string().min(1).max(4_096),
      /** Of the console it comes from, as its person reads it out. */
      from: z.string().trim().max(200),
    }),
    output: z.strictObject({ maintenance: maintenanceIdSchema, seq: z.int(), events: z.int(), rows: z.int() }),
  },
} as const satisfies Record<string, RequestShape>;
