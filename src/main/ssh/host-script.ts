/** The shell text a host runs for Drydock (`resources/ssh/*.sh`), folded into the one line that any login shell can take. */
import { readFileSync } from 'node:fs';
import { shipped } from '../shipped.ts';

const folder = shipped('resources/ssh/');

/** One line: comments and indentation go, newlines become spaces. The files keep the rules that make this right. */
export function foldScript(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '' && !line.startsWith('#')).join(' ');
}

/** Dropbear takes no longer command. */
export const commandLimitBytes = 9_000;

let folded: { readonly host: string; readonly step: string } | undefined;

function texts() {
  folded ??= {
    host: foldScript(readFileSync(new URL('host.sh', folder), 'utf8')),
    step: foldScript(readFileSync(new URL('step.sh', folder), 'utf8')),
  };
  return folded;
}

/** Whether a host's `sleep` knows fractions of a second. */
export type SleepKind = 'fine' | 'no';

/**
 * The command of a waiting session. `greeting` opens its first line; `shell` is one word or `busybox sh`; `sleep` saves it
 * from finding out what an earlier session found.
 */
export function sessionCommand(greeting: string, shell: string, sleep?: SleepKind): string {
  return `exec ${shell} -c '${texts().host}' drydock ${greeting} '${shell}' ${sleep ?? ''}`.trimEnd();
}

/** What a session reads first: the text that runs a step, as a line of its own. */
export function sessionPreamble(): string {
  return `${texts().step}\n`;
}
