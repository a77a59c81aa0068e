/** A maintenance that stands for any: what a template is filled from while somebody writes it. */

import type { MaintenanceId, StepId } from '../ids.ts';
import type { Actor } from '../maintenance/actor.ts';
import type { JournalEvent } from '../maintenance/events.ts';
import { evolve } from '../maintenance/evolve.ts';
import type { MaintenanceState, Status, Task } from '../maintenance/state.ts';
import { toForwardTasks } from '../maintenance/tasks.ts';
import type { Release } from '../migration/release.ts';
import { type Plan, planSchema } from '../plan/plan.ts';
import type { PersonId } from '../roster/names.ts';
import { type Member, memberSchema } from '../roster/person.ts';
import { emptyRoster } from '../roster/roster.ts';
import type { Window } from '../schedule/window.ts';
import type { FactContext } from './facts-of-notice.ts';
import type { NoticeKind } from './notice.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const window: Window = {
  startMs: Date.UTC(2027, 1, 13, 21),
  endMs: Date.UTC(2027, 1, 14, 1),
  zone: 'Europe/Berlin',
};
const before: Window = { ...window, startMs: window.startMs - 7 * dayMs, endMs: window.endMs - 7 * dayMs };

const plan: Plan = planSchema.parse({
  title: 'Move the shop to the new database',
  steps: [
    { id: 'copy', kind: 'manual', phase: 'carry-out', title: 'Copy the data', estimateMs: 60 * minuteMs },
    { id: 'switch', kind: 'manual', phase: 'carry-out', title: 'Switch over', estimateMs: 90 * minuteMs },
  ],
});

const people: readonly Member[] = [
  ['ada', 'Ada Quist', 'SRE'],
  ['cleo', 'Cleo Marsh', 'EM'],
  ['dana', 'Dana Reyes', 'CES'],
].map(([id, name, role]) =>
  memberSchema.parse({ id, name, roles: [role], qualifications: [], services: [], zone: window.zone }),
);
const ada: Actor = { kind: 'person', name: 'Ada Quist', person: 'ada' as PersonId };

/** Where the maintenance stands when such a notice is sent. */
const moments: Readonly<Record<NoticeKind, readonly [status: Status, nowMs: number]>> = {
  announcement: ['scheduled', window.startMs - 8 * dayMs],
  'integration-owners': ['scheduled', window.startMs - 8 * dayMs],
  reminder: ['scheduled', window.startMs - dayMs],
  'schedule-change': ['scheduled', window.startMs - 3 * dayMs],
  'em-notification': ['scheduled', window.startMs - 15 * minuteMs],
  start: ['running', window.startMs],
  progress: ['running', window.startMs + 60 * minuteMs],
  extension: ['running', window.endMs - 30 * minuteMs],
  completion: ['completed', window.endMs - 20 * minuteMs],
  rollback: ['rolled-back', window.endMs - 20 * minuteMs],
  report: ['completed', window.endMs + 2 * dayMs],
  'pending-updates': ['scheduled', window.startMs - 8 * dayMs],
  'downtime-ahead': ['scheduled', window.startMs - dayMs],
  failure: ['completed-with-failures', window.endMs - 20 * minuteMs],
};

/** Everything that a text of that kind may ask for is said in it. */
export function toSample(kind: NoticeKind): FactContext {
  const [status, nowMs] = moments[kind];
  const [first, second] = toForwardTasks(plan);
  const isRunning = status === 'running';
  const tasks: readonly Task[] =
    first === undefined || second === undefined || status === 'scheduled'
      ? []
      : [
          { ...first, state: 'succeeded' },
          { ...second, state: isRunning ? 'ready' : kind === 'failure' ? 'failed' : 'succeeded' },
        ];
  const state: MaintenanceState = {
    ...evolve(undefined, created),
    status,
    tasks,
    ...(status === 'scheduled' ? {} : { startedAtMs: window.startMs, leader: ada }),
    ...(status === 'scheduled' || isRunning ? {} : { endedAtMs: window.endMs - 20 * minuteMs }),
    schedule: { window, changes: [postponed], emergency },
    roster: {
      ...emptyRoster,
      members: people,
      duties: { leaders: [{ person: 'ada' as PersonId }], ces: 'dana' as PersonId },
    },
    change: {
      record,
      checklist: [
        { id: 'login', text: 'Everybody can log in', settled: settled(window.endMs - 40 * minuteMs) },
        { id: 'buy', text: 'An order goes through', settled: settled(window.endMs - 30 * minuteMs) },
      ],
      decisions: [],
      closing: [],
    },
  };
  return { state, notice: { about: postponed.id }, nowMs };
}

/** A maintenance release, so that what is told of one is said as well. */
const created: JournalEvent = {
  type: 'maintenance-created',
  data: {
    title: plan.title,
    plan,
    planHash: '',
    isPractice: false,
    release: {
      environment: 'shop-production' as Release['environment'],
      fromVersion: '4.1.0',
      toVersion: '4.2.0',
      migrations: [
        { id: 'copy', sequence: 1, sha256: '', step: 'copy' as StepId },
        { id: 'switch', sequence: 2, sha256: '', step: 'switch' as StepId },
      ],
      downtime: { partialMinutes: 30, fullMinutes: 90, unknown: 0 },
      contact: 'Ben Okoye',
    },
  },
  actor: ada,
  maintenance: 'm-sample01' as MaintenanceId,
  seq: 1,
  atMs: before.startMs - 14 * dayMs,
  row: 0,
  hash: '',
  previousHash: '',
};

const postponed = {
  id: 'change-1',
  change: 'postponed',
  from: before,
  to: window,
  reason: 'The vendor needs another week.',
  atMs: before.startMs - dayMs,
  by: ada,
} as const;

const emergency = {
  justification: 'The old database loses writes.',
  isAtOnce: true,
  declaredAtMs: window.startMs - 20 * minuteMs,
  by: ada,
};

const record: MaintenanceState['change']['record'] = {
  environment: { name: 'shop-production', isProduction: true },
  services: ['Shop', 'Search'],
  releaseScope: 'Orders and prices move to the new database.',
  affectedUsers: ['Customers', 'The warehouse'],
  criteria: [],
  categories: [],
  expectedDurationMs: 3 * 60 * minuteMs,
  isAccessInterrupted: true,
  workflowsToWait: 'Checkout and refunds',
  supportOwner: 'The shop desk',
  knownIssues: [{ id: 'slow', issue: 'Search is slow.', workaround: 'Wait a minute', followUpOwner: 'Ben Okoye' }],
  touchesIntegrations: true,
  sourceSystemOwner: 'The ERP team',
  scheduledJobsOwner: 'The batch team',
  escalationPath: 'Ada Quist, then Cleo Marsh',
  venue: '#shop-maintenance',
};

function settled(atMs: number) {
  return { result: 'passed' as const, evidence: [], atMs, by: ada };
}
