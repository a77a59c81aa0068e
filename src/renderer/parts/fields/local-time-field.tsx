/** A date and a time as the clocks of a zone show them. Where they show it twice or never, both readings are offered and neither is guessed. */
import { ActionIcon, Button, TextInput } from '@mantine/core';
import { CalendarDays } from 'lucide-react';
import { useRef, useState } from 'react';
import { parseLocalTime } from '../../../core/schedule/local-time.ts';
import classes from './local-time-field.module.css';

interface LocalTimeFieldProps {
  readonly label: string;
  /** An IANA zone. */
  readonly zone: string;
  /** As `parseLocalTime` takes it; with its offset once a reading was chosen. */
  readonly text: string;
  readonly hint?: string;
  readonly isRequired?: boolean;
  readonly isFirst?: boolean;
  readonly onChange: (text: string) => void;
}

export function LocalTimeField({
  label,
  zone,
  text,
  hint,
  isRequired = false,
  isFirst = false,
  onChange,
}: LocalTimeFieldProps) {
  const picker = useRef<HTMLInputElement>(null);
  const [isTyping, setTyping] = useState(false);
  const parsed = text.trim() === '' ? undefined : parseLocalTime(text, zone);
  const failure = parsed === undefined || parsed.ok ? undefined : parsed.failure;
  // Half a date is no mistake while it is being typed.
  const isShown = failure !== undefined && !(isTyping && failure.kind === 'bad-local-time');
  const readings = failure !== undefined && 'readings' in failure ? failure.readings : [];
  return (
    <div className={classes['field']}>
      <TextInput
        label={label}
        description={hint}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        placeholder="2026-10-25 02:30"
        required={isRequired}
        autoComplete="off"
        data-autofocus={isFirst || undefined}
        value={text}
        error={isShown ? failure.message : undefined}
        rightSection={
          <ActionIcon
            variant="subtle"
            aria-label="Pick a date and time"
            onClick={() => picker.current?.showPicker()}
            size="sm"
          >
            <CalendarDays size={15} aria-hidden="true" />
          </ActionIcon>
        }
        onFocus={() => setTyping(true)}
        onBlur={() => setTyping(false)}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <input
        ref={picker}
        type="datetime-local"
        className={classes['picker']}
        tabIndex={-1}
        aria-hidden="true"
        value={toPickerValue(text)}
        onChange={(event) => onChange(event.currentTarget.value.replace('T', ' '))}
      />
      {readings.length === 0 ? null : (
        <div className={classes['readings']}>
          <span>Which is meant?</span>
          {readings.map((reading) => (
            <Button key={reading.atMs} size="compact-xs" variant="default" onClick={() => onChange(reading.text)}>
              {reading.text}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}

/** What the browser's own picker begins with: nothing, where the text is no date and time. */
function toPickerValue(text: string): string {
  const local = text.trim().slice(0, '2026-10-25 02:30'.length).replace(' ', 'T');
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(local) ? local : '';
}
