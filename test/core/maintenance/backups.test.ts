/** What the journal keeps of backups: the words of people, what tools found of exactly what was recorded, and where machines are. */
import { describe, expect, it } from 'vitest';
import type { Backup } from '../../../src/core/backup/backup.ts';
import type { Subject } from '../../../src/core/backup/subject.ts';
import type { Command } from '../../../src/core/maintenance/commands.ts';
import { host, reading } from '../backup/fixtures.ts';
import { commandStep, engine, leader, Run, toPlan } from './fixtures.ts';

const subject: Subject = { tool: 'tar', on: host('store-1'), path: '/b/x.tar' };
const vault: Subject = { tool: 'tar', on: host('vault'), path: '/b/x.tar' };
const backup: Backup = {
  id: 'db',
  what: 'the database',
  place: '/b/x.tar',
  percent: 0,
  subject,
  copies: [
    { id: 'c1', where: 'the vault', by: 'Bo', subject: vault },
    { where: 'archive.org', by: 'Bo' },
  ],
};
const record = (more: Partial<Backup> = {}): Command => ({ type: 'record-backup', backup: { ...backup, ...more } });
const report = (more: Partial<Extract<Command, { type: 'report-backup-check' }>> = {}): Command => ({
  type: 'report-backup-check',
  backup: 'db',
  action: 'verify',
  subject,
  errand: 'e1',
  reading: reading('readable'),
  ...more,
});
const recorded = () => {
  const run = new Run(toPlan([commandStep('move')]));
  run.must(record());
  return run;
};
const known = (run: Run) => run.state.backups.backups[0];

describe('what a check found', () => {
  it('is kept with when, where and by which errand', () => {
    const run = recorded();
    run.must(report(), engine);
    expect(known(run)?.checks).toEqual([
      { action: 'verify', tool: 'tar', on: 'store-1', errand: 'e1', reading: reading('readable'), atMs: run.nowMs },
    ]);
    run.must(report({ copy: 'c1', subject: vault }), engine);
    expect(known(run)?.checks?.[1]).toMatchObject({ copy: 'c1', on: 'vault' });
  });

  it('is refused where it is of something that was recorded otherwise since, or is gone', () => {
    const run = recorded();
    expect(run.give(report({ subject: vault }), engine)?.kind).toBe('too-late');
    expect(run.give(report({ copy: 'c1' }), engine)?.kind).toBe('too-late');
    expect(run.give(report({ backup: 'other' }), engine)?.kind).toBe('too-late');
    run.must({ type: 'remove-backup', backup: 'db' });
    expect(run.give(report(), engine)?.kind).toBe('too-late');
  });

  it('stays while it is looked at as before, whatever else is said of it', () => {
    const run = recorded();
    run.must(report(), engine);
    run.must(record({ percent: 100, copies: [] }));
    expect(known(run)).toMatchObject({ percent: 100, checks: [{ errand: 'e1' }] });
    run.must(record({ subject: { ...subject, path: '/b/y.tar' } }));
    expect(known(run)?.checks).toBeUndefined();
  });

  it('of a copy goes with that copy', () => {
    const run = recorded();
    run.must(report({ copy: 'c1', subject: vault }), engine);
    run.must(record({ percent: 50 }));
    expect(known(run)?.checks).toHaveLength(1);
    run.must(record({ copies: [] }));
    expect(known(run)?.checks).toBeUndefined();
  });

  it('is of another one where somebody says that what is there now is the backup', () => {
    const run = recorded();
    expect(run.give({ type: 'renew-backup', backup: 'db', reason: 'made anew' })?.kind).toBe('not-now');
    run.must(report(), engine);
    run.must(report({ copy: 'c1', subject: vault }), engine);
    run.must({ type: 'renew-backup', backup: 'db', reason: 'made anew' });
    expect(known(run)?.checks).toMatchObject([{ copy: 'c1' }]);
  });

  it('is not kept without end: looks are many, and say little each', () => {
    const run = recorded();
    run.must(report(), engine);
    for (let look = 0; look < 70; look++) run.must(report({ action: 'look', errand: `look-${look}` }), engine);
    expect(known(run)?.checks).toHaveLength(61);
    expect(known(run)?.checks?.[0]?.errand).toBe('e1');
    expect(known(run)?.checks?.at(-1)?.errand).toBe('look-69');
  });
});

describe('a copy', () => {
  it('is confirmed by a person alone, and each by its name', () => {
    const run = recorded();
    const confirm: Command = { type: 'confirm-backup-copy', backup: 'db', copy: 'c1', how: 'saw it' };
    expect(run.give(confirm, engine)?.kind).toBe('not-ready');
    expect(run.give({ ...confirm, copy: 'c2' })?.kind).toBe('not-now');
    run.must(confirm);
    run.must({ ...confirm, how: 'saw it again' });
    expect(known(run)?.confirmations).toEqual([{ copy: 'c1', how: 'saw it again', by: leader, atMs: run.nowMs }]);
    run.must(record({ copies: [{ id: 'c1', where: 'another vault', by: 'Bo', subject: vault }] }));
    expect(known(run)?.confirmations).toBeUndefined();
  });
});

it('a machine says where it is, and the newest word counts', () => {
  const run = recorded();
  const told = { host: host('db-1'), address: '10.0.0.1', port: 22, keys: [], addresses: [], places: [] };
  run.must({ type: 'report-whereabouts', ...told, bootId: 'one' }, engine);
  run.must({ type: 'report-whereabouts', ...told, bootId: 'two' }, engine);
  expect(run.state.backups.whereabouts).toEqual([{ ...told, bootId: 'two', atMs: run.nowMs }]);
  run.must(record({ percent: 7 }));
  expect(run.state.backups.whereabouts).toHaveLength(1);
});

it('nothing is found or said of backups once the maintenance is over', () => {
  const run = recorded();
  run.start().must({ type: 'abort', reason: 'rain' });
  expect([report(), record()].map((command) => run.give(command, engine)?.kind)).toEqual(['not-now', 'not-now']);
});
