/** How much may be asked: so much a second, in bursts up to a bound; of one, or of each of many. */

export interface Rate {
  readonly perSecond: number;
  /** At once, after a while of nothing. */
  readonly burst: number;
}

export class Allowance {
  readonly #rate: Rate;
  #left: number;
  #atMs: number;

  constructor(rate: Rate, nowMs: number) {
    this.#rate = rate;
    this.#left = rate.burst;
    this.#atMs = nowMs;
  }

  /** Takes `cost`, if there is as much; one that costs more than a burst is never let through. A clock that is set back gives nothing. */
  take(nowMs: number, cost = 1): boolean {
    const { perSecond, burst } = this.#rate;
    this.#left = Math.min(burst, this.#left + (Math.max(0, nowMs - this.#atMs) * perSecond) / 1_000);
    this.#atMs = nowMs;
    if (this.#left < cost) return false;
    this.#left -= cost;
    return true;
  }
}

/** One allowance for each of many; whoever was heard of longest ago is forgotten first. */
export class Allowances {
  readonly #rate: Rate;
  readonly #kept: number;
  readonly #allowances = new Map<string, Allowance>();

  constructor(rate: Rate, kept: number) {
    this.#rate = rate;
    this.#kept = kept;
  }

  of(who: string, nowMs: number): Allowance {
    const allowance = this.#allowances.get(who) ?? new Allowance(this.#rate, nowMs);
    this.#allowances.delete(who);
    this.#allowances.set(who, allowance);
    const [oldest] = this.#allowances.keys();
    if (this.#allowances.size > this.#kept && oldest !== undefined) this.#allowances.delete(oldest);
    return allowance;
  }
}
