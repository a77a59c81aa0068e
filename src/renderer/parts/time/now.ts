/** The present, as screens need it: one clock for the whole window, ticking once a second only while something watches it. */
import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let nowMs = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function listen(call: () => void): () => void {
  listeners.add(call);
  nowMs = Date.now();
  timer ??= setInterval(() => {
    nowMs = Date.now();
    for (const listener of listeners) listener();
  }, 1_000);
  return () => {
    listeners.delete(call);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

let heldMs: number | undefined;

/** In this window it stays so late for good: a bundle is shown as it was when it was written. */
export function holdNow(atMs: number): void {
  heldMs = atMs;
}

/** Milliseconds since 1970, renewed each second. */
export function useNowMs(): number {
  return useSyncExternalStore(listen, () => heldMs ?? nowMs);
}
