/** How much somebody who came by an invite may have looked up for them: it takes time of the thread that the run and the leader’s own screen need too. */
import type { RequestInput, RequestName } from '../../../contract/requests.ts';
import { Allowance, Allowances, type Rate } from '../../../core/allowance.ts';
import { fail } from '../../../core/result.ts';
import type { PartId } from '../../../core/roster/names.ts';

/**
 * Counted in events, for reading one from the journal and judging its shape is what costs most; everything else is weighed against that. The
 * journal has an allowance of its own, so that whoever reads a long one still sees the log meanwhile.
 */
const journalOfOne: Rate = { perSecond: 4_000, burst: 8_000 };
const restOfOne: Rate = { perSecond: 4_000, burst: 8_000 };
/** Of all followers, of what has not just been answered to another. */
const ofAll: Rate = { perSecond: 12_000, burst: 24_000 };
/** Followers remembered; whoever was heard of longest ago is forgotten first. */
const followersKept = 5_000;

/** Events a follower is given at one time; whoever asks for more reads on. */
const eventsAtOnce = 1_000;
/** Rows of the log that cost what one event does. */
const rowsAnEvent = 20;
const viewCost = 20;
const usualCost = 5;
const costs: { readonly [N in RequestName]?: number } = {
  'log.search': 200,
  'share.show': 20,
  'readiness.show': 20,
  'schedule.proposal': 20,
  'policy.show': 50,
  'maintenance.export': 50,
  'roster.exportShifts': 50,
  'approval.difference': 50,
  // These read the whole journal.
  'report.show': 500,
  'report.export': 500,
  'announcement.show': 500,
  'announcement.export': 500,
};

/** As it is answered to a follower. */
export function toBoundedInput(request: RequestName, input: unknown): unknown {
  if (request !== 'maintenance.events') return input;
  const asked = input as RequestInput<'maintenance.events'>;
  return { ...asked, limit: Math.min(asked.limit ?? eventsAtOnce, eventsAtOnce) };
}

/** @param seq how far the journal of the maintenance is */
export function toReadingCost(request: RequestName, input: unknown, seq: number): number {
  if (request === 'maintenance.events') {
    const { afterSeq, limit = eventsAtOnce } = input as RequestInput<'maintenance.events'>;
    return Math.max(1, Math.min(limit, seq - afterSeq));
  }
  if (request === 'log.window') {
    const { filter = {}, count } = input as RequestInput<'log.window'>;
    return (Object.keys(filter).length === 0 ? 1 : viewCost) + Math.ceil(count / rowsAnEvent);
  }
  return request === 'log.locate' ? viewCost : (costs[request] ?? usualCost);
}

export class VisitorReading {
  readonly #journal = new Allowances(journalOfOne, followersKept);
  readonly #rest = new Allowances(restOfOne, followersKept);
  readonly #all: Allowance;

  constructor(nowMs: number) {
    this.#all = new Allowance(ofAll, nowMs);
  }

  /** Counts what one follower asks before it is looked up, or says that it is too much. */
  refuse(follower: PartId, request: RequestName, cost: number, nowMs: number) {
    const allowances = request === 'maintenance.events' ? this.#journal : this.#rest;
    return allowances.of(follower, nowMs).take(nowMs, cost) ? undefined : tooMuch;
  }

  /** The same for all of them together. */
  refuseAll(cost: number, nowMs: number) {
    return this.#all.take(nowMs, cost) ? undefined : tooMuch;
  }
}

const tooMuch = fail('too-many-requests', 'That is more than the leader’s console looks up for followers at once.', {
  advice: 'Wait a moment.',
});
