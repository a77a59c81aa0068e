/** Who is asked what, and what a backup's own subject says of itself. */
import { describe, expect, it } from 'vitest';
import { toAskedHosts, toCheckable } from '../../../src/core/backup/asking.ts';
import { isSameSubject, type Subject, subjectSchema, toPlaceText } from '../../../src/core/backup/subject.ts';
import { offeredActions, secretsOf } from '../../../src/core/backup/tools.ts';
import { backup, check, host, reading } from './fixtures.ts';

const dump = (on: string): Subject => ({ tool: 'pg-dump', on: host(on), path: '/backup/db.dump' });
const restic: Subject = { tool: 'restic', on: host('db-1'), repository: 'sftp:bo@vault:/r', readPercent: 100 };
const copies = [
  { id: 'c1', where: 'the vault', by: 'Bo', subject: restic },
  { id: 'c2', where: 'archive.org', by: 'Bo' },
];

describe('a backup as a check sees it', () => {
  it('is what was found of it last, so that a repository is asked for that and not for a newer one', () => {
    const found = check(1, 'look', reading('complete', { content: { snapshot: 's1' } }), { copy: 'c1' });
    expect(toCheckable(backup([found], { copies }), 'c1')).toMatchObject({
      subject: restic,
      known: { snapshot: 's1' },
    });
    expect(toCheckable(backup([found], { copies }))?.known).toEqual({});
  });

  it('is none where nobody said how it is looked at', () => {
    expect(toCheckable(backup([], { copies }), 'c2')).toBeUndefined();
  });

  it('expects of a copy that is kept in another way neither the size nor the SHA-256 of the backup', () => {
    const expects = { sha256: 'a'.repeat(64), sizeBytes: 9, contains: ['public.orders'] };
    expect(toCheckable(backup([], { copies, expects }), 'c1')?.expects).toEqual({ contains: ['public.orders'] });
    expect(toCheckable(backup([], { copies, expects }))?.expects).toEqual(expects);
  });
});

it('every host that is worked on, or that holds a backup or a copy, says where it is', () => {
  expect(toAskedHosts({ backups: [backup([], { copies })] }, [host('db-1'), host('db-2')])).toEqual([
    { host: 'db-1', places: ['sftp:bo@vault:/r'] },
    { host: 'db-2', places: [] },
    { host: 'store-1', places: ['/backup/db.dump'] },
  ]);
});

describe('what a tool looks at', () => {
  it.each([
    [{ ...dump('store-1'), path: 'backup.dump' }, 'a path on a host begins with /'],
    [{ ...dump('store-1'), path: '/' }, 'the root of a host is no backup'],
    [{ ...dump('store-1'), path: '/a\0b' }, 'a path on a host begins with /'],
    [{ ...dump('store-1'), scratch: '/srv/$(id)' }, 'a scratch folder is absolute'],
    [{ ...restic, repository: 'rest:https://bo:secret@vault/r' }, 'a repository has no password in it'],
    [{ ...restic, repository: '--password-command=id' }, 'does not begin with -'],
    [{ ...restic, snapshot: '--help' }, 'does not begin with -'],
  ])('is refused as %j', (subject, words) => {
    expect(subjectSchema.safeParse(subject).error?.message).toContain(words);
  });

  it('may be called anything else', () => {
    const path = `/backup/it's "$(id)" \`x\`\n-rf *`;
    expect(subjectSchema.parse({ ...dump('store-1'), path })).toMatchObject({ path });
  });

  it('is the same whatever order it is written in', () => {
    expect(isSameSubject(dump('a'), { path: '/backup/db.dump', on: host('a'), tool: 'pg-dump' })).toBe(true);
    expect(isSameSubject(dump('a'), dump('b'))).toBe(false);
    expect(isSameSubject(undefined, dump('b'))).toBe(false);
  });

  it('has its place in words, what can be asked of it, and which secrets that may need', () => {
    const own: Subject = {
      tool: 'own-command',
      on: host('tape'),
      secrets: ['TAPE_PIN'],
      look: { script: 'mt', expectation: {} },
    };
    expect([dump('store-1'), restic, own].map(toPlaceText)).toEqual([
      '/backup/db.dump on store-1',
      'sftp:bo@vault:/r, asked from db-1',
      'what a command on tape looks at',
    ]);
    expect([dump('store-1'), restic, own].map(offeredActions)).toEqual([
      ['look', 'checksum', 'verify', 'restore'],
      ['look', 'verify', 'restore'],
      ['look'],
    ]);
    expect([dump('store-1'), restic, own].map((one) => secretsOf(one)[0])).toEqual([
      undefined,
      'RESTIC_PASSWORD',
      'TAPE_PIN',
    ]);
  });
});
