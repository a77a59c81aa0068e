/** The rules about backups where tools were asked: their word before that of people, the proof a policy wants, and what is not good any more. */
import { describe, expect, it } from 'vitest';
import type { KnownBackup } from '../../../src/core/backup/backup.ts';
import { defaultPolicy } from '../../../src/core/policy/default-policy.ts';
import type { Facts } from '../../../src/core/policy/facts.ts';
import type { Policy } from '../../../src/core/policy/policy.ts';
import { policySchema } from '../../../src/core/policy/policy.ts';
import { check, host, reading } from '../backup/fixtures.ts';
import { dayMs, find, hourMs, minuteMs, ready, window } from './fixtures.ts';

const subject = { tool: 'pg-dump' as const, on: host('store-1'), path: '/backup/db.dump' };
const backedUp = (more: Partial<KnownBackup>, set: Partial<Facts['backups']> = {}): Facts => ({
  ...ready,
  backups: {
    ...ready.backups,
    ...set,
    backups: ready.backups.backups.map((backup) => ({ ...backup, subject, ...more })),
  },
});
const looked = (atMs: number, more: Parameters<typeof reading>[1] = {}) =>
  check(atMs, 'look', reading('complete', more));
const verified = check(window.startMs - 2 * dayMs, 'verify', reading('readable', { content: { sizeBytes: 9 } }));
const demanding = (backupProof: Policy['backupProof']): Policy => ({ ...defaultPolicy, backupProof });
const early = window.startMs - 5 * dayMs;
const threeMs = window.startMs - 3 * dayMs;

describe('begun in time', () => {
  it('POL-11: what the tool recorded goes before what people say, either way', () => {
    const late = backedUp({
      startedAtMs: early,
      checks: [looked(threeMs + hourMs, { startedAtMs: threeMs + minuteMs })],
    });
    expect(find('POL-11', late)).toMatchObject({ status: 'violated' });
    const inTime = backedUp({
      startedAtMs: window.startMs,
      checks: [looked(threeMs + hourMs, { startedAtMs: threeMs })],
    });
    expect(find('POL-11', inTime)).toMatchObject({ status: 'satisfied' });
    expect(find('POL-11', inTime).evidence[0]?.text).toMatch(/^the database began at .*, read by pg-dump on store-1$/);
  });

  it('POL-11: a person’s word counts where the tool does not know, and is called that', () => {
    expect(find('POL-11', backedUp({ checks: [looked(early)] })).evidence[0]?.text).toMatch(/, by bo’s word$/);
  });

  it('POL-11: what was last changed before it was due had begun by then, though nobody knows when', () => {
    const at = (modifiedAtMs: number) =>
      find(
        'POL-11',
        backedUp({
          startedAtMs: undefined,
          checks: [looked(early, { content: { modifiedAtMs } })],
        } as Partial<KnownBackup>),
      );
    expect(at(threeMs).status).toBe('satisfied');
    expect(at(threeMs + 1)).toMatchObject({ status: 'violated', action: { label: 'Record when the backups began' } });
  });
});

