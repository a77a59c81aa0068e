/** What checks prove together, and what takes it away again. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Check } from '../../../src/core/backup/check.ts';
import { isAtLeast, levels } from '../../../src/core/backup/level.ts';
import { toProof } from '../../../src/core/backup/proof.ts';
import { actions } from '../../../src/core/backup/tools/tool.ts';
import { check, reading } from './fixtures.ts';

const here = { sizeBytes: 100, modifiedAtMs: 5 };
const sealed = { ...here, sha256: 'a'.repeat(64) };
const look = (atMs: number, more = {}) => check(atMs, 'look', reading('complete', { content: here, ...more }));
const verified = check(2, 'verify', reading('readable', { content: sealed }));
const broken = check(
  3,
  'verify',
  reading('present', { refutes: 'complete', content: here, problems: ['It is cut off.'] }),
);

describe('the level', () => {
  it('is the highest that a check has proven, and keeps it while nothing says otherwise', () => {
    expect(toProof([])).toEqual({ level: 'none', content: {} });
    expect(toProof([look(1), verified, look(3)])).toMatchObject({ level: 'readable', by: verified });
    expect(toProof([verified, check(3, 'restore', reading('restored', { content: sealed }))]).level).toBe('restored');
  });

  it('stays where a check could not be made', () => {
    const silent = check(3, 'verify', reading('none', { problems: ['pg_restore is not installed on store-1.'] }));
    expect(toProof([verified, silent])).toMatchObject({ level: 'readable' });
    expect(toProof([verified, silent]).trouble).toBeUndefined();
  });

  it('falls when the backup is gone, and says what was proven before', () => {
    const gone = check(3, 'look', reading('none', { refutes: 'present', problems: ['There is nothing.'] }));
    const proof = toProof([verified, gone]);
    expect(proof).toMatchObject({
      level: 'none',
      trouble: { kind: 'broken', before: 'readable', says: ['There is nothing.'] },
    });
    expect(proof.by).toBeUndefined();
  });

  it('falls below what a deep check refutes, and no look at the same content lifts it again', () => {
    expect(toProof([verified, broken, look(4)])).toMatchObject({ level: 'present', trouble: { check: broken } });
    expect(toProof([look(1), broken, look(4)]).trouble?.check).toBe(broken);
    const again = check(5, 'verify', reading('readable', { content: sealed }));
    expect(toProof([verified, broken, look(4), again])).toMatchObject({ level: 'readable', by: again });
    expect(toProof([verified, broken, look(4), again]).trouble).toBeUndefined();
  });

  it('starts over with what is there where the content is another one, and that stays a trouble', () => {
    const anew = { sizeBytes: 120, modifiedAtMs: 9 };
    const other = check(3, 'look', reading('complete', { content: anew }));
    expect(toProof([verified, other])).toMatchObject({
      level: 'complete',
      trouble: { kind: 'changed', before: 'readable' },
    });
    const again = check(4, 'verify', reading('readable', { content: { ...anew, sha256: 'b'.repeat(64) } }));
    expect(toProof([verified, other, again])).toMatchObject({ level: 'readable', trouble: { kind: 'changed' } });
  });

  it('takes another SHA-256 for another content, though length and time are the same', () => {
    const other = check(3, 'checksum', reading('present', { content: { ...here, sha256: 'b'.repeat(64) } }));
    expect(toProof([verified, other])).toMatchObject({ level: 'present', trouble: { kind: 'changed' } });
    const back = check(
      4,
      'verify',
      reading('readable', { content: { ...here, modifiedAtMs: 77, sha256: 'a'.repeat(64) } }),
    );
    expect(toProof([verified, other, back]).trouble).toBeUndefined();
    const sum = check(4, 'checksum', reading('present', { content: { sha256: 'a'.repeat(64) } }));
    expect(toProof([verified, other, sum])).toMatchObject({ level: 'readable', by: verified });
  });

  it('is not troubled by growth while it is made', () => {
    const growing = [10, 20, 30].map((sizeBytes, index) =>
      check(
        index,
        'look',
        reading('present', { refutes: 'complete', content: { sizeBytes }, notes: ['It is being made.'] }),
      ),
    );
    expect(toProof([...growing, look(9)])).toMatchObject({ level: 'complete' });
    expect(toProof([...growing, look(9)]).trouble).toBeUndefined();
  });

  it('says that what was complete is not any more, though nothing is wrong with what is there', () => {
    const begun = check(
      3,
      'look',
      reading('present', { refutes: 'complete', content: here, notes: ['It has no mark.'] }),
    );
    expect(toProof([look(1), begun])).toMatchObject({ level: 'present', trouble: { says: ['It has no mark.'] } });
  });
});

describe('every history of checks', () => {
  const contents = fc.constantFrom(
    {},
    here,
    sealed,
    { ...here, sha256: 'b'.repeat(64) },
    { sizeBytes: 7 },
    { snapshot: 's' },
  );
  const readings = fc
    .record({
      level: fc.constantFrom(...levels),
      refutes: fc.option(fc.constantFrom(...levels), { nil: undefined }),
      content: contents,
      isSaid: fc.boolean(),
    })
    .map(({ level, refutes, content, isSaid }) => {
      const problems = isSaid ? ['It is not sound.'] : [];
      const isContrary = refutes !== undefined && refutes !== 'none' && !isAtLeast(level, refutes);
      return reading(level, { content, problems, ...(isContrary ? { refutes } : {}) });
    });
  const histories = fc.array(
    fc
      .record({ action: fc.constantFrom(...actions), found: readings })
      .map(({ action, found }): Check => check(1, action, found)),
    { maxLength: 8 },
  );

  it('proves no more than one of its checks did', () => {
    fc.assert(
      fc.property(histories, (checks) => {
        const { level } = toProof(checks);
        expect(level === 'none' || checks.some((one) => isAtLeast(one.reading.level, level))).toBe(true);
      }),
    );
  });

  it('never has a level that its last check refuted', () => {
    fc.assert(
      fc.property(histories, (checks) => {
        const refutes = checks.at(-1)?.reading.refutes;
        if (refutes !== undefined) expect(isAtLeast(toProof(checks).level, refutes)).toBe(false);
      }),
    );
  });

  it('has a trouble as soon as something complete is less than that', () => {
    fc.assert(
      fc.property(histories, (checks) => {
        const before = toProof(checks.slice(0, -1));
        const now = toProof(checks);
        if (isAtLeast(before.level, 'complete') && !isAtLeast(now.level, 'complete')) expect(now.trouble).toBeDefined();
      }),
    );
  });
});
