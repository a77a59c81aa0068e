/** The projected end of a run, by its estimates. */
import { expect, test } from 'vitest';
import { restEstimateMs } from '../../../src/core/maintenance/projection.ts';
import type { MaintenanceState, Task, TaskState } from '../../../src/core/maintenance/state.ts';
import { toForwardTasks } from '../../../src/core/maintenance/tasks.ts';
import { planSchema } from '../../../src/core/plan/plan.ts';

const plan = planSchema.parse({
  title: 'Move',
  steps: [
    { id: 'one', phase: 'prepare', kind: 'manual', title: 'One', estimateMs: 60_000 },
    { id: 'two', phase: 'carry-out', kind: 'wait', title: 'Two', waitMs: 30_000 },
    { id: 'three', phase: 'carry-out', kind: 'manual', title: 'Three' },
    { id: 'back', phase: 'roll-back', kind: 'manual', title: 'Back', estimateMs: 999_000 },
  ],
});

function run(status: MaintenanceState['status'], change: (task: Task) => Partial<Task> = () => ({})): MaintenanceState {
  const tasks = toForwardTasks(plan).map((task) => ({ ...task, ...change(task) }));
  // Only what a projection reads; the rest of a state says nothing of time.
  return { status, plan, tasks } as unknown as MaintenanceState;
}

test('before the start it is the sum of the estimates, without the way back', () => {
  expect(restEstimateMs(run('draft'), 0)).toBe(90_000);
});

test('what runs counts with what is left of it, and never below nothing', () => {
  const begun = (beganAtMs: number) =>
    run('running', ({ step }) => (step === 'one' ? { state: 'running' as TaskState, beganAtMs } : {}));
  expect(restEstimateMs(begun(0), 45_000)).toBe(45_000);
  expect(restEstimateMs(begun(0), 600_000)).toBe(30_000);
});

test('steps that run together count as long as the longest of them, where they may', () => {
  const steps = plan.steps.map((step) =>
    step.id === 'three' ? { ...step, withPrevious: true, estimateMs: 50_000 } : step,
  );
  const grouped = planSchema.parse({ ...plan, steps });
  expect(restEstimateMs({ ...run('draft'), plan: grouped }, 0)).toBe(110_000);
  const begun = (isSimultaneous: boolean) => ({ ...run('running'), plan: grouped, isSimultaneous });
  expect(restEstimateMs(begun(true), 0)).toBe(110_000);
  expect(restEstimateMs(begun(false), 0)).toBe(140_000);
});

test('what is settled counts nothing', () => {
  expect(
    restEstimateMs(
      run('running', () => ({ state: 'succeeded' })),
      0,
    ),
  ).toBe(0);
});
