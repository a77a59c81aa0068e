/** Going from place to place: React's reading of the address, and the one way to change it. */
import { useMemo, useSyncExternalStore } from 'react';
import { type Route, toHash, toRoute } from './route.ts';

function listen(call: () => void): () => void {
  window.addEventListener('hashchange', call);
  return () => window.removeEventListener('hashchange', call);
}

export function useRoute(): Route {
  const hash = useSyncExternalStore(listen, () => window.location.hash);
  return useMemo(() => toRoute(hash), [hash]);
}

/** `replace` leaves no entry behind: for what the address merely mirrors, such as the step that is open. */
export function goTo(route: Route, how: 'push' | 'replace' = 'push'): void {
  const hash = toHash(route);
  if (how === 'push') {
    window.location.hash = hash;
    return;
  }
  window.history.replaceState(window.history.state, '', hash);
  window.dispatchEvent(new HashChangeEvent('hashchange'));
}
