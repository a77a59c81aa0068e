/** The rules about the change record: nothing is empty when it is scheduled, and the inputs are written down (`CHG-1`, `CHG-2`, `CHG-5`). */
import { toSentAtMs } from '../../notice/notice.ts';
import type { Facts } from '../facts.ts';
import type { FindingAction } from '../finding.ts';
import { type Outcome, type RuleInput, satisfied, violated } from '../rule.ts';

/** The parts of `CHG-1` that are empty now, in the words of the record. */
export function findEmptyParts({ change, schedule, roster }: Facts): readonly string[] {
  const { record } = change;
  const owner = record.validationOwner ?? roster.duties.validationOwner;
  return namesOfEmpty([
    ['deployment model', isWritten(record.deploymentModel)],
    ['product scope', isWritten(record.productScope)],
    ['customer change process', isWritten(record.customerChangeProcess)],
    ['window', schedule.window !== undefined],
    ['validation owner', isWritten(owner)],
    ['rollback criteria', record.criteria.length > 0],
  ]);
}

export function isRecordWhole({ facts }: RuleInput): Outcome {
  return judge(findEmptyParts(facts), 'Every part of the record is filled in.');
}

export function areInputsWritten({ facts }: RuleInput): Outcome {
  const { record } = facts.change;
  const owner = record.communicationOwner ?? facts.roster.duties.communicationOwner;
  const empty = namesOfEmpty([
    ['release scope', isWritten(record.releaseScope)],
    ['affected users', record.affectedUsers.length > 0],
    ['validation plan', isWritten(record.validationPlan)],
    ['window', facts.schedule.window !== undefined],
    ['expected duration', record.expectedDurationMs !== undefined],
    ['communication owner', isWritten(owner)],
    ['escalation path', isWritten(record.escalationPath)],
    ['rollback criteria', record.criteria.length > 0],
    ...record.knownIssues.flatMap(({ issue, workaround, followUpOwner }) => [
      [`workaround of “${issue}”`, isWritten(workaround)] as const,
      [`follow-up owner of “${issue}”`, isWritten(followUpOwner)] as const,
    ]),
  ]);
  return judge(empty, 'Every input is written down.');
}

/** What a notice before the window has to tell; and for a change that touches integrations, whom to tell (`CHG-5`). */
export function canNoticesTell({ facts }: RuleInput): Outcome {
  const { record } = facts.change;
  const touches = record.touchesIntegrations === true;
  const empty = namesOfEmpty([
    ['environment', record.environment !== undefined],
    ['start', facts.schedule.window !== undefined],
    ['expected duration', record.expectedDurationMs !== undefined],
    ['whether access is interrupted', record.isAccessInterrupted !== undefined],
    ['which workflows should wait', isWritten(record.workflowsToWait)],
    ['who owns support', isWritten(record.supportOwner)],
    ['whether integrations are touched', record.touchesIntegrations !== undefined],
    ['source-system owner', !touches || isWritten(record.sourceSystemOwner)],
    ['owner of scheduled jobs', !touches || isWritten(record.scheduledJobsOwner)],
  ]);
  if (empty.length > 0) return judge(empty, '');
  if (!touches) return satisfied('The notices can say all that people need to know.');
  const owners = `${record.sourceSystemOwner} and ${record.scheduledJobsOwner}`;
  const isTold = facts.notices.notices.some(
    (notice) => notice.kind === 'integration-owners' && toSentAtMs(notice) !== undefined,
  );
  return isTold
    ? satisfied(`The notices can say all that people need to know; ${owners} were told.`)
    : violated(`The change touches integrations, and ${owners} have not been told.`, {
        label: 'Send the notice to the owners of integrations',
        place: 'notices',
      });
}

const fillIn: FindingAction = { label: 'Fill in the change record', place: 'brief' };

function judge(empty: readonly string[], whole: string): Outcome {
  if (empty.length === 0) return satisfied(whole);
  return violated(
    `${empty.length === 1 ? 'One part is' : `${empty.length} parts are`} empty: ${empty.join(', ')}.`,
    fillIn,
    empty.map((text) => ({ text: `${text} is empty` })),
  );
}

function namesOfEmpty(parts: readonly (readonly [name: string, isThere: boolean])[]): readonly string[] {
  return parts.filter(([, isThere]) => !isThere).map(([name]) => name);
}

function isWritten(text: string | undefined): boolean {
  return text !== undefined && text.trim() !== '';
}
