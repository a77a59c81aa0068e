/** Takes the invite out of the page’s address, and exchanges it for a cookie that no script sees. */

import { sharedPaths } from '../../contract/share-ways.ts';

/** What came of it: nothing to take, let in, or why not, in a sentence. */
export type Entry = { readonly kind: 'none' | 'entered' } | { readonly kind: 'refused'; readonly message: string };

interface Page {
  readonly location: Pick<Location, 'hash' | 'pathname' | 'search'>;
  readonly history: Pick<History, 'replaceState'>;
  readonly fetch: typeof fetch;
}

/** The address is clean before anything is sent: a token that was shown once is in no history, bookmark or screenshot. */
export async function takeInvite({ location, history, fetch }: Page = window): Promise<Entry> {
  const token = new URLSearchParams(location.hash.replace(/^#/, '')).get('join');
  if (token === null) return { kind: 'none' };
  history.replaceState(undefined, '', `${location.pathname}${location.search}`);
  try {
    const answer = await fetch(sharedPaths.enter, { method: 'POST', body: token });
    if (answer.ok) return { kind: 'entered' };
    return { kind: 'refused', message: (await answer.text()).trim() };
  } catch {
    return { kind: 'refused', message: 'The console did not answer. Open the invite again.' };
  }
}
