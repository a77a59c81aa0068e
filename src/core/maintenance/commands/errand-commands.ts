/** What may be asked for beside the plan. It is cancelled and marked like a step. */
import { errandEventSchemas } from '../events/errand-events.ts';

export const errandCommandSchemas = {
  'ask-errand': errandEventSchemas['errand-asked'],
} as const;
