/** What may be asked of the hosts of the workspace and of their host keys. */
import { z } from 'zod';
import { hostNameSchema } from '../../core/ids.ts';
import { nothing, type RequestShape } from '../request-shape.ts';
import { hostRecordSchema } from '../shapes.ts';

export const hostRequests = {
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
} as const satisfies Record<string, RequestShape>;
