/** How a backup stands: tools before words, each with who says so; its pace; and its copies. */
import { describe, expect, it } from 'vitest';
import { toSaid } from '../../../src/core/backup/backup.ts';
import { toBackupStanding, toCopyStandings } from '../../../src/core/backup/standing.ts';
import { ada, backup, check, host, reading } from './fixtures.ts';

const hourMs = 3_600_000;
const growing = (atMs: number, more: object) =>
  check(atMs, 'look', reading('present', { refutes: 'complete', ...more }));

describe('what is known', () => {
  it('is by a person’s word where no tool was asked, and says whose', () => {
    const { percent, isComplete, started, level } = toBackupStanding(backup([], { percent: 100, startedAtMs: 7 }));
    const source = { kind: 'person', by: ada, atMs: 1 };
    expect({ percent, isComplete, started, level }).toEqual({
      percent: { value: 100, source },
      isComplete: { value: true, source },
      started: { value: 7, source },
      level: 'none',
    });
  });

  it('is by the tool where it was asked, whatever people say', () => {
    const looked = growing(5, { percent: 99, startedAtMs: 3 });
    const standing = toBackupStanding(backup([looked], { percent: 100, startedAtMs: 1 }));
    expect(standing.percent).toEqual({ value: 99, source: { kind: 'tool', check: looked } });
    expect(standing.started).toMatchObject({ value: 3, source: { kind: 'tool' } });
    expect(standing.isComplete?.value).toBe(false);
    expect(standing.problems).toEqual(['It is said to be at 100 %, and its tool says that it is not complete.']);
  });

  it('keeps a person’s word where the tool cannot tell', () => {
    const looked = check(5, 'look', reading('present', { content: { sizeBytes: 5 } }));
    const standing = toBackupStanding(backup([looked], { percent: 100 }));
    expect(standing.isComplete).toMatchObject({ value: true, source: { kind: 'person' } });
    expect(standing.sizeBytes).toMatchObject({ value: 5, source: { kind: 'tool' } });
  });

  it('is at 100 % where it is complete, and below that where it is not, whatever its log says', () => {
    const done = check(5, 'look', reading('complete', { percent: 97 }));
    expect(toBackupStanding(backup([done])).percent?.value).toBe(100);
    expect(toBackupStanding(backup([growing(5, { percent: 100 })])).percent?.value).toBe(99.9);
  });

  it('counts a percentage by the size that is expected, and never up to the end', () => {
    const expects = { sizeBytes: 1_000 };
    const at = (sizeBytes: number) =>
      toBackupStanding(backup([growing(5, { content: { sizeBytes } })], { expects })).percent?.value;
    expect([at(250), at(999), at(4_000)]).toEqual([25, 99, 99]);
  });

  it('says that a check could not be made, and keeps what was known', () => {
    const verified = check(5, 'verify', reading('readable'));
    const silent = check(6, 'verify', reading('none', { problems: ['pg_restore is not installed on store-1.'] }));
    expect(toBackupStanding(backup([verified, silent]))).toMatchObject({
      level: 'readable',
      problems: ['pg_restore is not installed on store-1.'],
    });
  });
});

describe('the pace', () => {
  const expects = { sizeBytes: 1_000 };
  const sizes = [100, 200, 300].map((sizeBytes, index) => growing(index * hourMs, { content: { sizeBytes } }));

  it('of what is watched tells when it will be complete', () => {
    expect(toBackupStanding(backup(sizes, { expects })).projection).toMatchObject({
      completeAtMs: 9 * hourMs,
      basis: 'size',
      first: { percent: 10 },
      last: { percent: 30 },
    });
  });

  it('warns where that is after the window begins', () => {
    const late = 'At the pace it has, it will not be complete when the window begins.';
    expect(toBackupStanding(backup(sizes, { expects }), 8 * hourMs).problems).toEqual([late]);
    expect(toBackupStanding(backup(sizes, { expects }), 10 * hourMs).problems).toEqual([]);
  });

  it('is the tool’s own percentage where it has one, since it last began anew', () => {
    const anew = [80, 90, 10, 20].map((percent, index) => growing(index * hourMs, { percent }));
    expect(toBackupStanding(backup(anew)).projection).toMatchObject({
      completeAtMs: 11 * hourMs,
      first: { percent: 10 },
    });
  });

  it('stands still where it has not grown', () => {
    const still = [50, 50].map((percent, index) => growing(index * hourMs, { percent }));
    expect(toBackupStanding(backup(still)).problems).toContain('It has not grown since it was last looked at.');
  });

  it('is not guessed from one look, from two at the same moment, or of what is complete', () => {
    expect(toBackupStanding(backup(sizes.slice(0, 1), { expects })).projection).toBeUndefined();
    expect(
      toBackupStanding(backup([growing(1, { percent: 1 }), growing(2, { percent: 9 })])).projection,
    ).toBeUndefined();
    expect(toBackupStanding(backup([...sizes, check(9, 'look', reading('complete'))])).projection).toBeUndefined();
  });
});

describe('a copy elsewhere', () => {
  const reachable = {
    id: 'c1',
    where: 'the vault',
    by: 'Bo',
    subject: { tool: 'pg-dump' as const, on: host('vault'), path: '/b' },
  };
  const sha256 = 'a'.repeat(64);
  const main = check(5, 'verify', reading('readable', { content: { sha256, sizeBytes: 9 } }));
  const of = (found: Parameters<typeof reading>) =>
    check(6, 'verify', reading(...found), { copy: 'c1', on: host('vault') });

  it('that nobody can look at is somebody’s word', () => {
    const [standing] = toCopyStandings(backup([], { copies: [{ where: 'archive.org', by: 'Bo' }] }));
    expect(standing).toMatchObject({ level: 'none', word: { by: 'Bo' } });
  });

  it('that can be looked at is what its checks prove, and not what those of the backup do', () => {
    const [standing] = toCopyStandings(backup([main], { copies: [reachable] }));
    expect(standing).toEqual({ copy: reachable, level: 'none' });
    const [verified] = toCopyStandings(
      backup([main, of(['readable', { content: { sha256 } }])], { copies: [reachable] }),
    );
    expect(verified).toMatchObject({ level: 'readable' });
    expect(verified?.trouble).toBeUndefined();
  });

  it('is no copy where its SHA-256 is another one', () => {
    const other = of(['readable', { content: { sha256: 'b'.repeat(64), sizeBytes: 9 } }]);
    const [standing] = toCopyStandings(backup([main, other], { copies: [reachable] }));
    expect(standing?.trouble?.says).toEqual([
      'It is not the same as the backup: another SHA-256, and 9 bytes where the backup has 9 bytes.',
    ]);
  });

  it('is confirmed by a person who says how they know', () => {
    const confirmations = [{ copy: 'c1', how: 'counted the tapes', by: ada, atMs: 8 }];
    const [standing] = toCopyStandings(backup([], { copies: [reachable], confirmations }));
    expect(standing?.word).toEqual({ by: 'Ada', atMs: 8, how: 'counted the tapes' });
  });
});

it('what was said of it is told from what was found', () => {
  const known = backup([check(1, 'look', reading('complete'))]);
  expect(Object.keys(toSaid(known)).toSorted()).toEqual(['copies', 'id', 'percent', 'place', 'subject', 'what']);
});
