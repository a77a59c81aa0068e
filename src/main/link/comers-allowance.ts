/** What all who come may take of the door, and on a network each address of it: one stranger does not use up what is there for all. */
import { Allowance, Allowances, type Rate } from '../../core/allowance.ts';

/** Addresses remembered; whichever was heard of longest ago is forgotten first. */
const addressesKept = 1_000;

export class ComersAllowance {
  readonly #all: Allowance;
  readonly #each: Allowances | undefined;

  /** @param ofOne `undefined` where all come from one address, as through a tunnel */
  constructor(ofAll: Rate, ofOne: Rate | undefined, nowMs: number) {
    this.#all = new Allowance(ofAll, nowMs);
    this.#each = ofOne === undefined ? undefined : new Allowances(ofOne, addressesKept);
  }

  /** Whoever has used up their own takes nothing of what is there for all. */
  take(from: string, nowMs: number): boolean {
    return this.#each?.of(from, nowMs).take(nowMs) !== false && this.#all.take(nowMs);
  }
}
