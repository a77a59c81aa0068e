/** A maintenance release: its plan, and what is truthfully said of it however it goes (REL-1). */
import { describe, expect, it } from 'vitest';
import { toStanding } from '../../../src/core/gate/standing.ts';
import type { HostName, TaskId } from '../../../src/core/ids.ts';
import { type ToolState, toApplied } from '../../../src/core/migration/applied.ts';
import type { Migration } from '../../../src/core/migration/catalogue.ts';
import { toPending } from '../../../src/core/migration/pending.ts';
import { toReleaseHash, toReleasePlan } from '../../../src/core/migration/release-plan.ts';
import { toReleaseReport } from '../../../src/core/migration/release-report.ts';
import { Run } from '../maintenance/fixtures.ts';
import { catalogueOf, migrationOf } from './catalogues.ts';

const migrations = [1, 2, 3].map((sequence) =>
  migrationOf('1.1', sequence, { downtime: { kind: 'full', minutes: sequence } }),
);
const order = {
  title: 'Orders to 1.1',
  environment: 'Orders',
  fromVersion: '1.0',
  toVersion: '1.1',
  migrations,
  hosts: ['db-1' as HostName],
  measuredMs: new Map([['1.1/2', 4_000]]),
};

function begin(more: object = {}) {
  const { plan, release } = toReleasePlan({ ...order, ...more });
  return new Run(plan, { release }).start();
}
const outcomes = (run: Run) => toReleaseReport(run.state)?.migrations.map(({ outcome }) => outcome);
const withoutWayBack = (migration: Migration): Migration => ({
  ...migration,
  rollback: { kind: 'none', why: 'it only narrows' },
});
const task = (text: string) => text as TaskId;

describe('the plan of a release', () => {
  it('REL-1: has the migrations in their order, each a durable step with its way back and its estimate', () => {
    const { plan, release } = toReleasePlan(order);
    expect(plan.steps).toMatchObject(
      ['1-1-1', '1-1-2', '1-1-3'].map((id, index) => ({
        id,
        kind: 'command',
        phase: 'carry-out',
        mode: 'durable',
        onFailure: 'stop',
        retries: 0,
        hosts: ['db-1'],
        script: `apply 1.1 ${index + 1}`,
        rollback: { kind: 'script', script: `undo 1.1 ${index + 1}` },
        estimateMs: [60_000, 4_000, 180_000][index],
      })),
    );
    expect(release.migrations.map(({ id, step }) => [id, step])).toEqual([
      ['1.1/1', '1-1-1'],
      ['1.1/2', '1-1-2'],
      ['1.1/3', '1-1-3'],
    ]);
  });

  it('REL-10: is the same release on other hosts, and another one with another script, order or way back', () => {
    const [first, second] = [toReleasePlan(order), toReleasePlan({ ...order, hosts: ['db-2' as HostName] })];
    expect(toReleaseHash(first.release.migrations)).toBe(toReleaseHash(second.release.migrations));
    expect(toReleaseHash(migrations)).toBe(toReleaseHash(first.release.migrations));
    const [a, b, c] = migrations;
    if (a === undefined || b === undefined || c === undefined) throw new Error('three migrations');
    for (const other of [
      [b, a, c],
      [a, b],
      [a, b, { ...c, sha256: '0'.repeat(64) }],
      [a, b, { ...c, undoSha256: '0'.repeat(64) }],
    ])
      expect(toReleaseHash(other)).not.toBe(toReleaseHash(migrations));
  });
});

