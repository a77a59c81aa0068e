/** The lead taken over from another console, from coming by its invite to leading here. It comes back by itself whatever the way does. */
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { TakingStage, TakingView } from '../../contract/lead-shapes.ts';
import type { RequestInput, RequestOutput } from '../../contract/requests.ts';
import type { ContractFailure } from '../../contract/shapes.ts';
import type { EndOfLink } from '../../contract/share-ways.ts';
import { type Failure, fail, type Result, succeed } from '../../core/result.ts';
import type { Caller } from '../desk/desk.ts';
import type { Entry } from '../following.ts';
import { fetchBundle } from './fetch.ts';
import { Lookout, notLetIn, type Seen, wentElsewhere } from './look.ts';
import { type Answered, type Remote, toRemote } from './remote.ts';

/** How often it is looked where nothing is told: before one is let in, that is always. */
const lookEveryMs = 500;
/** How long their console may take to hear that the lead was taken. */
const leavingMs = 2_000;

export interface TakingParts {
  readonly entry: Entry;
  /** What the leader is told one is called. */
  readonly name: string;
  /** This console’s. */
  readonly key: { readonly publicKey: string; readonly fingerprint: string };
  /** Where the bundle comes to lie until it is taken in. */
  readonly folder: string;
  /** Takes the bundle in, at this console’s own desk. */
  readonly receive: (order: RequestInput<'lead.receive'>) => Promise<Answered<RequestOutput<'lead.receive'>>>;
  readonly onChange: () => void;
  /** Calls once after `ms`; the returned function takes it back. */
  after(ms: number, call: () => void): () => void;
}

export class Taking {
  /** Resolves once nothing more comes of it. */
  readonly ended: Promise<void>;
  readonly #parts: TakingParts;
  readonly #remote: Remote;
  readonly #stops: (() => void)[] = [];
  #stage: TakingStage = { at: 'knocking' };
  #seen: Seen | undefined;
  #isLeft = false;
  #from: string | undefined;
  #file: string | undefined;
  #wake: () => void = () => undefined;

  constructor(parts: TakingParts) {
    this.#parts = parts;
    const { desk } = parts.entry;
    this.#remote = toRemote(desk);
    const nobody: Caller = { id: 'taking', actor: { kind: 'person', name: parts.name }, rights: new Set() };
    this.#stops.push(
      desk.listen(nobody, () => this.#wake()),
      desk.onState(() => {
        parts.onChange();
        this.#wake();
      }),
    );
    this.ended = this.#run();
  }

