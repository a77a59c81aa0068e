/** Looks how far the lead is at the console it comes from: first whether one is let in, then what its journal says. */
import type { RequestOutput } from '../../contract/requests.ts';
import type { MaintenanceId } from '../../core/ids.ts';
import type { Relay } from '../../core/lead/relay.ts';
import { type TakingStand, toTakingStand } from '../../core/lead/taking.ts';
import { evolve } from '../../core/maintenance/evolve.ts';
import type { MaintenanceState } from '../../core/maintenance/state.ts';
import { fail, succeed } from '../../core/result.ts';
import type { Answered, Remote } from './remote.ts';

const eventsAtATime = 1_000;
/** The other console gives so much of a long journal a second, and then a little later the rest. */
const againMs = 1_000;

export interface Seen {
  readonly stand: Exclude<TakingStand, 'elsewhere'>;
  readonly maintenance: MaintenanceId;
  readonly title: string;
  readonly relay?: Relay;
}

export class Lookout {
  readonly #remote: Remote;
  readonly #name: string;
  readonly #fingerprint: string;
  #state: MaintenanceState | undefined;

  /** @param name what the leader is told one is called */
  constructor(remote: Remote, name: string, fingerprint: string) {
    this.#remote = remote;
    this.#name = name;
    this.#fingerprint = fingerprint;
  }

  /** `undefined` while the leader has not confirmed the name. */
  async look(): Promise<Answered<Seen | undefined>> {
    const me = await this.#remote.ask('share.me', {});
    if (!me.ok) return me;
    if (me.value.kind !== 'visitor') return fail('bad-answer', 'Their console takes this one for its own.');
    switch (me.value.standing) {
      case 'nameless': {
        const joined = await this.#remote.ask('share.join', { name: this.#name });
        return joined.ok ? succeed(undefined) : joined;
      }
      case 'waiting':
        return succeed(undefined);
      case 'admitted':
        return this.#read(me.value);
      case 'handed-over':
        return wentElsewhere;
      default:
        return notLetIn;
    }
  }

  async #read({
    maintenance,
    follower,
  }: Extract<RequestOutput<'share.me'>, { kind: 'visitor' }>): Promise<Answered<Seen>> {
    for (;;) {
      const afterSeq = this.#state?.seq ?? 0;
      const read = await this.#remote.ask('maintenance.events', { maintenance, afterSeq, limit: eventsAtATime });
      if (!read.ok && read.failure.kind === 'too-many-requests') {
        await new Promise((resolve) => setTimeout(resolve, againMs));
        continue;
      }
      if (!read.ok) return read;
      for (const event of read.value.events) this.#state = evolve(this.#state, event);
      if (read.value.events.length < eventsAtATime) break;
    }
    const state = this.#state;
    if (state === undefined) return fail('bad-answer', 'Their console shows a journal without a beginning.');
    const stand = toTakingStand(state, { follower, fingerprint: this.#fingerprint });
    if (stand === 'elsewhere') return wentElsewhere;
    const { title, relay } = state;
    return succeed({ stand, maintenance, title, ...(relay === undefined ? {} : { relay }) });
  }
}

export const notLetIn = fail('not-allowed', 'The leader’s console does not let you in by this invite any more.', {
  advice: 'Ask the leader for another invite.',
});

export const wentElsewhere = fail('not-allowed', 'The lead was handed over to another console than this one.', {
  advice: 'Ask whoever leads it now.',
});
