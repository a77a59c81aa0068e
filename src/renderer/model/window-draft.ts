/** A window while it is typed: two local times and a zone. Nothing is guessed: what the clocks show twice or never is no window yet. */
import { parseLocalTime, toShortLocalTimeText } from '../../core/schedule/local-time.ts';
import { type Window, windowSchema } from '../../core/schedule/window.ts';

/** Local times as `parseLocalTime` takes them, with an offset once a reading was chosen. */
export interface WindowDraft {
  readonly start: string;
  readonly end: string;
  readonly zone: string;
}

export interface ReadWindow {
  /** Only where everything could be read. */
  readonly window?: Window;
  /** Both times can be read, and are no window. */
  readonly problem?: string;
}

export function toWindowDraft(window: Window | undefined, zone: string): WindowDraft {
  if (window === undefined) return { start: '', end: '', zone };
  return {
    start: toShortLocalTimeText(window.startMs, window.zone),
    end: toShortLocalTimeText(window.endMs, window.zone),
    zone: window.zone,
  };
}

/** What is wrong with one of the times alone is said by its own field. */
export function readWindow({ start, end, zone }: WindowDraft): ReadWindow {
  const from = parseLocalTime(start, zone);
  const to = parseLocalTime(end, zone);
  if (!from.ok || !to.ok) return {};
  const parsed = windowSchema.safeParse({ startMs: from.value, endMs: to.value, zone });
  if (parsed.success) return { window: parsed.data };
  return { problem: parsed.error.issues[0]?.message ?? 'this is no window' };
}

/** The zone changes, and what the clocks show stays: a reading chosen in the old zone is asked for again. */
export function withZone(draft: WindowDraft, zone: string): WindowDraft {
  return { start: withoutOffset(draft.start), end: withoutOffset(draft.end), zone };
}

function withoutOffset(text: string): string {
  return text.slice(0, 'yyyy-mm-dd hh:mm'.length);
}
