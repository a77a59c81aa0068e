/** A window while it is typed: two local times and a zone. Nothing is guessed: what the clocks show twice or never comes back with its readings. */
import { type LocalTimeFailure, parseLocalTime, toLocalTimeText } from '../../core/schedule/local-time.ts';
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
  readonly start?: LocalTimeFailure;
  readonly end?: LocalTimeFailure;
  /** Both times can be read, and are no window. */
  readonly problem?: string;
}

export function toWindowDraft(window: Window | undefined, zone: string): WindowDraft {
  if (window === undefined) return { start: '', end: '', zone };
  return {
    start: toLocalTimeText(window.startMs, window.zone),
    end: toLocalTimeText(window.endMs, window.zone),
    zone: window.zone,
  };
}

/** What is still empty is not read and is no failure. */
export function readWindow({ start, end, zone }: WindowDraft): ReadWindow {
  const from = start === '' ? undefined : parseLocalTime(start, zone);
  const to = end === '' ? undefined : parseLocalTime(end, zone);
  if (from?.ok !== true || to?.ok !== true) {
    return {
      ...(from?.ok === false ? { start: from.failure } : {}),
      ...(to?.ok === false ? { end: to.failure } : {}),
    };
  }
  const parsed = windowSchema.safeParse({ startMs: from.value, endMs: to.value, zone });
  if (parsed.success) return { window: parsed.data };
  return { problem: parsed.error.issues[0]?.message ?? 'this is no window' };
}

/** The zone changes, and what the clocks show stays: a reading chosen in the old zone is asked for again. */
export function withZone(draft: WindowDraft, zone: string): WindowDraft {
  return { start: withoutOffset(draft.start), end: withoutOffset(draft.end), zone };
}

/** As a field for local times shows it: `2026-10-25T02:30`. */
export function toFieldValue(text: string): string {
  return withoutOffset(text).replace(' ', 'T');
}

function withoutOffset(text: string): string {
  return text.slice(0, 'yyyy-mm-dd hh:mm'.length);
}
