/** The page of the change record, as the brief has it: what is changed and for whom, when one turns back, and what was decided by that. */
import type { ChangeRecord } from '../change/record.ts';
import type { MaintenanceState } from '../maintenance/state.ts';
import { toDurationText } from '../text/duration.ts';
import type { PageBlock } from './page.ts';
import { toTable, toTime } from './table.ts';

export function toRecord({ change, schedule }: MaintenanceState): readonly PageBlock[] {
  const { record, decisions } = change;
  const { window } = schedule;
  const facts = [
    ['Window', window === undefined ? '' : `${toTime(window.startMs)} to ${toTime(window.endMs)}`],
    ...toFacts(record),
  ].filter(([, text]) => text !== undefined && text !== '');
  return [
    ...toTable(
      ['What', 'As it was written'],
      facts.map(([name = '', text = '']) => ({ cells: [name, text] })),
    ),
    ...toTable(
      ['When', 'Then', 'Decided by'],
      record.criteria.map(({ condition, action, decidedBy }) => ({ cells: [condition, action, decidedBy] })),
      'When one turns back',
    ),
    ...toTable(
      ['Criterion', 'Decision', 'Because', 'By', 'When'],
      decisions.map(({ criterion, decision, reason, by, atMs }) => ({
        cells: [criterion.condition, decision.replaceAll('-', ' '), reason, by.name, toTime(atMs)],
      })),
      'Decisions',
    ),
    ...toTable(
      ['Issue', 'Workaround', 'Follow-up'],
      record.knownIssues.map(({ issue, workaround, followUpOwner }) => ({
        cells: [issue, workaround ?? '', followUpOwner ?? ''],
      })),
      'Known issues',
    ),
  ];
}

function toFacts(record: ChangeRecord): readonly (readonly [string, string | undefined])[] {
  const { environment, expectedDurationMs: expected } = record;
  const yes = (is: boolean | undefined) => (is === undefined ? undefined : is ? 'yes' : 'no');
  const where = environment && `${environment.name}${environment.isProduction ? ', production' : ''}`;
  return [
    ['Environment', where],
    ['Services', record.services.join(', ')],
    ['Categories', record.categories.join(', ')],
    ['Release', record.releaseScope],
    ['Product', record.productScope],
    ['Deployment', record.deploymentModel],
    ['Affected users', record.affectedUsers.join('\n')],
    ['Access is interrupted', yes(record.isAccessInterrupted)],
    ['Work that waits', record.workflowsToWait],
    ['Expected to last', expected === undefined ? undefined : toDurationText(expected)],
    ['Validation', record.validationPlan],
    ['Validated by', record.validationOwner],
    ['Customer’s process', record.customerChangeProcess],
    ['Communication', record.communicationOwner],
    ['Escalation', record.escalationPath],
    ['Support', record.supportOwner],
    ['Touches integrations', yes(record.touchesIntegrations)],
    ['Source systems', record.sourceSystemOwner],
    ['Scheduled jobs', record.scheduledJobsOwner],
    ['Written down at', record.venue],
  ];
}
