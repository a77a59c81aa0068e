/** Folds an errand that was asked for into the state; its attempts are folded like those of a step. */
import { errandTaskIdOf } from '../../errand/errand.ts';
import type { errandEventSchemas } from '../events/errand-events.ts';
import type { JournalEventOf } from '../events.ts';
import type { Errand } from '../state.ts';

export function evolveErrands(
  errands: readonly Errand[],
  { data: { errand } }: JournalEventOf<keyof typeof errandEventSchemas>,
): readonly Errand[] {
  const task = {
    id: errandTaskIdOf(errand),
    step: errand.id,
    phase: 'prepare',
    host: errand.host.name,
    direction: 'forward',
    state: 'ready',
    isConfirmed: false,
    attempts: [],
    retriesUsed: 0,
  } as const;
  return [...errands, { ...errand, task }];
}
