/** Requests about the notices of a maintenance that are more than a command: their words, and sending them. */
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { findExtensionNotice } from '../../../core/notice/change-notices.ts';
import { checkNotice } from '../../../core/notice/check.ts';
import type { Notice, PlannedNotice } from '../../../core/notice/notice.ts';
import { toGap } from '../../../core/notice/template.ts';
import { toNoticeText } from '../../../core/notice/text.ts';
import { type Failure, fail, type Result, succeed } from '../../../core/result.ts';
import type { Handlers } from '../handlers.ts';
import { findState } from '../maintenance/maintenances.ts';
import type { DeskParts } from '../parts.ts';
import { findTemplate } from './notice-setting.ts';
import { beginSending } from './sending.ts';

type PreviewParts = Pick<DeskParts, 'store' | 'ledger' | 'clock'>;

/** Only looks. */
export function noticePreviewHandlers(parts: PreviewParts): Handlers<'notice.preview'> {
  const { store, clock } = parts;
  return {
    'notice.preview': ({ maintenance, notice: id }) => {
      const found = findNotice(parts, maintenance, id);
      if (!found.ok) return found;
      const { state, notice } = found.value;
      const nowMs = clock.now();
      const words = toNoticeText(notice, state, nowMs, findTemplate(store, notice.kind, notice.audience));
      const problems = checkNotice(words, notice, state, nowMs);
      return succeed({
        ...words,
        missing: words.missing.map((one) => ({ ...one })),
        problems: problems.map((one) => ({ ...one })),
      });
    },
  };
}

export function noticeHandlers(parts: DeskParts): Handlers<'notice.preview' | 'notice.send'> {
  return {
    ...noticePreviewHandlers(parts),
    'notice.send': ({ maintenance, notice: id, sendings, seen }, caller) => {
      const found = findNotice(parts, maintenance, id);
      if (!found.ok) return found;
      const open = findOpenFact(parts, found.value, `${seen.subject}\n${seen.text}`);
      if (open !== undefined)
        return fail('not-ready', `The record does not say ${open}.`, {
          advice: 'Fill it in, or write the text yourself.',
        });
      const begun: string[] = [];
      const refused: { channel: string; message: string; advice?: string }[] = [];
      for (const { channel, sending } of sendings) {
        const said = beginSending(parts, found.value, { sending, channel, ...seen }, caller.actor);
        if (said.ok) begun.push(channel);
        else {
          const { message, advice } = said.failure;
          refused.push({ channel, message, ...(advice === undefined ? {} : { advice }) });
        }
      }
      return succeed({ begun, refused });
    },
  };
}

/** A gap the template left, `[the environment?]`, that nobody has filled: it is not sent by oversight. */
function findOpenFact(
  { store, clock }: DeskParts,
  { state, notice }: { readonly state: MaintenanceState; readonly notice: Notice },
  words: string,
): string | undefined {
  const template = findTemplate(store, notice.kind, notice.audience);
  const { missing } = toNoticeText(notice, state, clock.now(), template);
  return missing.find(({ label }) => words.includes(toGap(label)))?.label;
}

function findNotice(
  parts: PreviewParts,
  maintenance: MaintenanceState['id'],
  id: string,
): Result<{ readonly state: MaintenanceState; readonly notice: PlannedNotice }, Failure> {
  const state = findState(parts, maintenance);
  if (!state.ok) return state;
  const known = state.value.notices.notices.find((notice) => notice.id === id);
  const drafted = known === undefined ? findExtensionNotice(state.value, id) : undefined;
  const notice = known ?? (drafted === undefined ? undefined : { ...drafted, sendings: [] });
  return notice === undefined
    ? fail('no-such-notice', `There is no notice “${id}”.`, { advice: 'List the notices to see what there is.' })
    : succeed({ state: state.value, notice });
}
