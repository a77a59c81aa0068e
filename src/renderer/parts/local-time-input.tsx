/** A date and a time as the clocks of a zone show them. Where they show it twice or never, both readings are offered and neither is guessed. */
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type LocalTimeReading, parseLocalTime, toLocalTimeText } from '../../core/schedule/local-time.ts';
import classes from './local-time-input.module.css';

interface LocalTimeInputProps {
  readonly label: string;
  /** An IANA zone. */
  readonly zone: string;
  readonly atMs: number | undefined;
  readonly isRequired?: boolean;
  /** `undefined` while what stands in the field is no single instant. */
  readonly onChange: (atMs: number | undefined) => void;
}

export function LocalTimeInput({ label, zone, atMs, isRequired = false, onChange }: LocalTimeInputProps) {
  const [text, setText] = useState(() => (atMs === undefined ? '' : toShortest(atMs, zone)));
  const parsed = text.trim() === '' ? undefined : parseLocalTime(text, zone);
  const failure = parsed === undefined || parsed.ok ? undefined : parsed.failure;
  const readings: readonly LocalTimeReading[] = failure !== undefined && 'readings' in failure ? failure.readings : [];
  function take(next: string): void {
    setText(next);
    const read = next.trim() === '' ? undefined : parseLocalTime(next, zone);
    onChange(read?.ok ? read.value : undefined);
  }
  return (
    <div>
      <TextInput
        label={label}
        description={`in ${zone}`}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        placeholder="2026-10-25 02:30"
        required={isRequired}
        autoComplete="off"
        value={text}
        error={failure?.message}
        onChange={(event) => take(event.currentTarget.value)}
      />
      {readings.length === 0 ? null : (
        <div className={classes['readings']}>
          <span>Which is meant?</span>
          {readings.map((reading) => (
            <Button key={reading.atMs} size="compact-xs" variant="default" onClick={() => take(reading.text)}>
              {reading.text}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}

/** Without the offset, unless the time would then be another one or none. */
function toShortest(atMs: number, zone: string): string {
  const whole = toLocalTimeText(atMs, zone);
  const short = whole.slice(0, '2026-10-25 02:30'.length);
  const parsed = parseLocalTime(short, zone);
  return parsed.ok && parsed.value === atMs ? short : whole;
}
