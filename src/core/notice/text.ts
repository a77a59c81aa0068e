/** The words of a notice as they would be sent now: those somebody wrote, or the template's, filled from the record. */
import type { MaintenanceState } from '../maintenance/state.ts';
import { toDefaultTemplate } from './default-templates.ts';
import type { Notice } from './notice.ts';
import { fill, type MissingFact, type Template } from './template.ts';

export interface NoticeText {
  readonly subject: string;
  readonly text: string;
  /** What the template asks for and the record does not say. */
  readonly missing: readonly MissingFact[];
  /** Somebody wrote it; the record's changes do not reach it. */
  readonly isWritten: boolean;
}

/**
 * @param template the team's for this kind and audience; the built-in one where absent
 * @param nowMs UTC milliseconds: a projected end depends on it
 */
export function toNoticeText(notice: Notice, state: MaintenanceState, nowMs: number, template?: Template): NoticeText {
  const { subject, text, audience } = template ?? toDefaultTemplate(notice.kind, notice.audience);
  const filled = fill(
    { subject: notice.subject ?? subject, text: notice.text ?? text, audience },
    { state, notice, nowMs },
  );
  return { ...filled, isWritten: notice.text !== undefined };
}
