/** Puts together the shell text of a migration's step: the author's script as it is, or handed to a program that reads it. */
import { toScriptHash } from '../plan/plan-hash.ts';

/** The text on the standard input of `command`, byte for byte but for a last newline. */
export function toInputOf(command: string, text: string): string {
  const end = endMarkOf(text);
  return `${command} <<'${end}'\n${text.endsWith('\n') ? text : `${text}\n`}${end}\n`;
}

/** A line that the text has not. */
function endMarkOf(text: string): string {
  const lines = new Set(text.split('\n'));
  let end = `END_${toScriptHash(text).slice(0, 16)}`;
  while (lines.has(end)) end += '_';
  return end;
}