  view(): TakingView {
    const { key, entry } = this.#parts;
    return { fingerprint: key.fingerprint, isLost: entry.desk.state === 'lost', stage: this.#stage };
  }

  /** Whether the lead is on its way to this console, and nobody else can take it. */
  isPassed(): boolean {
    const { at } = this.#stage;
    return at === 'passed' || at === 'fetching' || at === 'receiving';
  }

  async accept(): Promise<Result<void, Failure>> {
    if (this.#stage.at !== 'offered' || this.#seen?.relay === undefined)
      return fail('not-now', 'The lead is not offered to you now.', { advice: 'Wait until the leader offers it.' });
    const { maintenance, relay } = this.#seen;
    const { publicKey } = this.#parts.key;
    const accepted = await this.#remote.ask('lead.accept', { maintenance, relay: relay.id, publicKey });
    this.#wake();
    return accepted.ok ? succeed(undefined) : toFailed(accepted.failure);
  }

  confirm(from: string): Result<void, Failure> {
    if (this.#stage.at !== 'passed')
      return fail('not-now', 'The lead was not passed to this console yet.', { advice: 'Wait until the leader has.' });
    this.#from = from;
    this.#wake();
    return succeed(undefined);
  }

  /** Declines what is offered, and goes. Refused once the lead was passed: then nobody else can take it. */
  async leave(): Promise<Result<void, Failure>> {
    const { at } = this.#stage;
    if (this.isPassed())
      return fail('not-now', 'The lead was passed to this console: nobody leads until it is taken in here.', {
        advice: 'Say the fingerprint of their console, or take it in from a file.',
      });
    if ((at === 'offered' || at === 'accepted') && this.#seen?.relay !== undefined) {
      const { maintenance, relay } = this.#seen;
      const reason = 'Declined by whom it was offered to.';
      const withdrawn = await this.#remote.ask('lead.withdraw', { maintenance, relay: relay.id, reason });
      if (!withdrawn.ok) return toFailed(withdrawn.failure);
    }
    await this.close();
    return succeed(undefined);
  }

  /** The console ends: what is under way is left as it is. Once it leads, their console is still told so. */
  async close(): Promise<void> {
    this.#isLeft = true;
    if (this.#stage.at !== 'leading') await this.#parts.entry.close();
    this.#wake();
    await this.ended;
  }

  async #run(): Promise<void> {
    try {
      const seen = await this.#untilPassed();
      if (seen !== undefined) await this.#untilTaken(seen);
    } catch (problem) {
      // What another console says must not end this one: nobody else waits for it.
      this.#become({ at: 'over', failure: toSurprise(problem) });
    }
    for (const stop of this.#stops) stop();
    await this.#parts.entry.close();
  }

  async #untilPassed(): Promise<Seen | undefined> {
    const { entry, name, key } = this.#parts;
    const lookout = new Lookout(this.#remote, name, key.fingerprint);
    for (;;) {
      const news = this.#news();
      const looked = await lookout.look();
      if (this.#isLeft) return undefined;
      if (!looked.ok && (entry.desk.state === 'ended' || looked.failure.kind !== 'link-lost')) {
        this.#become({
          at: 'over',
          failure: entry.desk.state === 'ended' ? toShutOut(entry.desk.whyEnded) : looked.failure,
        });
        return undefined;
      }
      if (looked.ok) {
        this.#seen = looked.value;
        this.#become(toStage(looked.value));
        if (looked.value?.stand === 'passed') return looked.value;
      }
      await news;
      if (this.#isLeft) return undefined;
    }
  }

  /** Each try that fails says why, and can be made again. */
  async #untilTaken({ title, maintenance, relay }: Seen): Promise<void> {
    const { entry, folder, receive } = this.#parts;
    while (!this.#isLeft) {
      const from = await this.#confirmed();
      if (from === undefined) break;
      if (this.#file === undefined && relay !== undefined) {
        this.#become({ at: 'fetching', title, bytes: 0 });
        const file = join(folder, `${maintenance}-${randomUUID()}.drydock.zip`);
        const fetched = await fetchBundle(this.#remote, { maintenance, relay: relay.id }, file, (progress) =>
          this.#become({ at: 'fetching', title, ...progress }),
        );
        if (!fetched.ok) {
          if (entry.desk.state === 'ended') break;
          this.#become({ at: 'passed', title, failure: fetched.failure });
          continue;
        }
        this.#file = file;
      }
      if (this.#file === undefined) break;
      this.#become({ at: 'receiving', title });
      const received = await receive({ file: this.#file, from });
      if (received.ok) {
        await discard(this.#file);
        const { events, rows } = received.value;
        this.#become({ at: 'leading', title, maintenance, events, rows });
        await this.#sayTaken();
        return;
      }
      const { failure } = received;
      // What is not what was sent is fetched once more.
      if (failure.kind === 'bundle-altered') {
        await discard(this.#file);
        this.#file = undefined;
      }
      this.#become({ at: 'passed', title, failure, ...(this.#file === undefined ? {} : { file: this.#file }) });
    }
    if (!this.#isLeft) this.#become({ at: 'over', failure: passedAndLost });
  }

  /** Their console lets this one in no more from then on. Where that is not heard there, the way by which it came is forgotten here all the same. */
  async #sayTaken(): Promise<void> {
    const { promise: waitedLong, resolve } = Promise.withResolvers<void>();
    const takeBack = this.#parts.after(leavingMs, resolve);
    await Promise.race([this.#remote.ask('share.leave', {}), waitedLong]);
    takeBack();
  }

  /** `undefined` where nothing can come of it any more. What was fetched already needs their console no longer. */
  async #confirmed(): Promise<string | undefined> {
    const { desk } = this.#parts.entry;
    for (;;) {
      const from = this.#from;
      this.#from = undefined;
      if (this.#isLeft || (desk.state === 'ended' && this.#file === undefined)) return undefined;
      if (from !== undefined) return from;
      await this.#news();
    }
  }

  /** Resolves when there may be something new. */
  #news(): Promise<void> {
    return new Promise((resolve) => {
      const takeBack = this.#parts.after(lookEveryMs, resolve);
      this.#wake = () => {
        takeBack();
        resolve();
      };
    });
  }

  #become(stage: TakingStage): void {
    const before = JSON.stringify(this.#stage);
    this.#stage = stage;
    if (JSON.stringify(stage) !== before) this.#parts.onChange();
  }
}

function toSurprise(problem: unknown): ContractFailure {
  const why = problem instanceof Error ? problem.message : String(problem);
  return {
    kind: 'bad-answer',
    message: `What their console says of the lead makes no sense to this one: ${why}.`,
    advice: 'Have them write the maintenance to a file (Share…, or drydock bundle), and receive that.',
  };
}

/** Whatever its disk says to that, the lead is not held up by it: what is left is swept at a later start. */
function discard(file: string): Promise<void> {
  return rm(file, { force: true }).catch(() => undefined);
}

function toStage(seen: Seen | undefined): TakingStage {
  if (seen === undefined) return { at: 'knocking' };
  const { stand: at, title, relay } = seen;
  return at === 'offered' ? { at, title, by: relay?.offeredBy.name ?? '' } : { at, title };
}

function toFailed({ kind, message, advice }: ContractFailure): ReturnType<typeof fail> {
  return fail(kind, message, advice === undefined ? {} : { advice });
}

function toShutOut(why: EndOfLink | undefined): ContractFailure {
  return why === 'handed-over' ? wentElsewhere.failure : notLetIn.failure;
}

const passedAndLost = {
  kind: 'not-fetched',
  message: 'The lead was passed to this console, but theirs lets it in no more, and the maintenance was not fetched.',
  advice: 'Nobody leads until it is here. Have them write it to a file (Share…, or drydock bundle), and receive that.',
} as const;
