/** What is asked for beside the plan. What becomes of it is told by the events of attempts. */
import { z } from 'zod';
import { errandOrderSchema } from '../../errand/errand.ts';

export const errandEventSchemas = {
  'errand-asked': z.strictObject({ errand: errandOrderSchema }),
} as const;
