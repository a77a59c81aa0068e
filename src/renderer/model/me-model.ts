/** Who sits at this screen, as the host says: the console’s own people, a visitor and how far they have been let in, or the reader of a bundle. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { RequestOutput } from '../../contract/requests.ts';
import type { EndOfLink } from '../../contract/share-ways.ts';
import type { Failure } from '../../core/result.ts';
import type { Link } from '../link/link.ts';
import { attempt } from './asking.ts';

export type Me = RequestOutput<'share.me'>;
export type VisitorMe = Extract<Me, { readonly kind: 'visitor' }>;
export type ReaderMe = Extract<Me, { readonly kind: 'reader' }>;

export interface MeView {
  /** Absent until the host has answered. */
  readonly me: Me | undefined;
  /** Why it cannot be asked now; what was known stays. */
  readonly failure: Failure | undefined;
  /** How following ended, where it has: nothing is asked any more. */
  readonly ended: EndOfLink | undefined;
}

export interface MeModel extends StoreApi<MeView> {
  refresh(): Promise<void>;
  end(): void;
}

export function createMeModel(link: Link): MeModel {
  const store = createStore<MeView>(() => ({ me: undefined, failure: undefined, ended: link.whyEnded() }));
  let turn = 0;

  async function refresh(): Promise<void> {
    const mine = ++turn;
    const answer = await attempt(link, 'share.me', {});
    // A later question has the later answer.
    if (mine !== turn) return;
    store.setState(answer.ok ? { me: answer.value, failure: undefined } : { failure: answer.failure });
  }

  const endNotices = link.onNotice((notice) => {
    if (notice.notice !== 'documents' || notice.data.area !== 'share') return;
    // Nothing that others do changes who sits at the console itself.
    if (store.getState().me?.kind !== 'console') void refresh();
  });
  const endStates = link.onState((state) => {
    if (state === 'open') void refresh();
    if (state === 'ended') store.setState({ ended: link.whyEnded() });
  });
  void refresh();

  return Object.assign(store, {
    refresh,
    end() {
      turn += 1;
      endNotices();
      endStates();
    },
  });
}
