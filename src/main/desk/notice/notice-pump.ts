/** Sends the notices that an environment's own setting says go out by themselves (`REL-5`): each once, under an id that is the same however often it is tried. */
import type { Actor } from '../../../core/maintenance/actor.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { type DueNotice, toDueNotices } from '../../../core/notice/due.ts';
import { toNoticeText } from '../../../core/notice/text.ts';
import type { DeskParts } from '../parts.ts';
import { findTemplate } from './notice-setting.ts';
import { beginSending } from './sending.ts';

const itself: Actor = { kind: 'console', name: 'Drydock' };

/**
 * Begins what is due. The journal has each sending before it leaves, and refuses its id a second time, so a console that ends in between
 * sends nothing twice. What has no channel, or a channel without its secrets, stays due: a person sees it among the notices.
 */
export function sendDueNotices(parts: DeskParts, state: MaintenanceState): void {
  if (!state.notices.notices.some(({ isAutomatic }) => isAutomatic === true)) return;
  const nowMs = parts.clock.now();
  for (const due of toDueNotices(state, nowMs)) {
    const { notice, status } = due;
    if (notice.isAutomatic !== true || (status !== 'due' && status !== 'overdue')) continue;
    for (const [index, channel] of notice.channels.entries())
      if (isOpen(due, channel)) begin(parts, state, due, channel, index);
  }
}

function isOpen({ notice, left }: DueNotice, channel: string): boolean {
  return left.includes(channel) && !notice.sendings.some((sending) => sending.channel === channel);
}

function begin(parts: DeskParts, state: MaintenanceState, { notice }: DueNotice, channel: string, index: number): void {
  const words = toNoticeText(notice, state, parts.clock.now(), findTemplate(parts.store, notice.kind, notice.audience));
  const gaps = words.missing.map(({ label }) => `[${label}?]`);
  const hasGap = (line: string) => gaps.some((gap) => line.includes(gap));
  // Nobody is there to fill a gap: a line that would have one is left out, and what cannot do without it waits for a person.
  const text = words.text
    .split('\n')
    .filter((line) => !hasGap(line))
    .join('\n');
  if (hasGap(words.subject) || text.trim() === '') return;
  const sending = `${notice.id.slice(0, 58)}-by-${index + 1}`;
  beginSending(parts, { state, notice }, { sending, channel, subject: words.subject, text }, itself);
}
