/** What every chart is drawn from: named rows with one value a series, and scales that end at a round number. */

export interface Series {
  readonly name: string;
  /** A colour of the tokens. */
  readonly colour: string;
}

export interface ChartRow {
  readonly label: string;
  /** One for each series, in their order; none below zero. */
  readonly values: readonly number[];
}

export interface Scale {
  readonly max: number;
  readonly ticks: readonly number[];
}

/** Minutes that clocks show as round: a part of an hour, hours, days. */
const minuteSteps = [1, 2, 5, 10, 15, 30, 60, 120, 240, 360, 720] as const;
const dayMinutes = 1_440;

/** Ticks at 1, 2 or 5 times a power of ten, or at round spans where minutes are counted; at most five of them, all whole. */
export function toScale(highest: number, counts: 'things' | 'minutes' = 'things'): Scale {
  if (highest <= 0) return { max: 1, ticks: [0, 1] };
  const rough = highest / 4;
  const size = counts === 'minutes' ? toMinuteStep(rough) : Math.max(1, Math.ceil(toDecimalStep(rough)));
  const count = Math.ceil(highest / size - 1e-9);
  return { max: count * size, ticks: Array.from({ length: count + 1 }, (_, index) => index * size) };
}

function toMinuteStep(rough: number): number {
  return minuteSteps.find((size) => size >= rough) ?? Math.ceil(toDecimalStep(rough / dayMinutes)) * dayMinutes;
}

function toDecimalStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5, 10].map((times) => times * power).find((size) => size >= rough) ?? rough;
}

export const totalOf = ({ values }: ChartRow): number => values.reduce((sum, value) => sum + value, 0);
