/** Requests about reports as texts: begin, draft, write, in turn and by version; and about marks of services and action items. */
import { randomUUID } from 'node:crypto';
import type { RequestParsed } from '../../../contract/requests.ts';
import type { MaintenanceId } from '../../../core/ids.ts';
import type { Actor } from '../../../core/maintenance/actor.ts';
import { redraft, toDraft } from '../../../core/postmortem/draft.ts';
import { toIssueFile } from '../../../core/postmortem/issues.ts';
import { type ReportSection, reportLimits } from '../../../core/postmortem/report.ts';
import { type ReportText, toReportHash } from '../../../core/postmortem/report-text.ts';
import { type Failure, fail, type Result, succeed } from '../../../core/result.ts';
import { toCanonicalJson } from '../../../core/text/canonical-json.ts';
import type { Caller } from '../desk.ts';
import type { Handlers } from '../handlers.ts';
import { findState } from '../maintenance/maintenances.ts';
import { toFileName } from '../maintenance/runbooks.ts';
import type { DeskParts } from '../parts.ts';
import { toPersonalCaller } from '../people/address-book.ts';
import { findReport, findText, readReported, reportDocument, toReport, toTextVersion } from './report-book.ts';
import type { ReportLocks } from './report-locks.ts';
import { toReportSummary, toReportView } from './report-view.ts';

type ReportRequest =
  | 'report.list'
  | 'report.show'
  | 'report.begin'
  | 'report.redraft'
  | 'report.writeSection'
  | 'report.setInternal'
  | 'report.setNotApplicable'
  | 'report.setTitle'
  | 'report.setIncident'
  | 'report.lock'
  | 'report.unlock'
  | 'report.versions'
  | 'report.version'
  | 'actionItem.set'
  | 'actionItem.remove'
  | 'actionItem.state'
  | 'actionItem.export'
  | 'serviceState.mark';

type Written = Result<{ readonly version: number; readonly textHash: string }, Failure>;

type Parts = Pick<DeskParts, 'store' | 'ledger' | 'clock' | 'news' | 'user'>;

