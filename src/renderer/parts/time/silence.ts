/** When a host that is connected counts as silent: it answers a keepalive every ten seconds, and a step that is followed sooner. */
import type { Contact } from '../../model/workspace-model.ts';

const silentAfterMs = 12_000;

export function isSilent({ state, lastByteAtMs }: Contact, nowMs: number): boolean {
  return state === 'connected' && lastByteAtMs !== undefined && nowMs - lastByteAtMs > silentAfterMs;
}
