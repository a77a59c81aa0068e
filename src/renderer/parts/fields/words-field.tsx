/** A few sentences that somebody writes: a reason, how they know, a note. The field grows with them. */
import { Textarea } from '@mantine/core';

interface WordsFieldProps {
  readonly label: string;
  readonly description?: string;
  readonly value: string;
  readonly isRequired?: boolean;
  /** Where a dialog begins. */
  readonly isFirst?: boolean;
  readonly onChange: (words: string) => void;
}

/** What every reason and note of a journal has room for. */
const limit = 10_000;

export function WordsField({
  label,
  description,
  value,
  isRequired = false,
  isFirst = false,
  onChange,
}: WordsFieldProps) {
  return (
    <Textarea
      label={label}
      description={description}
      required={isRequired}
      autosize
      minRows={2}
      maxRows={8}
      maxLength={limit}
      value={value}
      data-autofocus={isFirst || undefined}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
