/** The models' only tie to React: a context to find them by, and hooks that redraw when a selected part changes. */
import { createContext, type ReactNode, useContext, useMemo, useSyncExternalStore } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import type { MaintenanceId } from '../../core/ids.ts';
import type { Offers } from '../../core/maintenance/offers.ts';
import type { MaintenanceState } from '../../core/maintenance/state.ts';
import type { ReaderMe, VisitorMe } from './me-model.ts';
import type { MaintenanceModels, Models } from './models.ts';
import { noOffers, offersOf, visitorOffers } from './offers-of.ts';
import { type Seat, toConsoleSeat, toReaderSeat, toVisitorSeat } from './seat.ts';

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

/** Somebody who came by an invite and was let in; `undefined` at the console itself. */
export function useVisitor(): VisitorMe | undefined {
  return useModel(useModels().me, ({ me }) => (me?.kind === 'visitor' ? me : undefined));
}

/** Who reads a bundle; `undefined` of anybody else. */
export function useReader(): ReaderMe | undefined {
  return useModel(useModels().me, ({ me }) => (me?.kind === 'reader' ? me : undefined));
}

/** Whether this is no screen of a console’s own people. */
export function useIsGuest(): boolean {
  return useModel(useModels().me, ({ me }) => me?.kind === 'visitor' || me?.kind === 'reader');
}

/** Why one maintenance can only be read, whatever else this console may do: its lead was handed over, say. */
const LookingContext = createContext<string | undefined>(undefined);

export function OnlyLooking({
  because,
  children,
}: {
  readonly because: string | undefined;
  readonly children: ReactNode;
}) {
  return <LookingContext value={because}>{children}</LookingContext>;
}

/** Another console holds the workspace, or leads the maintenance that is shown. */
function useIsHeld(): boolean {
  const isHeld = useModel(useModels().workspace, (view) => view.workspace?.isReadOnly ?? false);
  return useContext(LookingContext) !== undefined || isHeld;
}

/** Whether this screen may only look: another console writes here, or it is a guest’s, who may do what their seat says. */
export function useIsReadOnly(): boolean {
  const isGuest = useIsGuest();
  const isHeld = useIsHeld();
  return isGuest || isHeld;
}

/** Why it may only look; `undefined` where it may do more. */
export function useReadOnlyReason(): string | undefined {
  const isVisitor = useVisitor() !== undefined;
  const because = useModel(useModels().workspace, (view) => view.workspace?.readOnlyBecause);
  const looking = useContext(LookingContext);
  if (looking !== undefined) return looking;
  return isVisitor ? 'You follow this maintenance: this is written at the leader’s console.' : because;
}

/** What is offered to whoever sits at this screen, beside what the maintenance lets anybody do. */
export function useSeat(state: MaintenanceState): Seat {
  const visitor = useVisitor();
  const isHeld = useIsHeld();
  const reader = useReader();
  // A bundle’s own store is read-only by nature; only a lead that was passed shuts the reader’s mouth too.
  const isPassed = useContext(LookingContext) !== undefined;
  return useMemo(() => {
    if (reader !== undefined && !isPassed) return toReaderSeat(state, reader.person);
    return visitor === undefined || isHeld ? toConsoleSeat(isHeld) : toVisitorSeat(state, visitor);
  }, [visitor, reader, isHeld, isPassed, state]);
}

/** What may be done now, from this console. */
export function useOffers(state: MaintenanceState): Offers {
  const seat = useSeat(state);
  const isReadOnly = useIsReadOnly();
  return useMemo(() => {
    if (seat.visitor !== undefined) return visitorOffers(state, seat);
    return isReadOnly ? noOffers : offersOf(state);
  }, [seat, isReadOnly, state]);
}
