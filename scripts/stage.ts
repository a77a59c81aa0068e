/** One stage of a script: a program run to its end, with its output shown. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
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

/** As `run`, beside others: each line of its output opens with whose it is. */
export async function runBeside(
  name: string,
  program: string,
  options: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<number> {
  const colour = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {};
  const env = { ...process.env, ...colour, ...environment };
  const child = spawn(program, options, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env });
  for (const input of [child.stdout, child.stderr]) {
    createInterface({ input }).on('line', (line) => console.log(`${name.padEnd(8)}│ ${line}`));
  }
  const [status] = (await once(child, 'close')) as [number | null];
  return status ?? 128;
}

/** How a program of one of the dependencies is begun, on the Node that runs this. */
export function installed(file: string, options: readonly string[]): readonly [string, readonly string[]] {
  return [process.execPath, [`${root}/node_modules/${file}`, ...options]];
}

/** Where a program lies; `undefined` where it is not installed. Looks where only root's PATH leads, too. */
export function pathOf(program: string): string | undefined {
  const folders = `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin:/usr/local/sbin`;
  const found = spawnSync('/bin/sh', ['-c', `command -v ${program}`], { env: { PATH: folders }, encoding: 'utf8' });
  return found.status === 0 ? found.stdout.trim() : undefined;
}
