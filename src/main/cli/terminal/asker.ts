/** Asks the person at the terminal. Questions go to standard error, so that standard output stays the answer; others may have written some of their words. */
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { withoutControl } from '../../../core/text/ansi.ts';

export interface Asker {
  /** The line that was typed, trimmed; `undefined` where the input ended or the question was taken back. */
  ask(question: string, signal?: AbortSignal): Promise<string | undefined>;
  /** As `ask`, and nothing of what is typed is shown; not trimmed. */
  askHidden(question: string, signal?: AbortSignal): Promise<string | undefined>;
}

export function createAsker(): Asker {
  return {
    async ask(question, signal) {
      const answer = await readLine(withoutControl(question), process.stderr, signal);
      return answer?.trim();
    },
    async askHidden(question, signal) {
      process.stderr.write(withoutControl(question));
      const silent = new Writable({ write: (_bytes, _encoding, done) => done() });
      const answer = await readLine('', silent, signal);
      process.stderr.write('\n');
      return answer;
    },
  };
}

async function readLine(question: string, output: Writable, signal?: AbortSignal): Promise<string | undefined> {
  const lines = createInterface({ input: process.stdin, output, terminal: process.stdin.isTTY === true });
  // Ctrl-C at a question is the same as anywhere: it detaches.
  lines.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  const ended = new Promise<undefined>((resolve) => lines.once('close', () => resolve(undefined)));
  try {
    const options = signal === undefined ? {} : { signal };
    return await Promise.race([lines.question(question, options), ended]);
  } catch (error) {
    if (signal?.aborted) return undefined;
    throw error;
  } finally {
    lines.close();
    process.stdin.pause();
  }
}
