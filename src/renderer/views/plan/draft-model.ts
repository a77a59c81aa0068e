/** A plan while it is written: every edit can be undone, everything typed is saved by itself, and a save that fails loses nothing. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Plan } from '../../../core/plan/plan.ts';
import { toPlanHash } from '../../../core/plan/plan-hash.ts';
import type { Failure, Result } from '../../../core/result.ts';

/** Edits that can be taken back; the oldest are let go beyond this. */
const undoLimit = 500;
/** How long nothing is typed before it is saved. */
const saveAfterMs = 900;

export interface DraftView {
  readonly plan: Plan;
  readonly saving: 'saved' | 'unsaved' | 'saving' | 'failed';
  readonly failure: Failure | undefined;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

export interface DraftModel extends StoreApi<DraftView> {
  /** Edits with the same `run` one after another are undone together: the letters of one word in one field. */
  edit(change: (plan: Plan) => Plan, run?: string): void;
  undo(): void;
  redo(): void;
  /**
   * Takes a plan that was changed elsewhere, unless something here is not saved yet: then that is kept, and the next save
   * tells. What was saved from here and comes back is known again, and leaves the undo alone.
   */
  adopt(plan: Plan): void;
  /** Saves now what is not saved; also the way to try again after a failure. */
  save(): Promise<void>;
  end(): void;
}

/** `keep` writes a plan where it belongs; it answers with what went wrong, if anything did. */
export function createDraftModel(first: Plan, keep: (plan: Plan) => Promise<Result<unknown>>): DraftModel {
  let past: Plan[] = [];
  let future: Plan[] = [];
  let lastRun: string | undefined;
  let kept = first;
  /** Hashes of what was saved from here and has not come back yet. */
  let awaited: string[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let underWay: Promise<void> | undefined;
  const store = createStore<DraftView>(() => ({
    plan: first,
    saving: 'saved',
    failure: undefined,
    canUndo: false,
    canRedo: false,
  }));

  function show(plan: Plan): void {
    const isKept = plan === kept && underWay === undefined;
    store.setState({
      plan,
      saving: isKept ? 'saved' : 'unsaved',
      canUndo: past.length > 0,
      canRedo: future.length > 0,
    });
    clearTimeout(timer);
    timer = isKept ? undefined : setTimeout(() => void save(), saveAfterMs);
  }

  function edit(change: (plan: Plan) => Plan, run?: string): void {
    const { plan } = store.getState();
    const changed = change(plan);
    if (changed === plan) return;
    if (run === undefined || run !== lastRun) past = [...past.slice(1 - undoLimit), plan];
    lastRun = run;
    future = [];
    show(changed);
  }

  function stepBack(): void {
    const before = past.at(-1);
    if (before === undefined) return;
    past = past.slice(0, -1);
    future = [...future, store.getState().plan];
    lastRun = undefined;
    show(before);
  }

  function stepForward(): void {
    const after = future.at(-1);
    if (after === undefined) return;
    future = future.slice(0, -1);
    past = [...past, store.getState().plan];
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
    while (store.getState().plan !== kept) {
      const { plan } = store.getState();
      store.setState({ saving: 'saving' });
      const hash = toPlanHash(plan);
      awaited = [...awaited.slice(-undoLimit), hash];
      const answer = await keep(plan);
      if (!answer.ok) {
        awaited = awaited.filter((other) => other !== hash);
        store.setState({ saving: 'failed', failure: answer.failure });
        return;
      }
      kept = plan;
    }
    store.setState({ saving: 'saved', failure: undefined });
  }

  return Object.assign(store, {
    edit,
    undo: stepBack,
    redo: stepForward,
    save,
    adopt(plan: Plan) {
      const hash = toPlanHash(plan);
      if (awaited.includes(hash)) {
        awaited = awaited.slice(awaited.indexOf(hash) + 1);
        return;
      }
      if (store.getState().plan !== kept || underWay !== undefined || hash === toPlanHash(kept)) return;
      kept = plan;
      past = [];
      future = [];
      lastRun = undefined;
      show(plan);
    },
    end() {
      clearTimeout(timer);
      void save();
    },
  });
}
