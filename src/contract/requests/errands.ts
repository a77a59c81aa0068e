/** What may be asked for beside the plan of a maintenance: one script on one host, before its run or during it. */
import { z } from 'zod';
import { errandOrderSchema } from '../../core/errand/errand.ts';
import { hostNameSchema, stepIdSchema, taskIdSchema } from '../../core/ids.ts';
import { maintenance, type RequestShape } from '../request-shape.ts';

const { mode } = errandOrderSchema.shape;

export const errandRequests = {
  'errand.ask': {
    does: 'Runs a script on a host beside the plan; its output is kept in the log. `step.cancel` ends it, `step.mark` settles it.',
    right: 'lead',
    input: errandOrderSchema
      .omit({ id: true, host: true, mode: true })
      .extend({ maintenance, host: hostNameSchema, mode: mode.default('durable') }),
    output: z.strictObject({ errand: stepIdSchema, task: taskIdSchema, seq: z.int() }),
  },
} as const satisfies Record<string, RequestShape>;