export function reportHandlers(parts: Parts, locks: ReportLocks): Handlers<ReportRequest> {
  const { ledger, store, clock, news } = parts;

  /** Begins or changes the text, if it is still the version the edit was made from; one that changes nothing makes no version. */
  function put(maintenance: MaintenanceId, version: number, text: ReportText, actor: Actor): Written {
    const state = findState(parts, maintenance);
    if (!state.ok) return state;
    const kept = store.documents.put(reportDocument, maintenance, version, text, actor.name, clock.now());
    if (kept.ok) {
      news.changed('report');
      return succeed({ version: kept.value.version, textHash: toReportHash(text, state.value) });
    }
    if (kept.failure.kind !== 'stale') return kept;
    const newest = findText(store, maintenance);
    const by = newest === undefined ? '' : ` by ${newest.savedBy}, and is version ${newest.version} now`;
    return fail('stale', `The report was changed${by}.`, { advice: 'Look at that version, then write again.' });
  }

  function edit(
    { maintenance, version }: { readonly maintenance: MaintenanceId; readonly version: number },
    { actor }: Caller,
    change: (text: ReportText) => Result<ReportText, Failure>,
  ): Written {
    const found = findReport(parts, maintenance);
    if (!found.ok) return found;
    const taken = locks.take(maintenance, actor, clock.now());
    if (!taken.ok) return taken;
    const { text, textHash } = found.value;
    const changed = change(text.text);
    if (!changed.ok) return changed;
    if (text.version === version && toCanonicalJson(changed.value) === toCanonicalJson(text.text)) {
      if (taken.value.isNew) news.changed('report');
      return succeed({ version, textHash });
    }
    return put(maintenance, version, changed.value, actor);
  }

  return {
    'report.list': () =>
      succeed(
        ledger
          .list()
          .flatMap((id) => ledger.state(id) ?? [])
          .filter(({ startedAtMs }) => startedAtMs !== undefined)
          .map((state) => toReportSummary(parts, state)),
      ),
    'report.show': ({ maintenance }, caller) => {
      const state = findState(parts, maintenance);
      if (!state.ok) return state;
      // Who may only look is not looked up in the address book; what may be done here is shown to whoever sits here.
      return succeed(toReportView(parts, locks, state.value, toPersonalCaller(parts, caller).actor));
    },
    'report.begin': (input, caller) => begin(input, caller),
    'report.redraft': (input, caller) => {
      const found = findReport(parts, input.maintenance);
      if (!found.ok) return found;
      return edit(input, caller, (text) => succeed(redraft(text, found.value.reported.whole)));
    },
    'report.writeSection': (input, caller) =>
      edit(input, caller, (text) =>
        succeed(
          withSection(text, input.section, ({ written: _, ...section }) =>
            input.written === undefined ? section : { ...section, written: input.written },
          ),
        ),
      ),
    'report.setInternal': (input, caller) =>
      edit(input, caller, (text) =>
        succeed(withSection(text, input.section, (section) => ({ ...section, isInternal: input.isInternal }))),
      ),
    'report.setNotApplicable': (input, caller) =>
      edit(input, caller, (text) =>
        succeed(
          withSection(text, input.section, ({ notApplicable: _, ...section }) =>
            input.reason === undefined ? section : { ...section, notApplicable: input.reason },
          ),
        ),
      ),
    'report.setTitle': (input, caller) => edit(input, caller, (text) => succeed({ ...text, title: input.title })),
    'report.setIncident': (input, caller) =>
      edit(input, caller, (text) => {
        if (text.kind === 'incident-report') return succeed({ ...text, incident: input.incident });
        return fail('not-now', 'Only an IncidentReport has these fields.', { advice: 'Make it one first.' });
      }),
    'report.lock': ({ maintenance }, { actor }) => {
      const found = findReport(parts, maintenance);
      if (!found.ok) return found;
      const taken = locks.take(maintenance, actor, clock.now());
      if (!taken.ok) return taken;
      if (taken.value.isNew) news.changed('report');
      const { by, sinceMs, untilMs } = taken.value.turn;
      return succeed({ by: by.name, sinceMs, untilMs, isMine: true });
    },
    'report.unlock': ({ maintenance }, { actor }) => {
      if (locks.release(maintenance, actor, clock.now())) news.changed('report');
      return succeed({});
    },
    'report.versions': ({ maintenance, before = Number.POSITIVE_INFINITY, limit }) => {
      const all = store.documents.versions(reportDocument, maintenance).filter(({ version }) => version < before);
      const versions = all.slice(0, limit).map(({ version, savedAtMs, savedBy }) => ({ version, savedAtMs, savedBy }));
      return succeed({ versions, isCut: all.length > limit });
    },
    'report.version': ({ maintenance, version }) => {
      const found = store.documents.get(reportDocument, maintenance, version);
      return found === undefined
        ? fail('no-such-version', `The report has no version ${version}.`, { advice: 'List its versions.' })
        : succeed(toTextVersion(found));
    },
    'actionItem.set': (input, caller) =>
      edit(input, caller, (text) => {
        const { item } = input;
        const index = text.actionItems.findIndex(({ id }) => id === item.id);
        if (index !== -1) return succeed({ ...text, actionItems: text.actionItems.with(index, item) });
        if (text.actionItems.length >= reportLimits.actionItems)
          return fail('too-many', `A report has at most ${reportLimits.actionItems} action items.`);
        return succeed({ ...text, actionItems: [...text.actionItems, item] });
      }),
    'actionItem.remove': (input, caller) =>
      edit(input, caller, (text) =>
        text.actionItems.some(({ id }) => id === input.item)
          ? succeed({ ...text, actionItems: text.actionItems.filter(({ id }) => id !== input.item) })
          : noSuchItem(input.item),
      ),
    'actionItem.state': ({ maintenance, item: id, state, note }, { actor }) => {
      const found = findReport(parts, maintenance);
      if (!found.ok) return found;
      const item = found.value.text.text.actionItems.find((one) => one.id === id);
      if (item === undefined) return noSuchItem(id);
      const command = { item: id, title: item.title, state, ...(note === undefined ? {} : { note }) };
      const submitted = ledger.submit(maintenance, { type: 'set-action-item-state', ...command }, actor);
      return submitted.ok ? succeed({ seq: submitted.value.seq }) : submitted;
    },
    'actionItem.export': ({ maintenance, tracker, isAll }) => {
      if (isAll && tracker !== 'csv') return allAsCsv();
      const found = findReport(parts, maintenance);
      if (!found.ok) return found;
      const { ending, ...file } = toIssueFile(toReport(parts, found.value), tracker, isAll);
      return succeed({ file: `${toFileName(found.value.state.title)}-${ending}`, ...file });
    },
    'serviceState.mark': ({ maintenance, service, level, atMs = clock.now(), note }, { actor }) => {
      const mark = { id: randomUUID(), service, level, atMs, ...(note === undefined ? {} : { note }) };
      const submitted = ledger.submit(maintenance, { type: 'mark-service', mark }, actor);
      return submitted.ok ? succeed({ seq: submitted.value.seq, mark: mark.id }) : submitted;
    },
  };

  /** The journal first: it says whether such a report may be begun, and by whom it was. */
  function begin({ maintenance, kind }: RequestParsed<'report.begin'>, { actor }: Caller): Written {
    const state = findState(parts, maintenance);
    if (!state.ok) return state;
    const text = findText(store, maintenance);
    if (text !== undefined) {
      const taken = locks.take(maintenance, actor, clock.now());
      if (!taken.ok) return taken;
    }
    // What was begun and not written, for the console ended in between, is written now.
    if (text !== undefined || state.value.postmortem.begun?.kind !== kind) {
      const begun = ledger.submit(maintenance, { type: 'begin-report', kind }, actor);
      if (!begun.ok) return begun;
    }
    const { whole: facts } = readReported(parts, state.value);
    const next = text === undefined ? toDraft(facts, kind) : redraft(text.text, facts, kind);
    return put(maintenance, text?.version ?? 0, next, actor);
  }
}

function withSection(
  text: ReportText,
  id: ReportSection['id'],
  alter: (section: ReportSection) => ReportSection,
): ReportText {
  return { ...text, sections: text.sections.map((section) => (section.id === id ? alter(section) : section)) };
}

function allAsCsv() {
  return fail(
    'csv-alone',
    'No issue is made of what is done, dropped or tracked already: all are written as plain CSV alone.',
    {
      advice: 'Ask for plain CSV, or for those that are open and tracked nowhere.',
    },
  );
}

function noSuchItem(id: string) {
  return fail('no-such-item', `The report has no action item “${id}”.`, { advice: 'Look at those it has.' });
}
