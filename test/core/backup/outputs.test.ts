/** What the real tools printed, good and broken (`test/fixtures/backup`), and what is made of it; and of what nobody printed. */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAtLeast, type Level } from '../../../src/core/backup/level.ts';
import type { Reading } from '../../../src/core/backup/reading.ts';
import { readingSchema } from '../../../src/core/backup/reading.ts';
import { type Subject, toolNames } from '../../../src/core/backup/subject.ts';
import type { ScriptOutput } from '../../../src/core/backup/tools/answer.ts';
import type { Action, Expects } from '../../../src/core/backup/tools/tool.ts';
import { readOutputs } from '../../../src/core/backup/tools.ts';
import { host } from './fixtures.ts';

const folder = new URL('../../fixtures/backup/', import.meta.url);
const on = host('db-1');
const at = (name: string) => ({ on, path: `/backup/${name}` });
const cases: Readonly<Record<string, { readonly subject: Subject; readonly expects?: Expects }>> = {
  tar: { subject: { tool: 'tar', ...at('tree.tar') }, expects: { contains: ['a/one'] } },
  'pg-dump': {
    subject: { tool: 'pg-dump', ...at('shop.dump') },
    expects: { database: 'shop', contains: ['public.orders'], counts: [{ of: 'public.orders', atLeast: 3_000 }] },
  },
  'pg-basebackup': { subject: { tool: 'pg-basebackup', ...at('pg-base') }, expects: { contains: ['public.orders'] } },
  'mariadb-dump': {
    subject: { tool: 'mariadb-dump', ...at('my.sql') },
    expects: { database: 'shop', contains: ['orders'] },
  },
  mariabackup: { subject: { tool: 'mariabackup', ...at('mariabackup') }, expects: { contains: ['shop.orders'] } },
  sqlite: { subject: { tool: 'sqlite', ...at('copy.sqlite') }, expects: { contains: ['orders'] } },
  files: { subject: { tool: 'files', ...at('files'), manifest: '/backup/files/SHA256SUMS' } },
  rsync: { subject: { tool: 'rsync', ...at('rsync'), from: at('tree') } },
  restic: { subject: { tool: 'restic', on, repository: '/backup/restic', readPercent: 100 } },
  borg: { subject: { tool: 'borg', on, repository: '/backup/borg' } },
};

const names = [...new Set(readdirSync(folder).map((file) => file.replace(/(?:-copy|-source)?\.txt$/, '')))];
const files = (name: string) =>
  readdirSync(folder).filter((file) => file.replace(/(?:-copy|-source)?\.txt$/, '') === name);
const outputsOf = (name: string): readonly ScriptOutput[] =>
  files(name).map((file) => ({ on, stdout: readFileSync(new URL(file, folder), 'utf8'), exitStatus: 0 }));

function toCase(name: string) {
  const tool = toolNames.toSorted((a, b) => b.length - a.length).find((one) => name.startsWith(`${one}-`));
  const action = (['look', 'verify', 'restore'] as const).find((one) => name.slice(tool?.length).startsWith(`-${one}`));
  const known = cases[tool ?? ''];
  if (known === undefined || action === undefined) throw new Error(`no case for ${name}`);
  return { action, of: { expects: {}, ...known } };
}

function readCase(name: string, change = (outputs: readonly ScriptOutput[]) => outputs): Reading {
  const { action, of } = toCase(name);
  return readOutputs(action, of, change(outputsOf(name)));
}

