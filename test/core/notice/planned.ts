/** A scheduled maintenance with its notices, for the tests of notices. */
import type { ChangeRecord } from '../../../src/core/change/record.ts';
import { emptyRecord } from '../../../src/core/change/record.ts';
import { defaultNoticePlan, toFirstNotices } from '../../../src/core/notice/notice-plan.ts';
import { defaultPolicy } from '../../../src/core/policy/default-policy.ts';
import type { PersonId } from '../../../src/core/roster/names.ts';
import { noRules } from '../../fixtures/no-rules.ts';
import { Run, toPlan } from '../maintenance/fixtures.ts';

export const dayMs = 86_400_000;
export const minuteMs = 60_000;
/** 2026-11-24 22:00 in Berlin. */
export const window = { startMs: Date.UTC(2026, 10, 24, 21), endMs: Date.UTC(2026, 10, 24, 23), zone: 'Europe/Berlin' };

export const record: ChangeRecord = {
  ...emptyRecord,
  environment: { name: 'shop-production', isProduction: true },
  isAccessInterrupted: true,
  workflowsToWait: 'Checkout',
  supportOwner: 'Shop support',
};

/** With every notice of the default plan, through `channels`; nothing sent. */
export function plannedRun(channels: readonly string[] = []): Run {
  const run = new Run(
    toPlan([{ id: 'work', kind: 'manual', phase: 'carry-out', title: 'Work', estimateMs: 30 * minuteMs }]),
  );
  run.nowMs = window.startMs - 10 * dayMs;
  for (const notice of toFirstNotices(defaultNoticePlan, defaultPolicy.numbers.announcedDaysAhead))
    run.must({ type: 'plan-notice', notice: { ...notice, channels: [...channels] } });
  run.must({ type: 'change-record', record });
  const member = { qualifications: [], services: [], zone: 'UTC' };
  run.must({
    type: 'involve',
    members: [
      { ...member, id: 'eve' as PersonId, name: 'Eve', roles: ['EM'] },
      { ...member, id: 'cleo' as PersonId, name: 'Cleo', roles: ['CES'] },
    ],
  });
  run.must({ type: 'set-window', window });
  run.must({ type: 'schedule', policy: noRules });
  return run;
}

let sendings = 0;

/** Sends a notice and lets it arrive. */
export function sendNotice(run: Run, notice: string, channel = 'chat'): void {
  const sending = `sent-${++sendings}`;
  run.must({ type: 'begin-sending', notice, sending, channel, subject: 'S', text: 'T' });
  run.must({ type: 'report-sending-done', notice, sending }, { kind: 'console', name: 'Drydock' });
}
