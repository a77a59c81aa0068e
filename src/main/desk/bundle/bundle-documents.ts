/** The texts of a bundle beside journal and output: everything that people look for by itself, as of the same moment. */
import { announcementName, attemptsName, policyName, reportName, reportTextName } from '../../../core/bundle/layout.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { toMarkdown } from '../../../core/plan/markdown/to-markdown.ts';
import { evaluate } from '../../../core/policy/evaluate.ts';
import type { Finding } from '../../../core/policy/finding.ts';
import type { Policy } from '../../../core/policy/policy.ts';
import { renderReport } from '../../../core/postmortem/render/render.ts';
import { toCanonicalJson } from '../../../core/text/canonical-json.ts';
import type { BundleDocument } from '../../bundle/source.ts';
import { readTeamPolicy } from '../maintenance/team-policy.ts';
import type { DeskParts } from '../parts.ts';
import { findAnnouncement, findReport, toReport } from '../report/report-book.ts';

export function toFindings(
  { store }: Pick<DeskParts, 'store'>,
  state: MaintenanceState,
  atMs: number,
): readonly Finding[] {
  return evaluate(policyOf({ store }, state), state, atMs);
}

/** What its findings are found by: once frozen it stays, whatever the team does to its own. */
function policyOf({ store }: Pick<DeskParts, 'store'>, { schedule }: MaintenanceState): Policy {
  return schedule.frozen?.policy ?? readTeamPolicy(store);
}

export function toBundleDocuments(
  parts: Pick<DeskParts, 'store' | 'ledger' | 'clock'>,
  state: MaintenanceState,
  findings: readonly Finding[],
): readonly BundleDocument[] {
  const { schedule, change } = state;
  return [
    { name: 'plan.md', text: toMarkdown(state.plan) },
    toJson('plan', { plan: state.plan, planHash: state.planHash }),
    toJson('record', { change, schedule }),
    toJson('roster', state.roster),
    toJson('findings', findings),
    toJson('approvals', state.consent),
    toJson('notices', state.notices),
    toJson('backups', state.backups),
    { name: policyName, text: toText(policyOf(parts, state)) },
    { name: attemptsName, text: toText(parts.store.copying.attempts(state.id)) },
    ...toReportDocuments(parts, state),
  ];
}

/** The report for the team, where one was begun: to be read, and to be read by a program. */
function toReportDocuments(
  parts: Pick<DeskParts, 'store' | 'ledger' | 'clock'>,
  { id }: MaintenanceState,
): readonly BundleDocument[] {
  const found = findReport(parts, id);
  if (!found.ok) return [];
  const report = toReport(parts, found.value);
  const { version: _, ...written } = found.value.text;
  const announcement = findAnnouncement(parts.store, id);
  return [
    ...(['markdown', 'json'] as const).flatMap((format) => {
      const rendered = renderReport(report, format, { audience: 'internal', form: 'whole' });
      return rendered.ok ? [{ name: format === 'json' ? 'report.json' : reportName, text: rendered.value }] : [];
    }),
    { name: reportTextName, text: toText(written) },
    ...(announcement === undefined ? [] : [{ name: announcementName, text: toText(announcement.body) }]),
  ];
}

function toJson(name: string, value: unknown): BundleDocument {
  return { name: `${name}.json`, text: toText(value) };
}

function toText(value: unknown): string {
  return `${toCanonicalJson(value)}\n`;
}
