/** Reads the values of options; a wrong one is bad use, said in commander's own way. */
import { InvalidArgumentError } from 'commander';

/** A whole number from 1 on. */
export function parseCount(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1) throw new InvalidArgumentError('a whole number from 1 on is needed');
  return number;
}

export function parsePort(text: string): number {
  const port = parseCount(text);
  if (port > 65_535) throw new InvalidArgumentError('a port is a number from 1 to 65535');
  return port;
}

/** `NAME=VALUE`, gathered over several options of the kind. */
export function gatherPairs(text: string, before: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('NAME=VALUE is needed');
  return new Map([...before, [text.slice(0, at), text.slice(at + 1)]]);
}

export function gather(text: string, before: readonly string[]): readonly string[] {
  return [...before, text];
}