describe('what a tool printed', () => {
  it.each([
    ['tar-look', 'complete'],
    ['tar-verify', 'readable'],
    ['tar-restore', 'restored'],
    ['pg-dump-look-custom', 'present'],
    ['pg-dump-look-directory', 'complete'],
    ['pg-dump-look-plain', 'complete'],
    ['pg-dump-verify', 'readable'],
    ['pg-dump-restore', 'restored'],
    ['pg-dump-restore-plain', 'restored'],
    ['pg-basebackup-look', 'complete'],
    ['pg-basebackup-verify', 'readable'],
    ['pg-basebackup-restore', 'restored'],
    ['mariadb-dump-look', 'complete'],
    ['mariadb-dump-verify', 'readable'],
    ['mariadb-dump-restore', 'restored'],
    ['mariabackup-look', 'complete'],
    ['mariabackup-verify', 'readable'],
    ['mariabackup-restore', 'restored'],
    ['sqlite-look', 'complete'],
    ['sqlite-verify', 'readable'],
    ['sqlite-restore', 'restored'],
    ['files-look', 'complete'],
    ['files-verify', 'readable'],
    ['files-restore', 'restored'],
    ['rsync-look', 'complete'],
    ['rsync-verify', 'readable'],
    ['rsync-restore', 'restored'],
    ['restic-look', 'complete'],
    ['restic-verify', 'readable'],
    ['restic-restore', 'restored'],
    ['borg-look', 'complete'],
    ['borg-verify', 'readable'],
    ['borg-restore', 'restored'],
  ] as const)('of a good backup (%s) proves it %s', (name, level) => {
    expect(readCase(name)).toMatchObject({ level, problems: [] });
    expect(readCase(name).refutes).toBeUndefined();
  });

  it.each([
    ['tar-look-gone', 'There is nothing at /backup/tree.tar.'],
    ['tar-look-unreadable', 'nobody may not read /backup/tree.tar.'],
    ['tar-verify-cut', 'gzip cannot unpack it to its end'],
    ['tar-verify-flipped', 'crc error'],
    [
      'pg-dump-verify-cut',
      'pg_restore cannot read it to its end: pg_restore: error: could not read from input file: end of file',
    ],
    ['pg-dump-verify-flipped', 'incorrect data check'],
    ['pg-dump-look-other-database', 'It is a dump of the database shoq, and not of shop.'],
    ['pg-dump-restore-damaged', 'Restoring it: ERROR:  syntax error'],
    ['pg-basebackup-verify-file-gone', '"global/pg_control" is present in the manifest but not on disk'],
    ['pg-basebackup-verify-flipped', 'checksum mismatch for file'],
    ['mariadb-dump-restore-damaged', 'You have an error in your SQL syntax'],
    ['mariabackup-verify-table-gone', 'orders.frm has no data'],
    ['mariabackup-verify-page-damaged', 'innochecksum finds broken pages'],
    ['mariabackup-restore-log-damaged', 'It cannot be prepared'],
    ['sqlite-verify-damaged', 'integrity_check finds'],
    ['files-verify-flipped', 'a/one: FAILED'],
    ['files-verify-unreadable', 'Not all of it can be read'],
    ['rsync-verify-flipped', 'It is not the same as its source'],
    ['restic-verify-half-pack', 'unexpected file size'],
    ['restic-verify-flipped', 'Pack ID does not match'],
    ['restic-look-rotated', 'There is no snapshot in the repository.'],
    ['borg-verify-segment-gone', 'No such file or directory'],
    ['borg-verify-flipped', 'Segment entry checksum mismatch'],
  ])('of a broken one (%s) says so', (name, words) => {
    const reading = readCase(name);
    expect(reading.refutes).toBeDefined();
    expect(reading.problems.join(' ')).toContain(words);
  });

  it.each([
    ['pg-dump-look-unmarked', 'It has no mark of completion at its end'],
    ['pg-basebackup-look-begun', 'It has no backup_manifest'],
    ['mariadb-dump-look-cut', 'It has no mark of completion at its end'],
  ])('of one that may still be made (%s) is no alarm', (name, words) => {
    const reading = readCase(name);
    expect(reading).toMatchObject({ level: 'present', refutes: 'complete', problems: [] });
    expect(reading.notes.join(' ')).toContain(words);
  });

  it.each([
    ['restic-look-wrong-password', 'restic was not let in: Fatal: wrong password or no key found'],
    ['borg-look-wrong-passphrase', 'Borg was not let in'],
  ])('of one that let nobody in (%s) says nothing of it', (name, words) => {
    const reading = readCase(name);
    expect(reading.level).toBe('none');
    expect(reading.refutes).toBeUndefined();
    expect(reading.problems[0]).toContain(words);
  });

  it.each([
    [
      'pg-dump-look-custom',
      /listed 0/,
      'listed 1\n| pg_restore: error: unsupported version (1.16) in file header',
      'pg_restore there is older than the dump',
    ],
    [
      'pg-dump-restore',
      /loaded 0/,
      'loaded 1\ndrydock-backup: error ERROR:  extension "postgis" is not available',
      'The server of the test lacks what the dump needs.',
    ],
    [
      'mariadb-dump-restore-damaged',
      /^\| ERROR .*$/m,
      "| ERROR 1273 (HY000) at line 25: Unknown collation: 'utf8mb4_0900_ai_ci'",
      'Unknown collation',
    ],
    [
      'mariabackup-restore',
      /status 0 mariabackup/,
      'unable version mariabackup 11.4 there, and 10.11 when it was made',
      'Another version is needed on db-1',
    ],
  ])('of a host that is not up to it (%s) does not make the backup a bad one', (name, found, put, words) => {
    const reading = readCase(name, (outputs) =>
      outputs.map((output) => ({ ...output, stdout: output.stdout.replace(found, put) })),
    );
    expect(reading.refutes).toBeUndefined();
    expect(isAtLeast('readable', reading.level)).toBe(true);
    expect(reading.problems.join(' ')).toContain(words);
  });

  it('tells which files differ', () => {
    expect(readCase('rsync-verify-flipped').problems).toContain('a/one differs.');
  });

  it('tells when a backup began and ended, how large it is, with what it is encrypted, and what was counted', () => {
    expect(readCase('pg-dump-restore')).toMatchObject({
      startedAtMs: 1_795_946_314_000,
      content: { sizeBytes: 66_886, sha256: expect.stringMatching(/^1cb171fe/) },
      counts: expect.arrayContaining([{ of: 'rows', found: 3_002, expected: 3_002 }]),
    });
    expect(readCase('borg-look')).toMatchObject({ encryption: 'Borg (repokey)', content: { archive: 'tree' } });
    expect(readCase('restic-verify')).toMatchObject({
      encryption: 'restic (AES-256)',
      content: { sizeBytes: 480_001 },
    });
    expect(readCase('mariabackup-look').finishedAtMs).toBeGreaterThan(0);
  });

  it('of a repository of which a sample was read proves nothing of the rest', () => {
    const of = { subject: { ...(cases['restic']?.subject as Subject), readPercent: 10 } as Subject, expects: {} };
    const reading = readOutputs('verify', of, outputsOf('restic-verify'));
    expect(reading).toMatchObject({ level: 'complete', problems: [] });
    expect(reading.notes.at(-1)).toBe('A sample of 10 % of the data was read, and is sound.');
  });

  it('fits into the journal, every time', () => {
    for (const name of names) expect(readingSchema.safeParse(readCase(name)).error, name).toBeUndefined();
  });
});

