/** One stage of a script: a program run to its end, with its output shown and its time taken. */
import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs a program in the project's folder with its output on the terminal; resolves with its exit status. */
export function run(
  program: string,
  options: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, options, { cwd: root, stdio: 'inherit', env: { ...process.env, ...environment } });
    child.on('error', reject);
    child.on('exit', (status, signal) => resolve(status ?? (signal === null ? 1 : 128)));
  });
}

/** A program of one of the dependencies, on the Node that runs this. */
export function runInstalled(
  file: string,
  options: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<number> {
  return run(process.execPath, [`${root}/node_modules/${file}`, ...options], environment);
}

/** Where a program lies; `undefined` where it is not installed. Looks where only root's PATH leads, too. */
export function pathOf(program: string): string | undefined {
  const folders = `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin:/usr/local/sbin`;
  const found = spawnSync('/bin/sh', ['-c', `command -v ${program}`], { env: { PATH: folders }, encoding: 'utf8' });
  return found.status === 0 ? found.stdout.trim() : undefined;
}
