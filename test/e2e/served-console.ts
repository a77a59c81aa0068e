/** The built console, served by a process of its own on an empty workspace. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../out/main/serve.js', import.meta.url));

export class ServedConsole {
  /** Lets one browser in, once. */
  readonly url: string;
  readonly workspace: string;
  /** What it has said on its standard output. */
  readonly said: string[] = [];
  readonly #process: ChildProcess;

  private constructor(process: ChildProcess, workspace: string, url: string) {
    this.#process = process;
    this.workspace = workspace;
    this.url = url;
  }

  /** `port` 0: any free one. A workspace of its own is made where none is named. `home`: whose SSH keys it has. */
  static async start(
    options: { readonly workspace?: string; readonly port?: number; readonly home?: string } = {},
  ): Promise<ServedConsole> {
    const workspace = options.workspace ?? mkdtempSync(join(tmpdir(), 'drydock-e2e-'));
    const served = spawn(process.execPath, [program, '--workspace', workspace, '--port', `${options.port ?? 0}`], {
      stdio: ['ignore', 'pipe', 'inherit'],
      ...(options.home === undefined ? {} : { env: { ...process.env, HOME: options.home, SSH_AUTH_SOCK: '' } }),
    });
    const lines = createInterface({ input: served.stdout });
    const [line] = (await Promise.race([once(lines, 'line'), once(served, 'exit')])) as [unknown];
    const url = /http:\S+/.exec(String(line))?.[0];
    if (url === undefined) throw new Error(`the console did not start; build it first: ${String(line)}`);
    const opened = new ServedConsole(served, workspace, url);
    lines.on('line', (said) => void opened.said.push(said));
    return opened;
  }

  get port(): number {
    return Number(new URL(this.url).port);
  }

  /** Ctrl-C, and the farewell. Resolves with the exit status once it is gone; the workspace stays. */
  async leave(): Promise<number | null> {
    return this.#end('SIGINT');
  }

  /** As if the power went out for it alone. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Leaves, and removes the workspace. */
  async dispose(): Promise<void> {
    await this.leave();
    rmSync(this.workspace, { recursive: true, force: true });
  }

  async #end(signal: NodeJS.Signals): Promise<number | null> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return this.#process.exitCode;
    const exited = once(this.#process, 'exit');
    this.#process.kill(signal);
    const [status] = (await exited) as [number | null];
    return status;
  }
}
