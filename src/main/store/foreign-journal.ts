/** A journal that another console wrote, proved before any of it is written: its chain, its shapes, its places beside its output, and that it can be folded. */
import { setImmediate } from 'node:timers/promises';
import type { MaintenanceId } from '../../core/ids.ts';
import { type JournalEvent, journalEventSchema } from '../../core/maintenance/events.ts';
import { evolve } from '../../core/maintenance/evolve.ts';
import { countCopies, findExcess, journalLimits } from '../../core/maintenance/journal-bounds.ts';
import type { MaintenanceState } from '../../core/maintenance/state.ts';
import { type Failure, fail, type Result, succeed } from '../../core/result.ts';
import { chainStart, toEventHash } from './chain.ts';
import type { ProvedJournal, StoredEvent } from './stored.ts';

/** A run may go on beside it: everything else has its turn after so many events, or so many places copied. */
const slice = { events: 200, copies: 1_000_000 } as const;

/** `unsound`: its chain is whole, but no Drydock would have written it. Its message goes on a sentence about where it comes from. */
type ForeignFailure = Failure<'chain-broken' | 'event-unknown' | 'unsound'>;

/**
 * @param rows of output that come with it
 * @param most lowered by tests
 */
export async function proveForeignJournal(
  maintenance: MaintenanceId,
  events: readonly StoredEvent[],
  rows: number,
  most: { readonly events: number; readonly copies: number } = journalLimits,
): Promise<Result<ProvedJournal, ForeignFailure>> {
  if (events.length > most.events)
    return unsound(`its journal has more than ${most.events.toLocaleString('en')} events`);
  if (!hasOrderedRows(events, rows)) return unsound('its journal does not belong to its output');
  let state: MaintenanceState | undefined;
  let previousHash = chainStart;
  let copies = 0;
  let last = { index: 0, copies };
  for (const [index, stored] of events.entries()) {
    if (index - last.index >= slice.events || copies - last.copies >= slice.copies) {
      await setImmediate();
      last = { index, copies };
    }
    const read = readNext(maintenance, stored, index, previousHash);
    if (!read.ok) return read;
    previousHash = stored.hash;
    const folded = fold(state, read.value);
    if (!folded.ok) return folded;
    copies += countCopies(state, folded.value);
    state = folded.value;
    const excess = copies > most.copies ? 'takes too long to be read' : findExcess(state);
    if (excess !== undefined) return unsound(`its journal ${excess}`);
  }
  return state === undefined ? unsound('its journal is empty') : succeed({ maintenance, events, state });
}

/** An event stands before a row that is there, or behind the last. */
function hasOrderedRows(events: readonly StoredEvent[], rows: number): boolean {
  return events.every(({ row }, index) => row <= rows && row >= (events[index - 1]?.row ?? 0));
}

function readNext(
  maintenance: MaintenanceId,
  stored: StoredEvent,
  index: number,
  previousHash: string,
): Result<JournalEvent, ForeignFailure> {
  const { hash, ...link } = stored;
  const isNext = link.maintenance === maintenance && link.seq === index + 1 && link.previousHash === previousHash;
  if (!isNext || toEventHash(link) !== hash)
    return fail('chain-broken', `Event ${index + 1} does not fit into the chain of its journal.`);
  const parsed = journalEventSchema.safeParse(stored);
  if (parsed.success) return succeed(parsed.data);
  return fail('event-unknown', `This Drydock does not know event ${link.seq}, “${link.type}”.`, {
    advice: 'Update Drydock to the version of the console it comes from.',
  });
}

function fold(before: MaintenanceState | undefined, event: JournalEvent): Result<MaintenanceState, ForeignFailure> {
  if (before !== undefined && event.type === 'maintenance-created')
    return unsound(`event ${event.seq} of its journal makes anew what was there already`);
  try {
    return succeed(evolve(before, event));
  } catch (cause) {
    return unsound(`event ${event.seq} of its journal, “${event.type}”, cannot have happened there`, cause);
  }
}

function unsound(message: string, cause?: unknown): ReturnType<typeof fail<'unsound'>> {
  return fail('unsound', message, { cause });
}
