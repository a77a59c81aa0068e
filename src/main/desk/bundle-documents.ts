/** The texts of a bundle beside journal and output: everything that people look for by itself, as of the same moment. */
import { attemptsName } from '../../core/bundle/layout.ts';
import type { MaintenanceState } from '../../core/maintenance/state.ts';
import { toMarkdown } from '../../core/plan/markdown/to-markdown.ts';
import { evaluate } from '../../core/policy/evaluate.ts';
import type { Finding } from '../../core/policy/finding.ts';
import { toCanonicalJson } from '../../core/text/canonical-json.ts';
import type { BundleDocument } from '../bundle/source.ts';
import type { DeskParts } from './parts.ts';
import { readTeamPolicy } from './team-policy.ts';

export function toFindings(
  { store }: Pick<DeskParts, 'store'>,
  state: MaintenanceState,
  atMs: number,
): readonly Finding[] {
  return evaluate(state.schedule.frozen?.policy ?? readTeamPolicy(store), state, atMs);
}

export function toBundleDocuments(
  { store }: Pick<DeskParts, 'store'>,
  state: MaintenanceState,
  findings: readonly Finding[],
): readonly BundleDocument[] {
  const { schedule, change } = state;
  const report = store.documents.get('report', state.id);
  return [
    { name: 'plan.md', text: toMarkdown(state.plan) },
    toJson('plan', { plan: state.plan, planHash: state.planHash }),
    toJson('record', { change, schedule }),
    toJson('roster', state.roster),
    toJson('findings', findings),
    toJson('approvals', state.consent),
    toJson('notices', state.notices),
    toJson('backups', state.backups),
    { name: attemptsName, text: toText(store.copying.attempts(state.id)) },
    ...(report === undefined ? [] : [toJson('report', report)]),
  ];
}

function toJson(name: string, value: unknown): BundleDocument {
  return { name: `${name}.json`, text: toText(value) };
}

function toText(value: unknown): string {
  return `${toCanonicalJson(value)}\n`;
}