describe('what no tool printed', () => {
  const isSilent = ({ level, refutes }: Reading) => level === 'none' && refutes === undefined;

  it.each(names)('half of it (%s) proves nothing', (name) => {
    const lines = (stdout: string) => stdout.split('\n');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), (kept) => {
        const cut = (outputs: readonly ScriptOutput[]) =>
          outputs.map((output) => ({
            ...output,
            stdout: lines(output.stdout)
              .slice(0, Math.min(kept, lines(output.stdout).length - 2))
              .join('\n'),
          }));
        expect(isSilent(readCase(name, cut))).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  it.each(names)('without one of its lines (%s) it proves no more than with it', (name) => {
    const whole = outputsOf(name);
    const { level } = readCase(name);
    for (const [part, { stdout }] of whole.entries()) {
      const rows = stdout.split('\n');
      for (const index of rows.keys()) {
        const changed = whole.map((output, other) =>
          other === part ? { ...output, stdout: rows.filter((_, row) => row !== index).join('\n') } : output,
        );
        const less = readCase(name, () => changed);
        // Lines that say what is wrong may go: a script that was to say it would have said it. Those of good ones may not.
        if (readCase(name).refutes === undefined && less.refutes === undefined)
          expect(isAtLeast(level, less.level), rows[index]).toBe(true);
      }
    }
  });

  it('of another check, another tool, another version or a failed script is not taken for this one', () => {
    const [output] = outputsOf('tar-verify');
    if (output === undefined) throw new Error('no fixture');
    const { of } = toCase('tar-verify');
    const ask = (more: Partial<ScriptOutput>, action: Action = 'verify') =>
      readOutputs(action, of, [{ ...output, ...more }]);
    expect(ask({}).level).toBe('readable');
    expect(isSilent(ask({ exitStatus: 1 }))).toBe(true);
    expect(isSilent(ask({}, 'restore'))).toBe(true);
    expect(isSilent(ask({ stdout: output.stdout.replace('begin 1', 'begin 2') }))).toBe(true);
    expect(isSilent(ask({ stdout: output.stdout.replace('begin 1 tar', 'begin 1 files') }))).toBe(true);
    expect(isSilent(readOutputs('verify', of, []))).toBe(true);
  });

  it.each([
    ['drydock-backup: missing pg_restore', 'pg_restore is not installed on db-1.'],
    ['drydock-backup: exists hidden ops', 'ops may not look into the folder of'],
    [
      'drydock-backup: room 2000000 1000 /srv\ndrydock-backup: unable room',
      'There is not enough room in /srv on db-1: 2.0 GB are needed, 1.0 MB are free.',
    ],
    ['drydock-backup: unable scratch /srv', 'No folder can be made in /srv on db-1'],
    ['drydock-backup: unable encrypted age', 'is encrypted (age)'],
    ['drydock-backup: no-secret RESTIC_PASSWORD', 'RESTIC_PASSWORD is not set on db-1: give it as a secret of the run'],
    ['motd: welcome', 'is not understood'],
  ])('%j says why nothing is known', (line, words) => {
    const tool = toCase('pg-dump-verify');
    const stdout = line.startsWith('drydock')
      ? `drydock-backup: begin 1 pg-dump verify\n${line}\ndrydock-backup: end\n`
      : line;
    const reading = readOutputs('verify', tool.of, [{ on, stdout, exitStatus: 0 }]);
    expect(isSilent(reading)).toBe(true);
    expect(reading.problems[0]).toContain(words);
  });

  it('is never an exception, whatever is printed, and always fits into the journal', () => {
    const keys = [
      'exists',
      'kind',
      'state',
      'tree',
      'form',
      'packing',
      'status',
      'snapshots',
      'archives',
      'holds',
      'mark',
      'sha256',
      'log',
      'restored',
      'x',
    ];
    const line = fc.record({
      key: fc.constantFrom(...keys),
      value: fc.oneof(fc.string(), fc.nat().map(String), fc.constantFrom('0', 'yes', 'no', '[]', '{}')),
    });
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.array(line, { maxLength: 20 }), (name, lines) => {
        const { action, of } = toCase(name);
        const rows = lines.map(({ key, value }) => `drydock-backup: ${key} ${value}`);
        const sides = files(name).length === 2 ? [' copy', ' source'] : [''];
        const outputs = sides.map((side) => ({
          on,
          stdout: [
            `drydock-backup: begin 1 ${of.subject.tool} ${action}${side}`,
            ...rows,
            'drydock-backup: end',
            '',
          ].join('\n'),
        }));
        const reading = readOutputs(action, of, outputs);
        const highest: Level = 'complete';
        expect(readingSchema.safeParse(reading).error).toBeUndefined();
        expect(isAtLeast(highest, reading.level)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
