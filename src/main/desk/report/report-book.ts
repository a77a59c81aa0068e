/** Reads and writes reports: their text in the store's documents, their facts from the journal, both together as one value. */
import { z } from 'zod';
import { announcementSchema } from '../../../contract/report-shapes.ts';
import type { MaintenanceId } from '../../../core/ids.ts';
import type { JournalEvent } from '../../../core/maintenance/events.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import type { Policy } from '../../../core/policy/policy.ts';
import type { ActionItem, Report } from '../../../core/postmortem/report.ts';
import { type ReportText, reportTextSchema, toReportHash } from '../../../core/postmortem/report-text.ts';
import { type Reported, toReported } from '../../../core/postmortem/reported.ts';
import { toReviewerStandings } from '../../../core/postmortem/review.ts';
import { type Failure, fail, type Result, succeed } from '../../../core/result.ts';
import type { DocumentVersion, Store } from '../../store/store.ts';
import { findState } from '../maintenance/maintenances.ts';
import { readTeamPolicy } from '../maintenance/team-policy.ts';
import type { DeskParts } from '../parts.ts';

/** Every version is kept; its name is the maintenance's id. */
export const reportDocument = 'report';
export const announcementDocument = 'report-announcement';

/** How much of a journal is read at a time. */
const chunkEvents = 5_000;

export type BookParts = Pick<DeskParts, 'store' | 'ledger' | 'clock'>;

export interface TextVersion {
  readonly version: number;
  readonly savedAtMs: number;
  readonly savedBy: string;
  readonly text: ReportText;
}

export interface BookEntry {
  readonly state: MaintenanceState;
  readonly reported: Reported;
  readonly text: TextVersion;
  readonly textHash: string;
}

export function findText(store: Store, maintenance: MaintenanceId, version?: number): TextVersion | undefined {
  const found = store.documents.get(reportDocument, maintenance, version);
  return found === undefined ? undefined : toTextVersion(found);
}

export function toTextVersion({ version, savedAtMs, savedBy, body }: DocumentVersion): TextVersion {
  return { version, savedAtMs, savedBy, text: reportTextSchema.parse(body) };
}

/** The report of a maintenance, whole; refused where nobody has begun it. */
export function findReport(parts: BookParts, maintenance: MaintenanceId): Result<BookEntry, Failure> {
  const state = findState(parts, maintenance);
  if (!state.ok) return state;
  const text = findText(parts.store, maintenance);
  if (text === undefined) {
    return fail('no-report', `“${state.value.title}” has no report yet.`, { advice: 'Begin one first.' });
  }
  const reported = readReported(parts, state.value);
  return succeed({ state: state.value, reported, text, textHash: toReportHash(text.text, state.value) });
}

/** So long what the clock adds to them may be old: how long something has been out, or over its window. */
const staleMs = 10_000;
/** The last of each store: whoever writes a report asks for them with every keystroke that is saved, of the one they write. */
const lastReported = new WeakMap<
  Store,
  { readonly state: MaintenanceState; readonly atMs: number; readonly reported: Reported }
>();

/** Of the whole journal as it is now. */
export function readReported(parts: Pick<BookParts, 'store' | 'clock'>, state: MaintenanceState): Reported {
  const nowMs = parts.clock.now();
  const last = lastReported.get(parts.store);
  const isOld = last === undefined || nowMs < last.atMs || nowMs - last.atMs > staleMs;
  if (!isOld && last.state.id === state.id && last.state.seq === state.seq) return last.reported;
  const reported = readReportedAt(parts, state, nowMs);
  lastReported.set(parts.store, { state, atMs: nowMs, reported });
  return reported;
}

function readReportedAt({ store }: Pick<BookParts, 'store'>, state: MaintenanceState, nowMs: number): Reported {
  const journal: JournalEvent[] = [];
  for (let after = 0; after < state.seq; ) {
    const events = store.journal.read(state.id, after, chunkEvents);
    journal.push(...events.filter(({ seq }) => seq <= state.seq));
    const last = events.at(-1);
    if (last === undefined) break;
    after = last.seq;
  }
  return toReported(journal, state, nowMs);
}

export function rolesOf(store: Store, state: MaintenanceState): Policy['roles'] {
  return (state.schedule.frozen?.policy ?? readTeamPolicy(store)).roles;
}

/** The one value that whoever renders a report needs. */
export function toReport(
  { store }: Pick<BookParts, 'store'>,
  { state, reported: { facts }, text: { text }, textHash }: BookEntry,
): Report {
  const { postmortem } = state;
  const { kind, title, sections, incident } = text;
  return {
    kind,
    title,
    facts,
    sections,
    ...(kind === 'incident-report' && incident !== undefined ? { incident } : {}),
    actionItems: toActionItems(state, text),
    reviewers: [...toReviewerStandings(postmortem, textHash, rolesOf(store, state))],
    textHash,
    publications: postmortem.publications.map(({ audience, atMs, by, where, textHash: published }) => ({
      audience,
      atMs,
      by: by.name,
      where,
      textHash: published,
    })),
  };
}

export function toActionItems({ postmortem }: MaintenanceState, text: ReportText): ActionItem[] {
  return text.actionItems.map((item) => ({ ...item, state: postmortem.items[item.id]?.state ?? 'open' }));
}

export const announcementBody = announcementSchema.extend({ fromTextHash: z.string() });
export type AnnouncementBody = z.infer<typeof announcementBody>;

export function findAnnouncement(
  store: Store,
  maintenance: MaintenanceId,
): { readonly version: number; readonly body: AnnouncementBody } | undefined {
  const found = store.documents.get(announcementDocument, maintenance);
  return found === undefined ? undefined : { version: found.version, body: announcementBody.parse(found.body) };
}
