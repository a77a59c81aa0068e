/** Reads Markdown files as runbooks in a thread of its own, one after another, and gives up on one that takes too long. */
import { Worker } from 'node:worker_threads';
import type { ParsedRunbook, RunbookFailure } from '../../../core/plan/markdown/parse-runbook.ts';
import { type Failure, fail, type Result } from '../../../core/result.ts';
import { workerModule } from '../../shipped.ts';

/** The largest file that is allowed takes a few seconds; one made to be slow is not worth more. */
const limitMs = 30_000;

export interface ReadOrder {
  readonly id: number;
  readonly fileName: string;
  readonly bytes: Uint8Array;
}
export interface ReadAnswer {
  readonly id: number;
  readonly read: Result<ParsedRunbook, RunbookFailure>;
}
type Read = Result<ParsedRunbook, RunbookFailure | Failure<'file-too-slow'>>;

export class RunbookReader {
  #worker: Worker | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #count = 0;

  /** Fails as `parseRunbook` does, and with `file-too-slow`. Rejects where the thread itself dies. */
  read(bytes: Uint8Array, fileName: string): Promise<Read> {
    const read = this.#last.then(() => this.#readNow(bytes, fileName));
    this.#last = read.catch(() => undefined);
    return read;
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
  }

  #readNow(bytes: Uint8Array, fileName: string): Promise<Read> {
    const worker = this.#start();
    const id = ++this.#count;
    return new Promise((resolve, reject) => {
      const settle = (act: () => void) => {
        clearTimeout(timer);
        worker.off('message', onMessage);
        worker.off('error', onError);
        act();
      };
      const drop = (act: () => void) => {
        this.#worker = undefined;
        settle(act);
        void worker.terminate();
      };
      const onMessage = (answer: ReadAnswer) => {
        if (answer.id === id) settle(() => resolve(answer.read));
      };
      const onError = (error: unknown) => drop(() => reject(error));
      const timer = setTimeout(() => drop(() => resolve(tooSlow(fileName))), limitMs);
      worker.on('message', onMessage);
      worker.on('error', onError);
      worker.postMessage({ id, fileName, bytes } satisfies ReadOrder);
    });
  }

  #start(): Worker {
    this.#worker ??= new Worker(workerModule('desk/maintenance/runbook-reader-worker'));
    // A command that has nothing else to do may end.
    this.#worker.unref();
    return this.#worker;
  }
}

function tooSlow(fileName: string) {
  return fail('file-too-slow', `Reading ${fileName} took longer than ${limitMs / 1000} seconds, and was given up.`, {
    advice: 'Split the file, or look for a paragraph or a list that goes on for thousands of lines.',
  });
}
