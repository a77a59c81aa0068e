/** Questions of connections that wait for a person. Answers pass through memory only. */
import type { ContractPrompt } from '../../../contract/shapes.ts';
import { fail, succeed } from '../../../core/result.ts';
import type { Prompt, Prompter } from '../../engine/ports.ts';
import type { Handlers } from '../handlers.ts';
import type { News } from '../news.ts';

/** More open questions than this are a fault of a host, not a leader's work. */
const openLimit = 100;

interface Open {
  readonly prompt: ContractPrompt;
  readonly settle: (answers: readonly string[] | undefined) => void;
}

export class Prompts implements Prompter {
  readonly #open = new Map<string, Open>();
  readonly #news: News;
  #asked = 0;

  constructor(news: News) {
    this.#news = news;
  }

  ask(prompt: Prompt, signal: AbortSignal): Promise<readonly string[] | undefined> {
    if (signal.aborted || this.#open.size >= openLimit) return Promise.resolve(undefined);
    const id = `p${++this.#asked}`;
    const fields = prompt.kind === 'secret' ? { fields: prompt.fields.map((field) => ({ ...field })) } : {};
    const shown = { ...prompt, ...fields, id } as ContractPrompt;
    return new Promise((resolve) => {
      const settle = (answers: readonly string[] | undefined) => {
        signal.removeEventListener('abort', dismiss);
        this.#open.delete(id);
        this.#news.tellAll({ notice: 'prompt-settled', data: { prompt: id } });
        resolve(answers);
      };
      const dismiss = () => settle(undefined);
      signal.addEventListener('abort', dismiss);
      this.#open.set(id, { prompt: shown, settle });
      this.#news.tellAll({ notice: 'prompt', data: shown });
    });
  }

  list(): ContractPrompt[] {
    return [...this.#open.values()].map(({ prompt }) => prompt);
  }

  /** `false` where nobody asks that any more. */
  answer(id: string, answers: readonly string[] | undefined): boolean {
    const open = this.#open.get(id);
    open?.settle(answers);
    return open !== undefined;
  }
}

export function promptHandlers(prompts: Prompts): Handlers<'prompt.answer'> {
  return {
    'prompt.answer': ({ prompt, answers }) =>
      prompts.answer(prompt, answers)
        ? succeed({})
        : fail('prompt-settled', 'This question has been answered or taken back already.'),
  };
}
