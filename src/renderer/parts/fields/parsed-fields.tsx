/** Fields that take more than plain text: spans, numbers of exits, lines of patterns. */
import { Textarea, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { parseDuration, toDurationText } from '../../../core/text/duration.ts';

interface FieldProps<T> {
  readonly label: string;
  readonly description?: string;
  readonly value: T | undefined;
  readonly isReadOnly: boolean;
  readonly onChange: (value: T | undefined) => void;
}

interface ParsedFieldProps<T> extends FieldProps<T> {
  readonly parse: (text: string) => T | undefined;
  readonly print: (value: T) => string;
  readonly problem: string;
  readonly placeholder?: string;
}

/** Keeps what is typed while it cannot be read yet, and says so; an empty field means: not said. */
function ParsedField<T>({ value, parse, print, problem, isReadOnly, onChange, ...input }: ParsedFieldProps<T>) {
  const printed = value === undefined ? '' : print(value);
  const [typed, setTyped] = useState(printed);
  useEffect(() => {
    setTyped((now) => {
      const read = parse(now);
      const isSame = read === undefined ? now.trim() === '' && printed === '' : print(read) === printed;
      return isSame ? now : printed;
    });
  }, [printed, parse, print]);
  const isWrong = typed.trim() !== '' && parse(typed) === undefined;
  return (
    <TextInput
      {...input}
      value={typed}
      readOnly={isReadOnly}
      error={isWrong ? problem : undefined}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        const read = parse(text);
        if (text.trim() === '') onChange(undefined);
        else if (read !== undefined) onChange(read);
      }}
    />
  );
}

/** A bare number means minutes: what a person in a hurry types. */
function parseSpan(text: string): number | undefined {
  const plain = text.replace(/\s+/g, '').toLowerCase();
  const spanMs = /^\d{1,6}$/.test(plain) ? Number(plain) * 60_000 : parseDuration(plain);
  return spanMs === undefined || spanMs < 1 ? undefined : spanMs;
}

export function SpanField(props: FieldProps<number>) {
  return (
    <ParsedField
      {...props}
      parse={parseSpan}
      print={toDurationText}
      problem="Write a span, such as 90s, 5m or 1h30m."
      placeholder="5m"
    />
  );
}

function parseStatuses(text: string): number[] | undefined {
  const statuses = text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(Number);
  return statuses.length > 0 && statuses.every((status) => Number.isInteger(status) && status >= 0 && status <= 255)
    ? statuses
    : undefined;
}

export function StatusesField(props: FieldProps<number[]>) {
  return (
    <ParsedField
      {...props}
      parse={parseStatuses}
      print={(statuses) => statuses.join(', ')}
      problem="Exit statuses are numbers from 0 to 255."
      placeholder="0"
    />
  );
}

export function LinesField({ label, description, value, isReadOnly, onChange }: FieldProps<string[]>) {
  const [typed, setTyped] = useState((value ?? []).join('\n'));
  const printed = (value ?? []).join('\n');
  useEffect(() => {
    setTyped((now) => (toLines(now).join('\n') === printed ? now : printed));
  }, [printed]);
  const broken = toLines(typed).find((line) => !isPattern(line));
  return (
    <Textarea
      label={label}
      {...(description === undefined ? {} : { description })}
      value={typed}
      readOnly={isReadOnly}
      autosize
      minRows={1}
      maxRows={6}
      spellCheck={false}
      error={broken === undefined ? undefined : `“${broken}” is no regular expression.`}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        const lines = toLines(text);
        onChange(lines.length === 0 ? undefined : lines);
      }}
    />
  );
}

function toLines(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}

function isPattern(line: string): boolean {
  try {
    new RegExp(line, 'mu');
    return true;
  } catch {
    return false;
  }
}
