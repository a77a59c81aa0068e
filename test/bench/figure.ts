/** What a benchmark is: a ratio against a baseline measured beside it in the same run, so that it says the same on any machine. */

export interface Figure {
  readonly name: string;
  /** The ratio must not be above this. */
  readonly target: number;
  /** What it is measured against, in words: `a bare ssh2 exec`. */
  readonly baseline: string;
  run(): Promise<Measured>;
}

export interface Measured {
  /** Median of ours over median of the baseline. */
  readonly ratio: number;
  /** The ratio's spread, as half its interquartile range. */
  readonly spread?: number;
  /** The absolute figures, or whatever else helps to read the ratio. */
  readonly note?: string;
}
