/** Folds errands into the state: that one was asked for, and that its answer was taken. Its attempts are folded like those of a step. */
import { errandTaskIdOf } from '../../errand/errand.ts';
import type { backupEventSchemas } from '../events/backup-events.ts';
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

/** Whatever an errand found out is taken from it once: by the event that tells it. */
export function withRead(
  errands: readonly Errand[],
  event: JournalEventOf<keyof typeof backupEventSchemas>,
): readonly Errand[] {
  if (event.type !== 'backup-checked' && event.type !== 'whereabouts-read') return errands;
  const told = errands.find(({ task }) => task.id === event.data.errand);
  if (told === undefined) return errands;
  const check = partOf(told)?.of;
  const isOne = (errand: Errand) => errand === told || (check !== undefined && partOf(errand)?.of === check);
  return errands.map((errand) => (isOne(errand) ? { ...errand, isRead: true } : errand));
}

function partOf({ purpose }: Errand) {
  return purpose.kind === 'backup' ? purpose.part : undefined;
}
