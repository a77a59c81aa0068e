/** The models' only tie to React: a context to find them by, and hooks that redraw when a selected part changes. */
import { createContext, type ReactNode, useContext, useMemo, useSyncExternalStore } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import type { MaintenanceId } from '../../core/ids.ts';
import type { Offers } from '../../core/maintenance/offers.ts';
import type { MaintenanceState } from '../../core/maintenance/state.ts';
import type { MaintenanceModels, Models } from './models.ts';
import { noOffers, offersOf } from './offers-of.ts';

const ModelsContext = createContext<Models | undefined>(undefined);

export function ModelsProvider({ models, children }: { readonly models: Models; readonly children: ReactNode }) {
  return <ModelsContext value={models}>{children}</ModelsContext>;
}

export function useModels(): Models {
  const models = useContext(ModelsContext);
  if (models === undefined) throw new Error('no ModelsProvider stands above this view');
  return models;
}

export function useMaintenanceModels(id: MaintenanceId): MaintenanceModels {
  const models = useModels();
  return useMemo(() => models.of(id), [models, id]);
}

/** Redraws when what `select` returns is another value; it must return the same value for the same state. */
export function useModel<S, T>(store: Pick<StoreApi<S>, 'subscribe' | 'getState'>, select: (state: S) => T): T {
  return useSyncExternalStore(store.subscribe, () => select(store.getState()));
}

/** Whether another console holds the workspace, so that this one may only look. */
export function useIsReadOnly(): boolean {
  return useModel(useModels().workspace, (view) => view.workspace?.isReadOnly ?? false);
}

/** What may be done now, from this console. */
export function useOffers(state: MaintenanceState): Offers {
  return useIsReadOnly() ? noOffers : offersOf(state);
}
