/** What may be asked of bundles: one file that carries a maintenance whole, shows whether it was tampered with, and is read like one that is followed. */
import { z } from 'zod';
import { maintenanceIdSchema, maintenanceTitleSchema } from '../../core/ids.ts';
import { personKeySchema } from '../../core/roster/person.ts';
import { maintenance, nothing, type RequestShape } from '../request-shape.ts';
import { signedFile } from '../signed-file-shapes.ts';

const file = z.string().min(1).max(4_096);

export const bundleRequests = {
  'bundle.write': {
    does: 'Writes a maintenance to one new file: journal, output, plan and all that belongs to it, signed with this console’s key and readable without Drydock. Refuses to overwrite.',
    right: 'lead',
    writes: false,
    input: z.strictObject({ maintenance, file }),
    output: z.strictObject({
      file: z.string(),
      sizeBytes: z.int(),
      events: z.int(),
      rows: z.int(),
      /** `false`: it goes on, and the file has all of it until now. */
      isFinished: z.boolean(),
      /** Of the key it is signed with. */
      fingerprint: personKeySchema.shape.fingerprint,
    }),
  },
  'bundle.open': {
    does: 'Opens a bundle for reading: proves it first, then shows its maintenance in screens of its own. Nothing in it can run, and its copy is removed when it is closed.',
    right: 'lead',
    writes: false,
    input: z.strictObject({
      /** Its whole path. */
      file,
      /** Shows it at once, where it can be shown from here. */
      isShown: z.boolean().default(true),
    }),
    /** `url` lets one browser in, once; where one could be opened, it has been used. Absent where it has a window. */
    output: z.strictObject({
      reading: z.string(),
      maintenance: maintenanceIdSchema,
      title: maintenanceTitleSchema,
      url: z.string().optional(),
    }),
  },
  'bundle.opened': {
    does: 'Lists the bundles that are open for reading from this console.',
    right: 'read',
    input: nothing,
    output: z.array(
      z.strictObject({ reading: z.string(), maintenance: maintenanceIdSchema, title: maintenanceTitleSchema, file }),
    ),
  },
  'bundle.remarks': {
    does: 'Of a bundle that is read: everything the reader has said and marked on it, as the file, signed with this console’s key, that carries it back.',
    right: 'read',
    input: nothing,
    output: signedFile.extend({ remarks: z.int() }),
  },
  'bundle.close': {
    does: 'Of a bundle that is read: closes it, and removes its copy. The file itself stays.',
    right: 'read',
    input: nothing,
    output: nothing,
  },
} as const satisfies Record<string, RequestShape>;
