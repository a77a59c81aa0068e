/** Remembers which attempts were ordered once and answered: of those no order can still be on its way to the host. */
import type { AttemptKey } from '../../core/ids.ts';
import type { Result } from '../../core/result.ts';
import type { HostFailure, Inspection } from '../engine/ports.ts';

/** Beyond this the oldest is forgotten, which only makes its cleaning more careful. */
const limit = 10_000;

export class OrderMemory {
  readonly #orders = new Map<string, 'open' | 'settled' | 'doubtful'>();

  /** Passes the outcome through. A second order, or one without a verdict, leaves the attempt in doubt for good. */
  async watch(
    key: AttemptKey,
    outcome: Promise<Result<Inspection, HostFailure>>,
  ): Promise<Result<Inspection, HostFailure>> {
    const id = `${key.maintenance}/${key.task}/${key.attempt}`;
    const isFirst = !this.#orders.has(id);
    this.#orders.set(id, isFirst ? 'open' : 'doubtful');
    for (const oldest of this.#orders.keys()) {
      if (this.#orders.size <= limit) break;
      this.#orders.delete(oldest);
    }
    const result = await outcome;
    if (this.#orders.get(id) === 'open') {
      this.#orders.set(id, result.ok && result.value.kind === 'done' ? 'settled' : 'doubtful');
    }
    return result;
  }

  /** An attempt of an earlier console is not: who knows what that one sent. */
  isSettled(key: AttemptKey): boolean {
    return this.#orders.get(`${key.maintenance}/${key.task}/${key.attempt}`) === 'settled';
  }
}
