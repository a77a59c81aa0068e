/** A field of an IncidentReport that takes words, or the word that there is nothing to say: left alone it is an answer to nobody. */
import { Checkbox, Textarea } from '@mantine/core';

interface AnswerFieldProps {
  readonly label: string;
  /** As somebody says that there is nothing, in words that need no label: `Nothing aggravated it`. */
  readonly none: string;
  readonly value: string;
  readonly isNone: boolean;
  readonly isReadOnly: boolean;
  readonly onWrite: (words: string) => void;
  readonly onNone: (isNone: boolean) => void;
}

export function AnswerField({ label, none, value, isNone, isReadOnly, onWrite, onNone }: AnswerFieldProps) {
  const isWritten = value.trim() !== '';
  return (
    <div>
      <Textarea
        label={label}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={10_000}
        disabled={isReadOnly}
        value={value}
        onChange={(event) => onWrite(event.currentTarget.value)}
      />
      <Checkbox
        mt={6}
        size="xs"
        label={none}
        disabled={isReadOnly || isWritten}
        checked={isNone && !isWritten}
        onChange={(event) => onNone(event.currentTarget.checked)}
      />
    </div>
  );
}
