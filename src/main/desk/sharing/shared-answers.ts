/** Hundreds of followers look at the same place of the same maintenance at the same time, and ask the same: what was answered to one is given to all. */
import type { RequestName } from '../../../contract/requests.ts';
import type { Failure, Result } from '../../../core/result.ts';
import type { Share } from '../desk.ts';
import type { DeskParts } from '../parts.ts';
import { toReadingCost, type VisitorReading } from './visitor-reading.ts';

/** Those whose answer is the same whoever asks: neither the person nor the role is looked at. */
const sameForAll: ReadonlySet<RequestName> = new Set([
  'maintenance.list',
  'maintenance.summary',
  'maintenance.events',
  'log.window',
  'log.locate',
  'readiness.show',
  'schedule.proposal',
  'notice.preview',
  'share.show',
  'policy.show',
]);
const answersKept = 256;
/** Some say what is due now: none is given for longer. */
const freshMs = 1_000;

type Answered = Result<unknown, Failure>;

export class SharedAnswers {
  readonly #parts: Pick<DeskParts, 'ledger' | 'store' | 'clock'>;
  readonly #reading: VisitorReading;
  readonly #kept = new Map<string, Promise<Answered>>();
  #moment = 0;

  constructor(parts: Pick<DeskParts, 'ledger' | 'store' | 'clock'>, reading: VisitorReading) {
    this.#parts = parts;
    this.#reading = reading;
  }

  /** The very same value for all who ask the same while nothing has been added, so that a door encodes it once. */
  read(
    { maintenance }: Share,
    request: RequestName,
    input: unknown,
    answer: () => Promise<Answered>,
  ): Promise<Answered> {
    if (!sameForAll.has(request)) return answer();
    const { ledger, store, clock } = this.#parts;
    const moment = Math.floor(clock.now() / freshMs);
    if (moment !== this.#moment) this.#kept.clear();
    this.#moment = moment;
    const seq = ledger.state(maintenance)?.seq ?? 0;
    const head = [seq, store.log.rows(maintenance)];
    const key = JSON.stringify([request, maintenance, head, input]);
    const known = this.#kept.get(key);
    if (known !== undefined) return known;
    const tooMuch = this.#reading.refuseAll(toReadingCost(request, input, seq), clock.now());
    if (tooMuch !== undefined) return Promise.resolve(tooMuch);
    const answered = answer();
    this.#kept.set(key, answered);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > answersKept && oldest !== undefined) this.#kept.delete(oldest);
    return answered;
  }
}
