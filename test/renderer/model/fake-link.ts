/** A link whose far side is a few functions of the test: what a model asks and hears, with nothing of a host behind it. */
import type { Notice } from '../../../src/contract/notices.ts';
import type { RequestName } from '../../../src/contract/requests.ts';
import type { Link, LinkState } from '../../../src/renderer/link/link.ts';

export type Answers = { readonly [N in RequestName]?: (input: never) => unknown };

export interface FakeLink extends Link {
  notify(notice: Notice): void;
  become(state: LinkState): void;
  readonly asked: { readonly name: RequestName; readonly input: unknown }[];
}

export function createFakeLink(answers: Answers): FakeLink {
  const noticeCalls = new Set<(notice: Notice) => void>();
  const stateCalls = new Set<(state: LinkState) => void>();
  const asked: { name: RequestName; input: unknown }[] = [];
  let current: LinkState = 'open';
  return {
    asked,
    async ask(name, input) {
      asked.push({ name, input });
      const answer = answers[name] as ((given: unknown) => unknown) | undefined;
      if (answer === undefined) throw new Error(`nobody answers ${name} in this test`);
      return (await answer(input)) as never;
    },
    onNotice(call) {
      noticeCalls.add(call);
      return () => void noticeCalls.delete(call);
    },
    onState(call) {
      stateCalls.add(call);
      return () => void stateCalls.delete(call);
    },
    state: () => current,
    whyEnded: () => undefined,
    close() {},
    notify(notice) {
      for (const call of noticeCalls) call(notice);
    },
    become(state) {
      current = state;
      for (const call of stateCalls) call(state);
    },
  };
}

/** Lets everything that is already decided happen: answers given, promises settled. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
