/** Bars beside each other's names, the longest first: services, causes, kinds. Each says its number. */

import { useId } from 'react';
import classes from './chart.module.css';
import { type ChartRow, type Series, totalOf } from './chart.ts';
import { ChartFrame } from './chart-frame.tsx';
import { ChartPart, Hatches } from './chart-part.tsx';

interface BarChartProps {
  readonly title: string;
  readonly rowName: string;
  readonly series: readonly Series[];
  readonly rows: readonly ChartRow[];
  readonly toText?: (value: number) => string;
  readonly empty: string;
}

const width = 560;
const rowHeight = 28;
const valueWidth = 84;
/** The rest stands in the table. */
const shownRows = 10;
const nameCharacters = 26;
/** About what a character takes: the names have the room of the longest, and the bars what is left. */
const characterWidth = 6.4;

export function BarChart({ title, rowName, series, rows, toText = String, empty }: BarChartProps) {
  const hatch = useId();
  const sorted = [...rows].sort((a, b) => totalOf(b) - totalOf(a) || a.label.localeCompare(b.label));
  const shown = sorted.slice(0, shownRows);
  const longest = Math.max(1, ...shown.map(totalOf));
  const nameWidth =
    12 + characterWidth * Math.min(nameCharacters, Math.max(0, ...shown.map(({ label }) => label.length)));
  const room = width - nameWidth - valueWidth;
  return (
    <ChartFrame title={title} rowName={rowName} series={series} rows={sorted} toText={toText} empty={empty}>
      <svg viewBox={`0 0 ${width} ${shown.length * rowHeight}`} className={classes['drawing']} aria-hidden="true">
        <Hatches id={hatch} />
        {shown.map((row, at) => {
          const middle = at * rowHeight + rowHeight / 2;
          return (
            <g key={row.label}>
              <text x={nameWidth - 10} y={middle + 4} textAnchor="end">
                {row.label.length > nameCharacters ? `${row.label.slice(0, nameCharacters - 1)}…` : row.label}
              </text>
              {row.values.map((value, index) => {
                const before = row.values.slice(0, index).reduce((sum, other) => sum + other, 0);
                const { name, colour } = series[index] ?? { name: '', colour: 'var(--neutral)' };
                return value === 0 ? null : (
                  <ChartPart
                    key={name}
                    x={nameWidth + (before / longest) * room}
                    y={middle - 8}
                    width={Math.max(2, (value / longest) * room - 1)}
                    height={16}
                    colour={colour}
                    at={index}
                    hatch={hatch}
                  />
                );
              })}
              <text x={nameWidth + (totalOf(row) / longest) * room + 6} y={middle + 4} className={classes['value']}>
                {toText(totalOf(row))}
              </text>
            </g>
          );
        })}
      </svg>
      {sorted.length > shown.length ? (
        <p className={classes['none']}>and {sorted.length - shown.length} more, in the table</p>
      ) : null}
    </ChartFrame>
  );
}
