/** An instant, typed as the clocks of a zone show it. */
import { useState } from 'react';
import { parseLocalTime, toShortLocalTimeText } from '../../../core/schedule/local-time.ts';
import { LocalTimeField } from './local-time-field.tsx';

interface InstantFieldProps {
  readonly label: string;
  /** An IANA zone. */
  readonly zone: string;
  /** UTC milliseconds: what the field begins with. */
  readonly atMs: number | undefined;
  readonly isRequired?: boolean;
  /** `undefined` while what stands in the field is no single instant. */
  readonly onChange: (atMs: number | undefined) => void;
}

export function InstantField({ label, zone, atMs, isRequired = false, onChange }: InstantFieldProps) {
  const [text, setText] = useState(() => (atMs === undefined ? '' : toShortLocalTimeText(atMs, zone)));
  return (
    <LocalTimeField
      label={label}
      zone={zone}
      hint={`in ${zone}`}
      text={text}
      isRequired={isRequired}
      onChange={(typed) => {
        setText(typed);
        const read = typed.trim() === '' ? undefined : parseLocalTime(typed, zone);
        onChange(read?.ok ? read.value : undefined);
      }}
    />
  );
}
