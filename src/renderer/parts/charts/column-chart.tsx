/** Columns over time: one a month or quarter, each of one or a few parts on top of each other. */

import { useId } from 'react';
import classes from './chart.module.css';
import { type ChartRow, type Series, toScale, totalOf } from './chart.ts';
import { ChartFrame } from './chart-frame.tsx';
import { ChartPart, Hatches } from './chart-part.tsx';

interface ColumnChartProps {
  readonly title: string;
  readonly rowName: string;
  readonly series: readonly Series[];
  /** From the oldest on. */
  readonly rows: readonly ChartRow[];
  readonly counts?: 'things' | 'minutes';
  readonly toText?: (value: number) => string;
  readonly empty: string;
}

const width = 560;
const height = 190;
const left = 58;
const top = 12;
const bottom = 22;

export function ColumnChart({
  title,
  rowName,
  series,
  rows,
  counts = 'things',
  toText = String,
  empty,
}: ColumnChartProps) {
  const hatch = useId();
  const scale = toScale(Math.max(0, ...rows.map(totalOf)), counts);
  const floor = height - bottom;
  const toY = (value: number) => floor - (value / scale.max) * (floor - top);
  const slot = (width - left) / Math.max(1, rows.length);
  const column = Math.min(38, slot * 0.62);
  // Labels that would stand over each other are left out; the table has them all.
  const every = Math.max(1, Math.ceil(52 / slot));
  return (
    <ChartFrame title={title} rowName={rowName} series={series} rows={rows} toText={toText} empty={empty}>
      <svg viewBox={`0 0 ${width} ${height}`} className={classes['drawing']} aria-hidden="true">
        <Hatches id={hatch} />
        {scale.ticks.map((tick) => (
          <g key={tick}>
            <line x1={left} x2={width} y1={toY(tick)} y2={toY(tick)} className={classes['grid']} />
            <text x={left - 6} y={toY(tick) + 4} textAnchor="end">
              {toText(tick)}
            </text>
          </g>
        ))}
        {rows.map((row, at) => {
          const x = left + at * slot + (slot - column) / 2;
          return (
            <g key={row.label}>
              {row.values.map((value, index) => {
                const below = row.values.slice(0, index).reduce((sum, other) => sum + other, 0);
                const { name, colour } = series[index] ?? { name: '', colour: 'var(--neutral)' };
                return value === 0 ? null : (
                  <ChartPart
                    key={name}
                    x={x}
                    y={toY(below + value)}
                    width={column}
                    height={Math.max(1, toY(below) - toY(below + value) - 1)}
                    colour={colour}
                    at={index}
                    hatch={hatch}
                  />
                );
              })}
              {at % every === 0 ? (
                <text x={x + column / 2} y={height - 6} textAnchor="middle">
                  {row.label}
                </text>
              ) : null}
            </g>
          );
        })}
      </svg>
    </ChartFrame>
  );
}
