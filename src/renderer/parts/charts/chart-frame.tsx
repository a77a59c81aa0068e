/** The frame of a chart: its title, what its colours mean, the drawing for the eye, and the same numbers as a table. */
import type { ReactNode } from 'react';
import tables from '../layout/table.module.css';
import { TableHead } from '../layout/table-head.tsx';
import classes from './chart.module.css';
import type { ChartRow, Series } from './chart.ts';

interface ChartFrameProps {
  readonly title: string;
  /** What the rows are: the head of the table's first column. */
  readonly rowName: string;
  readonly series: readonly Series[];
  readonly rows: readonly ChartRow[];
  readonly toText: (value: number) => string;
  /** What stands there while there is nothing to draw. */
  readonly empty: string;
  readonly children: ReactNode;
}

export function ChartFrame({ title, rowName, series, rows, toText, empty, children }: ChartFrameProps) {
  return (
    <figure className={classes['chart']} aria-label={title}>
      <figcaption>
        <span className={classes['title']}>{title}</span>
        {series.length < 2 ? null : (
          <ul className={classes['legend']}>
            {series.map(({ name, colour }, at) => (
              <li key={name}>
                <span
                  className={classes['swatch']}
                  data-at={at}
                  style={{ backgroundColor: colour }}
                  aria-hidden="true"
                />
                {name}
              </li>
            ))}
          </ul>
        )}
      </figcaption>
      {rows.length === 0 ? (
        <p className={classes['none']}>{empty}</p>
      ) : (
        <>
          {children}
          <details className={classes['numbers']}>
            <summary>As a table</summary>
            <table className={tables['table']}>
              <TableHead columns={[rowName, ...series.map(({ name }) => name)]} />
              <tbody>
                {rows.map(({ label, values }) => (
                  <tr key={label}>
                    <th scope="row">{label}</th>
                    {series.map(({ name }, index) => (
                      <td key={name}>{toText(values[index] ?? 0)}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </details>
        </>
      )}
    </figure>
  );
}
