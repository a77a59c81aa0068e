/** One part of a column or bar: in its series' colour, and from the second series on hatched as well, so that it is told from its neighbour without its colour. */
import classes from './chart.module.css';

interface ChartPartProps {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly colour: string;
  /** Which series it is of, from 0. */
  readonly at: number;
  readonly hatch: string;
}

export function ChartPart({ x, y, width, height, colour, at, hatch }: ChartPartProps) {
  const place = { x, y, width, height, rx: 2 };
  return (
    <>
      <rect {...place} fill={colour} />
      {at === 0 ? null : <rect {...place} fill={`url(#${hatch}-${Math.min(at, 2)})`} />}
    </>
  );
}

/** Lines for the second series, dots for the third; the id is the chart's own. */
export function Hatches({ id }: { readonly id: string }) {
  return (
    <defs>
      <pattern id={`${id}-1`} width={6} height={6} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <line x1={0} y1={0} x2={0} y2={6} className={classes['hatch']} />
      </pattern>
      <pattern id={`${id}-2`} width={6} height={6} patternUnits="userSpaceOnUse">
        <circle cx={3} cy={3} r={1.3} className={classes['dot']} />
      </pattern>
    </defs>
  );
}
