/** Reads what the script of a check printed: its own lines, told from what the tool said. Anything else is no answer. */
import type { z } from 'zod';
import type { HostName } from '../../ids.ts';
import { lineOpening, protocolVersion } from './preamble.ts';

/** Of one script on one host. Standard error is evidence, and no part of the answer. */
export interface ScriptOutput {
  readonly on: HostName;
  readonly stdout: string;
  /** Absent: nobody knows. */
  readonly exitStatus?: number;
}

export interface Answer {
  readonly on: HostName;
  /** What stands after the key, for each line of that key. */
  all(key: string): readonly string[];
  /** Where there is exactly one such line. */
  one(key: string): string | undefined;
  /** A whole number of zero or more. */
  number(key: string): number | undefined;
  /** What the tool itself said. */
  readonly words: readonly string[];
}

/** `undefined`: it is not the whole answer of this check, in the form that this Drydock knows. */
export function parseAnswer({ on, stdout, exitStatus }: ScriptOutput, check: string): Answer | undefined {
  const rows = stdout.split('\n');
  const lines = rows.filter((row) => row.startsWith(lineOpening)).map((row) => row.slice(lineOpening.length));
  const isWhole = lines[0] === `begin ${protocolVersion} ${check}` && lines.at(-1) === 'end';
  if (!isWhole || (exitStatus ?? 0) !== 0) return undefined;
  const all = (key: string) =>
    lines.filter((line) => line.startsWith(`${key} `)).map((line) => line.slice(key.length + 1).trim());
  const one = (key: string) => {
    const [only, ...others] = all(key);
    return others.length > 0 ? undefined : only;
  };
  return {
    on,
    all,
    one,
    number: (key) => toNumber(one(key)),
    words: rows.filter((row) => row.startsWith('| ')).map((row) => row.slice(2)),
  };
}

export function toNumber(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d{1,15}$/.test(text)) return undefined;
  return Number(text);
}

export function toInstantMs(seconds: string | undefined): number | undefined {
  const value = toNumber(seconds);
  return value === undefined || value === 0 ? undefined : value * 1_000;
}

/** A line that holds one JSON value of a tool; `undefined` where it is not of this shape. */
export function parseJson<T>(schema: z.ZodType<T>, text: string | undefined): T | undefined {
  if (text === undefined) return undefined;
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** At most `limit` sentences; how many were left out is the last of them. */
export function toFew(sentences: readonly string[], limit = 20): string[] {
  if (sentences.length <= limit) return [...sentences];
  return [...sentences.slice(0, limit), `And ${sentences.length - limit} more.`];
}

/** The first that a tool said is wrong, or else its last words, as a sentence's end. */
export function toWords(answer: Answer, limit = 3): string {
  const said = answer.words
    .map((row) => row.trim())
    .filter((row) => row !== '' && !/^(?:File "|Traceback|raise |[\^~]+$)/.test(row));
  const wrong = said.filter((row) =>
    /error|fatal|corrupt|mismatch|invalid|missing|fail|cannot|unexpected|premature|end of file|damage|\bnot\b/i.test(
      row,
    ),
  );
  return (wrong.length > 0 ? wrong.slice(0, limit) : said.slice(-limit)).join(' / ').slice(0, 600);
}