describe('what is said of a release', () => {
  it('REL-1: names what is applied, what failed and what was not tried; a retry of the failed one goes on', () => {
    const run = begin();
    expect(toReleaseReport(run.state)).toMatchObject({
      outcome: 'going',
      says: '0 of 3 applied; not tried: 1.1/1, 1.1/2, 1.1/3.',
    });
    run.attempt(task('1-1-1@db-1'), 0);
    run.attempt(task('1-1-2@db-1'), 3);
    const report = toReleaseReport(run.state);
    expect(report).toMatchObject({ outcome: 'going', isTroubled: true });
    expect(report?.says).toBe('1 of 3 applied; failed: 1.1/2; not tried: 1.1/3.');
    run.must({ type: 'retry', task: task('1-1-2@db-1'), reason: 'the lock is gone' });
    run.attempt(task('1-1-2@db-1'), 0);
    expect(outcomes(run)).toEqual(['applied', 'applied', 'not-tried']);
    expect(toReleaseReport(run.state)?.migrations[0]?.durationMs).toBeGreaterThanOrEqual(0);
  });

  it('says that what was undone is undone, and it is pending again; an abort leaves what was applied applied', () => {
    const environment = { version: '1.0' };
    const catalogue = catalogueOf(migrations);
    const due = (run: Run) =>
      toPending({ environment, catalogue, applied: toApplied('orders', [run.state], undefined) }).rows.map(
        ({ state }) => state,
      );
    const back = begin();
    back.attempt(task('1-1-1@db-1'), 0);
    back.attempt(task('1-1-2@db-1'), 3);
    expect(due(back)).toEqual(['applied', 'failed', 'pending']);
    back.must({ type: 'roll-back', reason: 'the second failed' });
    expect(outcomes(back)).toEqual(['applied', 'failed', 'not-tried']);
    back.attempt(task('1-1-2~back@db-1'), 0);
    back.attempt(task('1-1-1~back@db-1'), 1);
    expect(outcomes(back)).toEqual(['undo-failed', 'undone', 'not-tried']);
    expect(due(back)).toEqual(['failed', 'pending', 'pending']);

    const stopped = begin({ migrations: migrations.map((one) => (one.sequence === 1 ? withoutWayBack(one) : one)) });
    stopped.attempt(task('1-1-1@db-1'), 0);
    stopped.attempt(task('1-1-2@db-1'), 3);
    stopped.must({ type: 'roll-back', reason: 'the second failed' });
    stopped.attempt(task('1-1-2~back@db-1'), 0);
    stopped.must({ type: 'await', task: task('1-1-1~back@db-1'), for: 'person' });
    expect(outcomes(stopped)).toEqual(['running', 'undone', 'not-tried']);
    stopped.must({ type: 'abort', reason: 'the first has no way back' });
    expect(outcomes(stopped)).toEqual(['applied', 'undone', 'not-tried']);
    expect(due(stopped)).toEqual(['applied', 'pending', 'pending']);
    expect(toStanding(stopped.state)).toEqual({ kind: 'failed', how: 'aborted', migrations: ['1.1/2'] });

    const left = begin();
    left.attempt(task('1-1-1@db-1'), 0);
    left.must({ type: 'abort', reason: 'the window is over' });
    expect(toReleaseReport(left.state)).toMatchObject({ outcome: 'failed', isTroubled: false });
    expect(due(left)).toEqual(['applied', 'pending', 'pending']);
    expect(toApplied('other', [left.state], undefined).size).toBe(0);
  });

  it('lets a table that was read later have the last word, and a restore forget what was before it', () => {
    const run = begin();
    run.attempt(task('1-1-1@db-1'), 0);
    const read = (readAtMs: number) => toApplied('Orders', [run.state], { readAtMs, entries: [] });
    expect(read(0).get('1.1/1')?.state).toBe('applied');
    expect(read(run.nowMs + 1).has('1.1/1')).toBe(false);
    expect(toApplied('Orders', [run.state], undefined, run.nowMs + 1).has('1.1/1')).toBe(false);
  });

  it('keeps a failure for as long as the table has no word on that migration', () => {
    const run = begin();
    run.attempt(task('1-1-1@db-1'), 0);
    run.attempt(task('1-1-2@db-1'), 3);
    const readAtMs = run.nowMs + 1;
    const read = (entries: ToolState['entries']) => toApplied('Orders', [run.state], { readAtMs, entries });
    expect(read([]).get('1.1/2')?.state).toBe('failed');
    expect(read([]).has('1.1/1')).toBe(false);
    expect(read([{ id: '1.1/2', state: 'applied' }]).get('1.1/2')?.state).toBe('applied');
    expect(toApplied('Orders', [run.state], { readAtMs, entries: [] }, readAtMs).size).toBe(0);
    run.must({ type: 'roll-back', reason: 'the second failed' });
    run.attempt(task('1-1-2~back@db-1'), 0);
    run.attempt(task('1-1-1~back@db-1'), 0);
    const later = { readAtMs: run.nowMs + 1, entries: [] };
    expect(toApplied('Orders', [run.state], later).has('1.1/2')).toBe(false);
  });
});
