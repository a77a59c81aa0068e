/** Runs the `drydock` command as a shell would, in a workspace of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The sources; or what was built of them, where that has just been done (`npm test`): people run that, and it starts twice as fast. */
const file = process.env['DRYDOCK_TEST_BUILD'] === undefined ? 'src/main/cli.ts' : 'out/main/cli.js';
export const program = fileURLToPath(new URL(`../../${file}`, import.meta.url));

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface TestWorkspace {
  readonly folder: string;
  /** What the command is given: nothing of whoever runs the tests but the PATH. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  drydock(...words: readonly string[]): Promise<Ended>;
  /** The records of a command that is done, which `--json` is added to. */
  records(...words: readonly string[]): Promise<readonly Record<string, unknown>[]>;
  begin(...words: readonly string[]): ChildProcess;
  remove(): Promise<void>;
}

export async function makeTestWorkspace(): Promise<TestWorkspace> {
  const home = await mkdtemp(join(tmpdir(), 'drydock-cli-'));
  const folder = join(home, 'workspace');
  // A home of its own: no agent, no keys and no known hosts of whoever runs the tests.
  const environment = {
    PATH: process.env['PATH'],
    HOME: home,
    DRYDOCK_WORKSPACE: folder,
    NODE_NO_WARNINGS: '1',
    NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
  };
  const begin = (...words: readonly string[]) =>
    spawn(process.execPath, [program, ...words], {
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  const drydock = (...words: readonly string[]) => untilEnded(begin(...words));
  return {
    folder,
    environment,
    begin,
    drydock,
    async records(...words) {
      const ended = await drydock(...words, '--json');
      if (ended.status !== 0) throw new Error(`drydock ${words.join(' ')} ended with ${ended.status}: ${ended.stderr}`);
      return toRecords(ended.stdout);
    },
    remove: () => rm(home, { recursive: true, force: true, maxRetries: 10 }),
  };
}

export async function untilEnded(child: ChildProcess): Promise<Ended> {
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout?.on('data', (bytes: Buffer) => out.push(bytes));
  child.stderr?.on('data', (bytes: Buffer) => err.push(bytes));
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() };
}

/** One JSON object a line, each of them whole. */
export function toRecords(text: string): readonly Record<string, unknown>[] {
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** Resolves once standard output has shown `text`; what comes is still there for others to read. */
export function untilShown(child: ChildProcess, text: string): Promise<void> {
  let shown = '';
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (bytes: Buffer) => {
      shown += bytes.toString();
      if (shown.includes(text)) resolve();
    });
    child.once('close', () => reject(new Error(`“${text}” was never shown, but: ${shown}`)));
  });
}
