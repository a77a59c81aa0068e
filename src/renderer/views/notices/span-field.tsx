/** So many minutes, hours or days before or after a point of the maintenance, as three fields in a row. */
import { NumberInput, Select } from '@mantine/core';
import classes from './notices.module.css';
import { type Point, points, type Span, spanUnits } from './span.ts';

interface SpanFieldProps {
  readonly span: Span;
  readonly point: Point;
  readonly onChange: (span: Span, point: Point) => void;
}

export function DueSpanField({ span, point, onChange }: SpanFieldProps) {
  return (
    <div className={classes['dueFields']}>
      <NumberInput
        label="Due"
        min={0}
        max={span.unit === 'days' ? 365 : 8_760}
        value={span.count}
        onChange={(count) => onChange({ ...span, count: Number(count) }, point)}
      />
      <Select
        label="Unit"
        data={[...spanUnits]}
        value={span.unit}
        allowDeselect={false}
        onChange={(unit) => onChange({ ...span, unit: unit ?? span.unit }, point)}
      />
      <Select
        label="From"
        data={(['before', 'after'] as const).flatMap((side) =>
          points.map(([to, label]) => ({ value: `${side} ${to}`, label: `${side} ${label}` })),
        )}
        value={`${span.side} ${point}`}
        allowDeselect={false}
        onChange={(value) => {
          const [side, to] = (value ?? '').split(' ');
          onChange(
            { ...span, side: side === 'after' ? 'after' : 'before' },
            points.find(([name]) => name === to)?.[0] ?? point,
          );
        }}
      />
    </div>
  );
}
