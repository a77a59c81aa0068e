/** Looks a notice's words over (`CHG-6`): missing facts, too great length, and the language of an announcement, each where it stands. */
import type { MaintenanceState } from '../maintenance/state.ts';
import { type FactName, noticeFacts } from './facts-of-notice.ts';
import type { Notice, NoticeKind } from './notice.ts';
import { toGap } from './template.ts';

export interface NoticeProblem {
  readonly kind: 'missing-fact' | 'too-long' | 'announcement-language';
  readonly where: 'subject' | 'text';
  /** UTF-16 units in that text; an empty range where something is not there. */
  readonly from: number;
  readonly to: number;
  readonly message: string;
}

/** Longer than this is not read on the way to work. Characters. */
const lengthLimits: Readonly<Record<NoticeKind, number>> = {
  announcement: 1_500,
  reminder: 1_000,
  start: 600,
  progress: 600,
  extension: 800,
  'schedule-change': 1_000,
  completion: 1_500,
  rollback: 1_500,
  report: 5_000,
  'integration-owners': 1_500,
  'em-notification': 1_000,
  'pending-updates': 3_000,
  'downtime-ahead': 1_000,
  failure: 1_000,
};
const subjectLimit = 120;

const before: readonly FactName[] = ['environment', 'start', 'duration', 'access', 'workflows', 'support'];
const after: readonly FactName[] = ['environment', 'result', 'validation', 'issues', 'follow-up'];
/** What each must tell (`CHG-5`). */
const told: Readonly<Record<NoticeKind, readonly FactName[]>> = {
  announcement: before,
  reminder: before,
  'integration-owners': [...before, 'source-system-owner', 'scheduled-jobs-owner'],
  start: ['environment', 'end'],
  progress: ['environment'],
  extension: ['environment', 'projected-end'],
  'schedule-change': ['environment', 'start'],
  completion: after,
  rollback: after,
  report: after,
  'em-notification': ['justification'],
  'pending-updates': ['environment'],
  'downtime-ahead': ['environment', 'start'],
  failure: ['environment', 'contact'],
};

/** Words of a product announcement: they tell nobody what to plan. */
const announcementLanguage =
  /!+|\p{Extended_Pictographic}|\b(?:exciting|excited|thrilled|delighted|proud(?:ly)?|(?:happy|pleased|glad) to (?:announce|share)|amazing|awesome|incredible|fantastic|wonderful|revolutionary|game[- ]chang\w+|seamless(?:ly)?|effortless(?:ly)?|world[- ]class|cutting[- ]edge|best[- ]in[- ]class|next[- ]generation|state[- ]of[- ]the[- ]art|brand[- ]new|supercharged?|stay tuned|(?:can(?:no|['’])t|cannot) wait|(?:better|faster|stronger|bigger) than ever|the (?:best|greatest|fastest|biggest|most \w+)(?: \w+)? ever)(?!\w)/giu;

/** Nothing wrong is an empty list. Problems do not stop a notice: a person decides. */
export function checkNotice(
  words: { readonly subject: string; readonly text: string },
  notice: Pick<Notice, 'kind' | 'audience' | 'about'>,
  state: MaintenanceState,
  nowMs: number,
): readonly NoticeProblem[] {
  const missing = findMissing(words, notice, state, nowMs);
  const isSaid = ({ where, from, to }: NoticeProblem) =>
    missing.some((one) => one.where === where && one.from === from && one.to === to);
  const gaps = [...findGaps('subject', words.subject), ...findGaps('text', words.text)];
  return [
    ...missing,
    ...gaps.filter((gap) => !isSaid(gap)),
    ...findLength('subject', words.subject, subjectLimit),
    ...findLength('text', words.text, lengthLimits[notice.kind]),
    ...findLanguage('subject', words.subject),
    ...findLanguage('text', words.text),
  ];
}

function findMissing(
  { subject, text }: { readonly subject: string; readonly text: string },
  notice: Pick<Notice, 'kind' | 'audience' | 'about'>,
  state: MaintenanceState,
  nowMs: number,
): readonly NoticeProblem[] {
  const all = `${subject}\n${text}`.toLowerCase();
  return told[notice.kind].flatMap((name): readonly NoticeProblem[] => {
    const { label, say, audience } = noticeFacts[name];
    // What is for the team alone is not asked of a text that the public reads.
    if (audience === 'internal' && notice.audience === 'public') return [];
    const kind = 'missing-fact';
    const said = say({ state, notice, nowMs })?.trim();
    if (said === undefined || said === '') {
      const mark = toGap(label);
      const at = text.indexOf(mark);
      const [from, to] = at < 0 ? [text.length, text.length] : [at, at + mark.length];
      return [{ kind, where: 'text', from, to, message: `The record does not say ${label}.` }];
    }
    if (all.includes(said.toLowerCase()) || tellsAnother(name, all)) return [];
    return [{ kind, where: 'text', from: text.length, to: text.length, message: `It does not tell ${label}: ${said}` }];
  });
}

/** What a template asked for beyond what must be told, and left open: `[the affected users?]`. */
function findGaps(where: NoticeProblem['where'], text: string): readonly NoticeProblem[] {
  return Object.values(noticeFacts).flatMap(({ label }) => {
    const mark = toGap(label);
    const from = text.indexOf(mark);
    if (from < 0) return [];
    return [
      { kind: 'missing-fact', where, from, to: from + mark.length, message: `The record does not say ${label}.` },
    ];
  });
}

/** Times and interruptions have many wordings: whoever wrote one has thought of it. */
function tellsAnother(name: FactName, text: string): boolean {
  switch (name) {
    case 'start':
    case 'end':
    case 'projected-end':
      return /\b\d{1,2}[:.]\d{2}\b/.test(text);
    case 'duration':
      return /\b(?:\d+|an?|one|two|three|four|half an)\s*(?:h|hrs?|hours?|min|minutes?|days?)\b/.test(text);
    case 'access':
      return /\b(?:access|available|unavailable|reachable|unreachable|interrupt\w*|offline|read-only|down)\b/.test(
        text,
      );
    case 'issues':
      return /\bissues?\b/.test(text);
    case 'result':
      return /\b(?:complete[ds]?|rolled back|stopped|aborted|over|done)\b/.test(text);
    case 'validation':
      return /\bvalidat\w+\b/.test(text);
    default:
      return false;
  }
}

function findLength(where: NoticeProblem['where'], text: string, limit: number): readonly NoticeProblem[] {
  if (text.length <= limit) return [];
  const message = `The ${where} has ${text.length} characters; ${limit} are enough for this kind of notice.`;
  return [{ kind: 'too-long', where, from: limit, to: text.length, message }];
}

function findLanguage(where: NoticeProblem['where'], text: string): readonly NoticeProblem[] {
  return [...text.matchAll(announcementLanguage)].map((match) => ({
    kind: 'announcement-language',
    where,
    from: match.index,
    to: match.index + match[0].length,
    message: `“${match[0]}” announces; a notice states.`,
  }));
}
