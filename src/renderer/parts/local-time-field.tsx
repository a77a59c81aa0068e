/** A date and a time of day in a zone. Where the clocks show it twice or never, it asks which instant is meant. */
import { Radio, Stack, TextInput } from '@mantine/core';
import type { LocalTimeFailure } from '../../core/schedule/local-time.ts';
import { toFieldValue } from '../model/window-draft.ts';

interface LocalTimeFieldProps {
  readonly label: string;
  readonly value: string;
  readonly failure: LocalTimeFailure | undefined;
  readonly onChange: (text: string) => void;
  readonly isFirst?: boolean;
}

export function LocalTimeField({ label, value, failure, onChange, isFirst = false }: LocalTimeFieldProps) {
  const readings = failure !== undefined && 'readings' in failure ? failure.readings : [];
  return (
    <div>
      <TextInput
        label={label}
        type="datetime-local"
        value={toFieldValue(value)}
        data-autofocus={isFirst || undefined}
        error={failure?.message}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {readings.length === 0 ? null : (
        <Radio.Group label="Which is meant?" mt={6} onChange={onChange}>
          <Stack gap={8} mt={6}>
            {readings.map(({ atMs, text }) => (
              <Radio key={atMs} value={text} label={text} />
            ))}
          </Stack>
        </Radio.Group>
      )}
    </div>
  );
}
