/** The workspace and the world around it: who writes, how each host fares, what a connection asks of a person, whether the link stands. */

import type { z } from 'zod';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { RequestOutput } from '../../contract/requests.ts';
import type { ContractPrompt, hostContactSchema } from '../../contract/shapes.ts';
import type { Failure, Result } from '../../core/result.ts';
import type { Link, LinkState } from '../link/link.ts';
import { attempt } from './asking.ts';

export type Contact = z.infer<typeof hostContactSchema>;

export interface WorkspaceView {
  readonly link: LinkState;
  readonly workspace: RequestOutput<'workspace.show'> | undefined;
  /** By host name, in the order of their names. */
  readonly contacts: ReadonlyMap<string, Contact>;
  /** Oldest first; each waits for a person. */
  readonly prompts: readonly ContractPrompt[];
  readonly failure: Failure | undefined;
}

export interface WorkspaceModel extends StoreApi<WorkspaceView> {
  refresh(): Promise<void>;
  /** `undefined` dismisses it. Answers are not kept here. */
  answer(prompt: string, answers: string[] | undefined): Promise<Result<unknown>>;
  end(): void;
}

export function createWorkspaceModel(link: Link): WorkspaceModel {
  const store = createStore<WorkspaceView>(() => ({
    link: link.state(),
    workspace: undefined,
    contacts: new Map(),
    prompts: [],
    failure: undefined,
  }));

  async function refresh(): Promise<void> {
    const answer = await attempt(link, 'workspace.show', {});
    if (!answer.ok) {
      store.setState({ failure: answer.failure });
      return;
    }
    const workspace = answer.value;
    store.setState({
      workspace,
      contacts: byName(workspace.contacts),
      prompts: workspace.prompts,
      failure: undefined,
    });
  }

  const endNotices = link.onNotice((notice) => {
    const { contacts, prompts } = store.getState();
    switch (notice.notice) {
      case 'contact':
        store.setState({ contacts: byName([...contacts.values(), notice.data]) });
        break;
      case 'prompt':
        store.setState({ prompts: [...prompts.filter(({ id }) => id !== notice.data.id), notice.data] });
        break;
      case 'prompt-settled':
        store.setState({ prompts: prompts.filter(({ id }) => id !== notice.data.prompt) });
        break;
      case 'documents':
        if (notice.data.area === 'workspace') void refresh();
        break;
      default:
    }
  });
  const endStates = link.onState((state) => {
    store.setState({ link: state });
    if (state === 'open') void refresh();
  });
  void refresh();

  return Object.assign(store, {
    refresh,
    answer: (prompt: string, answers: string[] | undefined) =>
      attempt(link, 'prompt.answer', { prompt, ...(answers === undefined ? {} : { answers }) }),
    end() {
      endNotices();
      endStates();
    },
  });
}

/** The last one said of each host, sorted by name. */
function byName(contacts: readonly Contact[]): ReadonlyMap<string, Contact> {
  const last = new Map<string, Contact>(contacts.map((contact) => [contact.host, contact]));
  return new Map([...last].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
