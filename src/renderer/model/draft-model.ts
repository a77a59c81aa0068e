/** Something while it is written (a plan, a change record): every edit can be undone, everything typed is saved by itself, and a save that fails loses nothing. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure, Result } from '../../core/result.ts';

/** Edits that can be taken back; the oldest are let go beyond this. */
const undoLimit = 500;
/** How long nothing is typed before it is saved. */
const saveAfterMs = 900;

export interface DraftView<T> {
  readonly value: T;
  readonly saving: 'saved' | 'unsaved' | 'saving' | 'failed';
  readonly failure: Failure | undefined;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

export interface DraftModel<T> extends StoreApi<DraftView<T>> {
  /** Edits with the same `run` one after another are undone together: the letters of one word in one field. */
  edit(change: (value: T) => T, run?: string): void;
  undo(): void;
  redo(): void;
  /**
   * Takes what was changed elsewhere, unless something here is not saved yet: then that is kept, and the next save
   * tells. What was saved from here and comes back is known again, and leaves the undo alone.
   */
  adopt(value: T): void;
  /** Goes on with what was saved elsewhere; what stood here is had again by the undo. */
  take(value: T): void;
  /** Saves now what is not saved; also the way to try again after a failure. */
  save(): Promise<void>;
  end(): void;
}

/**
 * @param keep writes it where it belongs; answers with what went wrong, if anything did
 * @param toHash the same for the same content: how what was saved from here is known again when it comes back
 */
export function createDraftModel<T>(
  first: T,
  keep: (value: T) => Promise<Result<unknown>>,
  toHash: (value: T) => string,
): DraftModel<T> {
  let past: T[] = [];
  let future: T[] = [];
  let lastRun: string | undefined;
  let kept = first;
  /** Hashes of what was saved from here and has not come back yet. */
  let awaited: string[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let underWay: Promise<void> | undefined;
  const store = createStore<DraftView<T>>(() => ({
    value: first,
    saving: 'saved',
    failure: undefined,
    canUndo: false,
    canRedo: false,
  }));

  function show(value: T): void {
    const isKept = value === kept && underWay === undefined;
    store.setState({
      value,
      saving: isKept ? 'saved' : 'unsaved',
      ...(isKept ? { failure: undefined } : {}),
      canUndo: past.length > 0,
      canRedo: future.length > 0,
    });
    clearTimeout(timer);
    timer = isKept ? undefined : setTimeout(() => void save(), saveAfterMs);
  }

  function edit(change: (value: T) => T, run?: string): void {
    const { value } = store.getState();
    const changed = change(value);
    if (changed === value) return;
    if (run === undefined || run !== lastRun) past = [...past.slice(1 - undoLimit), value];
    lastRun = run;
    future = [];
    show(changed);
  }

  function stepBack(): void {
    const before = past.at(-1);
    if (before === undefined) return;
    past = past.slice(0, -1);
    future = [...future, store.getState().value];
    lastRun = undefined;
    show(before);
  }

  function stepForward(): void {
    const after = future.at(-1);
    if (after === undefined) return;
    future = future.slice(0, -1);
    past = [...past, store.getState().value];
    lastRun = undefined;
    show(after);
  }

  /** One save at a time; what is typed meanwhile is saved right after. */
  function save(): Promise<void> {
    underWay ??= saveAll().finally(() => {
      underWay = undefined;
    });
    return underWay;
  }

  async function saveAll(): Promise<void> {
    clearTimeout(timer);
    while (store.getState().value !== kept) {
      const { value } = store.getState();
      store.setState({ saving: 'saving' });
      const hash = toHash(value);
      awaited = [...awaited.slice(-undoLimit), hash];
      const answer = await keep(value);
      if (!answer.ok) {
        awaited = awaited.filter((other) => other !== hash);
        store.setState({ saving: 'failed', failure: answer.failure });
        return;
      }
      kept = value;
    }
    store.setState({ saving: 'saved', failure: undefined });
  }

  return Object.assign(store, {
    edit,
    undo: stepBack,
    redo: stepForward,
    save,
    adopt(value: T) {
      const hash = toHash(value);
      if (awaited.includes(hash)) {
        awaited = awaited.slice(awaited.indexOf(hash) + 1);
        return;
      }
      if (store.getState().value !== kept || underWay !== undefined || hash === toHash(kept)) return;
      kept = value;
      past = [];
      future = [];
      lastRun = undefined;
      show(value);
    },
    take(value: T) {
      kept = value;
      edit(() => value);
    },
    end() {
      clearTimeout(timer);
      void save();
    },
  });
}
