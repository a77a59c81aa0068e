/** A small desk for the link's tests: answers what it is told to, and says things to whoever listens. */
import type { Notice } from '../../src/contract/notices.ts';
import type { Answer, Caller, Desk } from '../../src/main/desk/desk.ts';

export class StandInDesk implements Desk {
  readonly asked: { readonly caller: string; readonly request: string; readonly input: unknown }[] = [];
  readonly #listeners = new Set<(notice: Notice) => void>();
  readonly #answers: Readonly<Record<string, (input: unknown) => unknown>>;

  constructor(answers: Readonly<Record<string, (input: unknown) => unknown>> = {}) {
    this.#answers = answers;
  }

  async answer(caller: Caller, request: string, input: unknown): Promise<Answer> {
    this.asked.push({ caller: caller.id, request, input });
    const answer = this.#answers[request];
    if (answer === undefined)
      return { ok: false, failure: { kind: 'unknown-request', message: `No ${request} here.` } };
    return { ok: true, output: await answer(input) };
  }

  listen(_caller: Caller, call: (notice: Notice) => void): () => void {
    this.#listeners.add(call);
    return () => void this.#listeners.delete(call);
  }

  say(notice: Notice): void {
    for (const call of this.#listeners) call(notice);
  }

  get listeners(): number {
    return this.#listeners.size;
  }
}

export function callerOf(connection: string): Caller {
  return {
    id: connection,
    actor: { kind: 'person', name: 'tester' },
    rights: new Set(['read', 'draft', 'lead']),
  };
}

export function head(seq: number): Notice {
  return { notice: 'head', data: { maintenance: 'm-aaaa1111' as never, seq, rows: seq } };
}
