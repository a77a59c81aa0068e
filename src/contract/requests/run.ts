/** What the lead may ask of a run: its own moves, those of its steps, and the notes taken on the way. */
import { z } from 'zod';
import { personCommandSchemas } from '../../core/maintenance/commands.ts';
import { command, maintenance, type RequestShape } from '../request-shape.ts';

export const runRequests = {
  'run.start': {
    does: 'Starts the run. `planHash` must be that of the plan; `confirm` must be the maintenance’s title, typed. Outside the window it needs `outsideWindow`, the reason.',
    right: 'lead',
    input: z.strictObject({
      maintenance,
      planHash: z.string(),
      confirm: z.string(),
      variables: z.record(z.string(), z.string().max(100_000)).default({}),
      /** Held in memory for this session only. */
      secrets: z.record(z.string(), z.string().max(100_000)).default({}),
      /** Why it starts before its window or after it; not recorded of a start within it. */
      outsideWindow: personCommandSchemas.start.shape.outsideWindow,
    }),
    output: z.strictObject({ seq: z.int() }),
  },
  'run.secrets': {
    does: 'Gives the secrets of a run again after the console was started anew. Held in memory only.',
    right: 'lead',
    input: z.strictObject({ maintenance, secrets: z.record(z.string(), z.string().max(100_000)) }),
    output: z.strictObject({ missing: z.array(z.string()) }),
  },
  'run.hold': command('Lets what runs go on, and begins nothing new.', 'hold'),
  'run.resume': command('Goes on after a hold.', 'resume'),
  'run.rollBack': command('Undoes what ran, in reverse order.', 'roll-back'),
  'run.abort': command('Ends the run where it stands; what runs is cancelled.', 'abort'),
  'run.complete': command('Closes a run of which every step is settled.', 'complete'),
  'step.confirm': command('Confirms a step by typing its host’s name.', 'confirm'),
  'step.countersign': command(
    'Confirms exactly this command as the second person. At the leader’s console: by whom of the roster, who types their name.',
    'countersign',
  ),
  'step.goOn': command(
    'Goes on with a step that the second person has confirmed; with the host’s name typed where the step asks for it.',
    'go-on',
  ),
  'step.done': command('Says that a manual step is done.', 'done'),
  'step.notDone': command('Says that a manual step could not be done.', 'not-done'),
  'step.skip': command('Leaves a step out, with the reason.', 'skip'),
  'step.retry': command('Makes a new attempt of a step whose last one is known to have failed.', 'retry'),
  'step.mark': command('Says what became of a step nobody knows the outcome of.', 'mark'),
  'step.cancel': command('Ends a running step on its host.', 'cancel'),
  'note.add': command('Writes a note or an action into the log.', 'add-note'),
} as const satisfies Record<string, RequestShape>;
