/** An offset as a person says it: so many minutes, hours or days before or after a point of the maintenance. */
import type { Due } from '../../../core/notice/notice.ts';
import { toSpanText } from '../../parts/time/times.ts';

export const spanUnits = ['minutes', 'hours', 'days'] as const;
const unitsMs = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 } as const;

export interface Span {
  readonly count: number;
  readonly unit: (typeof spanUnits)[number];
  readonly side: 'before' | 'after';
}

export type Point = Extract<Due, { readonly kind: 'relative' }>['to'];

export const points: readonly (readonly [Point, string])[] = [
  ['window-start', 'the window begins'],
  ['window-end', 'the window ends'],
  ['run-start', 'the run starts'],
  ['run-end', 'the run ends'],
];

/** In the largest unit that says it without a fraction; what is less than a minute is rounded. */
export function toSpan(offsetMs: number): Span {
  const sizeMs = Math.abs(offsetMs);
  const unit =
    sizeMs > 0 && sizeMs % unitsMs.days === 0
      ? 'days'
      : sizeMs > 0 && sizeMs % unitsMs.hours === 0
        ? 'hours'
        : 'minutes';
  return { count: Math.round(sizeMs / unitsMs[unit]), unit, side: offsetMs < 0 ? 'before' : 'after' };
}

export function fromSpan({ count, unit, side }: Span): number {
  const sizeMs = Math.round(count * unitsMs[unit]);
  return side === 'before' && sizeMs > 0 ? -sizeMs : sizeMs;
}

/** From what it counts, for a notice without an instant yet: `7 d before the window begins`. */
export function toRelationText(due: Due | undefined): string {
  if (due?.kind !== 'relative') return 'no time yet';
  const point = points.find(([name]) => name === due.to)?.[1] ?? due.to;
  if (due.offsetMs === 0) return `when ${point}`;
  return `${toSpanText(Math.abs(due.offsetMs))} ${due.offsetMs < 0 ? 'before' : 'after'} ${point}`;
}

export function toDue(atMs: number | undefined): Due | undefined {
  return atMs === undefined ? undefined : { kind: 'at', atMs };
}
