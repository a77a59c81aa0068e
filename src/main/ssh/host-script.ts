/** The shell text a host runs for Drydock (`resources/ssh/*.sh`), folded into the one line that any login shell can take. */
import { readFileSync } from 'node:fs';

const folder = new URL('../../../resources/ssh/', import.meta.url);

/** One line: comments and indentation go, newlines become spaces. The files keep the rules that make this right. */
export function foldScript(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '' && !line.startsWith('#')).join(' ');
}

let folded: { readonly host: string; readonly step: string } | undefined;

/** The command of a waiting session. `greeting` opens its first line; `shell` is one word or `busybox sh`. */
export function sessionCommand(greeting: string, shell: string): string {
  folded ??= {
    host: foldScript(readFileSync(new URL('host.sh', folder), 'utf8')),
    step: foldScript(readFileSync(new URL('step.sh', folder), 'utf8')),
  };
  return `exec ${shell} -c '${folded.host}' drydock ${greeting} '${shell}' '${folded.step}'`;
}