describe('complete', () => {
  it('POL-12: at 99 % by its tool is not complete, though somebody says 100 %', () => {
    const running = check(early, 'look', reading('present', { refutes: 'complete', percent: 99 }));
    expect(find('POL-12', backedUp({ checks: [running] }), window.startMs - 1)).toMatchObject({
      status: 'not-yet-due',
    });
    const finding = find('POL-12', backedUp({ checks: [running] }));
    expect(finding).toMatchObject({ status: 'violated', says: '“the database” is not complete.' });
    expect(finding.evidence[0]?.text).toBe('the database: 99 %, read by pg-dump on store-1');
  });

  it('POL-12: at a pace that will not do it is said before it is due', () => {
    const watched = [80, 81].map((percent, index) =>
      check(window.startMs - (3 - index) * hourMs, 'look', reading('present', { refutes: 'complete', percent })),
    );
    expect(find('POL-12', backedUp({ checks: watched }), window.startMs - hourMs)).toMatchObject({
      status: 'not-yet-due',
      says: '“the database” is not complete. At its pace it will not be complete in time.',
    });
  });

  it.each([
    ['gone', reading('none', { refutes: 'present', problems: ['There is nothing at /backup/db.dump.'] })],
    ['changed', reading('complete', { content: { sizeBytes: 10 } })],
    ['cut off', reading('present', { refutes: 'complete', content: { sizeBytes: 9 }, notes: ['It has no mark.'] })],
  ])('POL-12: one that was good and is %s turns it red at once, and not only when the window begins', (_, found) => {
    const spoilt = backedUp({ checks: [verified, check(window.startMs - dayMs, 'look', found)] });
    expect(find('POL-12', spoilt, window.startMs - dayMs)).toMatchObject({ status: 'violated' });
    expect(find('POL-12', spoilt).says).toContain('is not good any more');
  });

  it('POL-12: that one has not begun is not yet due, and no alarm', () => {
    const nothing = check(early, 'look', reading('none', { refutes: 'present', problems: ['There is nothing.'] }));
    expect(find('POL-12', backedUp({ percent: 0, checks: [nothing] }), early)).toMatchObject({ status: 'not-yet-due' });
  });

  it('POL-12: the policy wants a level of proof, which no word gives', () => {
    const words = backedUp({ checks: [] });
    expect(find('POL-12', words, window.startMs, demanding('none')).status).toBe('satisfied');
    for (const level of ['present', 'complete', 'readable', 'restored'] as const)
      expect(find('POL-12', words, window.startMs, demanding(level)).status).toBe('violated');
    const read = backedUp({ checks: [verified] });
    expect(find('POL-12', read, window.startMs, demanding('readable')).status).toBe('satisfied');
    expect(find('POL-12', read, window.startMs, demanding('restored'))).toMatchObject({
      status: 'violated',
      says: '“the database” is not proven as far as the policy wants: that it was restored.',
      action: { label: 'Make a restore test of the backups' },
    });
  });

  it('POL-12: a policy that was frozen before there was proof still holds, and wants none', () => {
    const { backupProof: _, ...before } = defaultPolicy;
    expect(policySchema.parse(before)).toEqual(before);
    expect(find('POL-12', backedUp({ checks: [] }), window.startMs, before).status).toBe('satisfied');
  });
});

describe('places', () => {
  const machine = (name: string, more: object) => ({
    host: host(name),
    address: name,
    port: 22,
    keys: [],
    addresses: [],
    places: [],
    atMs: 1,
    ...more,
  });

  it('POL-13: another name for a host that is worked on is that host', () => {
    const whereabouts = [machine('store-1', { bootId: 'b' }), machine('db-1', { bootId: 'b' })];
    expect(find('POL-13', backedUp({}, { whereabouts }))).toMatchObject({
      status: 'violated',
      evidence: [{ text: 'the database is on store-1, which runs on the same machine as db-1 (boot id)' }],
    });
  });

  it('POL-13: what names alone say is called that', () => {
    expect(find('POL-13', backedUp({})).evidence[0]?.text).toContain('the machines were not asked');
    const whereabouts = [
      machine('store-1', { machineId: 'a', bootId: 'a' }),
      machine('db-1', { machineId: 'b', bootId: 'b' }),
    ];
    expect(find('POL-13', backedUp({}, { whereabouts })).evidence[0]?.text).toBe(
      'the database is on store-1, which is none of them',
    );
  });

  const vault = { id: 'c1', where: 'the vault', by: 'bo', subject: { ...subject, on: host('vault') } };
  const ofVault = (found: Parameters<typeof reading>) =>
    check(early, 'verify', reading(...found), { copy: 'c1', on: host('vault') });

  it('POL-14: a copy that can be looked at has to be found, or confirmed by somebody', () => {
    expect(find('POL-14', backedUp({ copies: [vault] }))).toMatchObject({
      status: 'violated',
      says: '“the database” has no copy somewhere else that counts: the vault can be looked at, and was not found complete.',
    });
    expect(find('POL-14', backedUp({ copies: [vault], checks: [ofVault(['readable'])] }))).toMatchObject({
      status: 'satisfied',
      evidence: [{ text: 'the database: a copy in the vault, readable, read by pg-dump on vault' }],
    });
    const confirmations = [
      {
        copy: 'c1',
        how: 'saw the tape',
        by: ready.backups.backups[0]?.saidBy ?? { kind: 'person' as const, name: 'bo' },
        atMs: 1,
      },
    ];
    expect(find('POL-14', backedUp({ copies: [vault], confirmations })).evidence).toEqual([
      { text: 'the database: a copy in the vault, by bo’s word: saw the tape' },
    ]);
    const broken = ofVault(['present', { refutes: 'complete', problems: ['It is cut off.'] }]);
    expect(find('POL-14', backedUp({ copies: [vault], confirmations, checks: [broken] })).status).toBe('violated');
  });

  it('POL-14: a copy on the machine of the backup itself is none', () => {
    const beside = { ...vault, subject: { ...subject, path: '/backup/again.dump' } };
    const checks = [check(early, 'verify', reading('readable'), { copy: 'c1' })];
    expect(find('POL-14', backedUp({ copies: [beside], checks })).says).toContain(
      'is on the machine of the backup itself',
    );
  });
});
