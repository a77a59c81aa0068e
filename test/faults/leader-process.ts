/** Starts `leader.ts`, or another such program, as a process of its own, listens to what it says is committed, and can kill it as a power cut would. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface Heard {
  readonly seq: number;
  readonly rows: number;
}

export class LeaderProcess {
  /** The furthest it said was on disk. */
  heard: Heard = { seq: 0, rows: 0 };
  readonly #child: ChildProcess;
  readonly #ended: Promise<number | null>;
  readonly #waiting = new Set<() => void>();
  #errors = '';
  #isOver = false;

  /** @param words what the program is told: of `leader.ts` workspace, maintenance, and the type of an event after which it kills itself */
  constructor(words: readonly string[], program = 'leader.ts') {
    const file = fileURLToPath(new URL(program, import.meta.url));
    this.#child = spawn(process.execPath, [file, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
    let rest = '';
    this.#child.stdout?.on('data', (chunk: Buffer) => {
      const lines = (rest + chunk.toString()).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) this.#hear(JSON.parse(line) as Partial<Heard>);
    });
    this.#child.stderr?.on('data', (chunk: Buffer) => {
      this.#errors = (this.#errors + chunk.toString()).slice(-4_000);
    });
    this.#ended = once(this.#child, 'close').then(([code]) => {
      this.#isOver = true;
      for (const look of this.#waiting) look();
      return code as number | null;
    });
  }

  /** Resolves when it has said that at least `rows` rows are on disk, or has ended. */
  async until(isFarEnough: (heard: Heard) => boolean): Promise<void> {
    while (!this.#isOver && !isFarEnough(this.heard)) await new Promise<void>((resolve) => this.#waiting.add(resolve));
  }

  /** SIGKILL: no handler runs, nothing is flushed. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended;
  }

  /** Resolves when it has ended, however it did. */
  async over(): Promise<void> {
    await this.#ended;
  }

  /** Its exit status; throws, with what it wrote, where it did not end by itself with 0 or 3. */
  async end(): Promise<number> {
    const code = await this.#ended;
    if (code !== 0 && code !== 3) throw new Error(`the leader ended with ${code}: ${this.#errors}`);
    return code;
  }

  #hear(word: Partial<Heard>): void {
    if (word.seq !== undefined && word.rows !== undefined) this.heard = { seq: word.seq, rows: word.rows };
    for (const look of this.#waiting) look();
    this.#waiting.clear();
  }
}
