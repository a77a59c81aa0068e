/**
 * Ways in which a good backup goes bad, and the check that sees it: `docs/backups.md` shows this table, and a test holds the two together.
 * `look`, `verify` and `restore` find it by themselves; `SHA-256` is the one that was taken while it was good.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { secrets } from './good-backups.ts';
import { append, blank, bytes, cut, flip, inLargest, inside, remove, replace, shorten } from './ways-to-break.ts';

export type Net = 'look' | 'verify' | 'restore' | 'SHA-256' | 'not let in';

export interface Mutation {
  /** The good backup it is made of. */
  readonly of: string;
  readonly how: string;
  readonly caughtBy: Net;
  /** @param path of a copy of the good backup @param good where the good ones are */
  breakIt(path: string, good: (name: string) => string): void;
  readonly environment?: Readonly<Record<string, string>>;
  /** Slow, and much like another: in `npm run soak` alone. */
  readonly isLong?: boolean;
  /** Looked at as somebody who is not root. */
  readonly isUnprivileged?: boolean;
}

type Break = Mutation['breakIt'];
const rows = (
  of: string,
  ...list: readonly (readonly [how: string, caughtBy: Net, breakIt: Break])[]
): readonly Mutation[] => list.map(([how, caughtBy, breakIt]) => ({ of, how, caughtBy, breakIt }));

const long = (list: readonly Mutation[]): readonly Mutation[] => list.map((one) => ({ ...one, isLong: true }));

interface Nets {
  /** What sees a changed bit. */
  readonly seal: Net;
  /** What sees that half of it is missing, and that its last bytes are. */
  readonly end: Net;
  readonly last?: Net;
}

/** What goes wrong with a file, whatever is in it. */
function ofFile(of: string, { seal, end, last = end }: Nets): readonly Mutation[] {
  return [
    ...rows(
      of,
      ['gone', 'look', remove],
      ['empty', 'look', cut(0)],
      ['cut in the middle', end, cut(0.5)],
      ['its last bytes cut', last, shorten(40)],
      ['a bit flipped in the middle', seal, flip(0.51)],
    ),
    ...long(
      rows(
        of,
        ['a bit flipped at a quarter', seal, flip(0.27)],
        ['a bit flipped near the end', seal, flip(0.83)],
        ['a block blanked', seal, blank],
      ),
    ),
  ];
}

const run = (program: string, ...options: readonly string[]) =>
  execFileSync(program, options, { env: { PATH: '/usr/bin:/bin', HOME: '/nonexistent', ...secrets }, stdio: 'ignore' });

export const mutations: readonly Mutation[] = [
  ...ofFile('tar', { seal: 'SHA-256', end: 'look' }),
  ...rows(
    'tar',
    ['a header damaged', 'verify', flip(0.0003)],
    ['something appended', 'look', append],
    [
      'a folder in its place',
      'look',
      (path) => {
        remove(path);
        mkdirSync(path);
      },
    ],
    ['another tree', 'verify', (path) => run('tar', '-C', '/etc', '-cf', path, 'hostname')],
    ['text in its place', 'look', (path) => writeFileSync(path, 'not an archive\n'.repeat(200))],
  ),
  { of: 'tar', how: 'not readable', caughtBy: 'look', isUnprivileged: true, breakIt: (path) => chmodSync(path, 0) },
  ...ofFile('tar-gzip', { seal: 'verify', end: 'verify' }),

  ...ofFile('pg-custom', { seal: 'verify', end: 'verify' }),
  ...rows(
    'pg-custom',
    ['of another database', 'look', replace(/shop/, 'shoq')],
    ['its contents damaged', 'look', flip(0.0001)],
  ),
  ...ofFile('pg-custom-unpacked', { seal: 'SHA-256', end: 'verify' }),
  ...ofFile('pg-plain', { seal: 'SHA-256', end: 'look' }),
  ...rows(
    'pg-plain',
    ['no mark of completion', 'look', replace(/-- PostgreSQL database dump complete/, '--')],
    ['something after its mark', 'look', append],
    ['a row gone', 'SHA-256', replace(/^1500\t.*\n/m, '')],
    ['a table gone', 'verify', replace(/public\.orders/g, 'public.others')],
    ['a statement damaged', 'restore', replace(/^ALTER TABLE ONLY public\.orders$/m, 'ALTER TABL ONLY public.orders')],
    ['rows without their end', 'verify', replace(/^\\\.$/gm, '')],
  ),
  ...rows(
    'pg-directory',
    ['no toc.dat', 'look', inside('toc.dat', remove)],
    ['a data file gone', 'look', inLargest('', remove)],
    ['a bit of a data file flipped', 'verify', inLargest('', flip(0.5))],
    ['a bit of toc.dat flipped', 'SHA-256', inside('toc.dat', flip(0.45))],
  ),
  ...rows(
    'pg-base',
    ['no manifest', 'look', inside('backup_manifest', remove)],
    ['a file gone', 'verify', inside('global/pg_control', remove)],
    ['a bit flipped', 'verify', inLargest('base', flip(0.5))],
    [
      'a folder of something else',
      'look',
      (path) => {
        remove(path);
        mkdirSync(path);
        append(join(path, 'note'));
      },
    ],
  ),
  ...rows('pg-base-tar', ['an archive cut', 'verify', inside('base.tar.gz', cut(0.7))]),

  ...ofFile('mariadb-dump', { seal: 'SHA-256', end: 'look' }),
  ...rows(
    'mariadb-dump',
    ['no mark of completion', 'look', replace(/^-- Dump completed.*$/m, '--')],
    ['of another database', 'look', replace(/Database: shop/, 'Database: shoq')],
    ['a table gone', 'verify', replace(/^CREATE TABLE `orders`/m, 'CREATE TABLE `others`')],
    ['a statement damaged', 'restore', replace(/^INSERT INTO/m, 'INSERT INOT')],
  ),
  ...rows(
    'mariabackup',
    ['no record of itself', 'look', inside('xtrabackup_info', remove)],
    ['a page damaged', 'verify', inLargest('shop', flip(0.5))],
  ),

  ...ofFile('sqlite', { seal: 'SHA-256', end: 'look' }),
  ...rows(
    'sqlite',
    [
      'a page overwritten',
      'verify',
      (path) => {
        const all = readFileSync(path);
        all.fill(0xff, 8_192, 12_288);
        writeFileSync(path, all);
      },
    ],
    ['its header damaged', 'look', flip(0)],
    ['a journal beside it', 'look', (path) => writeFileSync(`${path}-journal`, 'x')],
    [
      'another database',
      'verify',
      (path) => {
        remove(path);
        run('sqlite3', path, 'CREATE TABLE others (a)');
      },
    ],
  ),

  ...rows(
    'files',
    ['a file gone', 'look', inside('a/one', remove)],
    ['a bit flipped', 'verify', inside('a/one', flip(0.5))],
    ['a file cut', 'verify', inside('three', cut(0.5))],
    ['its manifest empty', 'look', inside('SHA256SUMS', cut(0))],
    ['its manifest changed', 'verify', inside('SHA256SUMS', replace(/^[0-9a-f]{64}/, '0'.repeat(64)))],
  ),
  {
    of: 'files',
    how: 'a file not readable',
    caughtBy: 'verify',
    isUnprivileged: true,
    breakIt: inside('a/one', (path) => chmodSync(path, 0)),
  },
  ...rows(
    'rsync',
    ['a file gone', 'look', inside('three', remove)],
    ['a bit flipped', 'verify', inside('a/one', flip(0.5))],
    ['a file too many', 'look', inside('more', append)],
  ),

  ...rows(
    'restic',
    ['no repository', 'look', remove],
    ['half a pack', 'verify', inLargest('data', cut(0.5))],
    ['a bit of a pack flipped', 'verify', inLargest('data', flip(0.4))],
    ['the snapshot gone', 'look', inLargest('snapshots', remove)],
  ),
  {
    of: 'restic',
    how: 'another password',
    caughtBy: 'not let in',
    environment: { RESTIC_PASSWORD: 'x' },
    breakIt: () => undefined,
  },
  ...rows(
    'borg',
    ['no repository', 'look', remove],
    ['a segment gone', 'verify', inLargest('data', remove)],
    ['a bit flipped', 'verify', inLargest('data', flip(0.4))],
  ),
  {
    of: 'borg',
    how: 'another passphrase',
    caughtBy: 'not let in',
    environment: { BORG_PASSPHRASE: 'x' },
    breakIt: () => undefined,
  },

  // Slow, and much like others.
  ...long([
    ...ofFile('mariadb-dump-packed', { seal: 'verify', end: 'verify' }),
    ...ofFile('pg-tar', { seal: 'SHA-256', end: 'verify', last: 'SHA-256' }),
    ...ofFile('pg-plain-packed', { seal: 'verify', end: 'verify' }),
    ...ofFile('tar-zstd', { seal: 'verify', end: 'verify' }),
    ...rows(
      'pg-base',
      ['a file cut', 'verify', inLargest('base', cut(0.5))],
      ['a file too many', 'verify', inside('base/other', append)],
      ['its manifest changed', 'verify', inside('backup_manifest', flip(0.5))],
      ['its WAL gone', 'verify', inLargest('pg_wal', cut(0))],
    ),
    ...rows('pg-base-tar', ['a bit flipped', 'verify', inside('base.tar.gz', flip(0.5))]),
    ...rows(
      'pg-directory',
      ['a data file cut', 'verify', inLargest('', cut(0.6))],
      ['a data file empty', 'verify', inLargest('', cut(0))],
    ),
    ...rows(
      'mariabackup',
      ['a table gone', 'verify', inLargest('shop', remove)],
      ['its system tablespace cut', 'verify', inside('ibdata1', cut(0.41))],
      [
        'its redo log damaged',
        'restore',
        inside('ib_logfile0', (path) => writeFileSync(path, Buffer.alloc(bytes(path), 7))),
      ],
    ),
    ...rows(
      'restic',
      ['a pack gone', 'verify', inLargest('data', remove)],
      ['its index gone', 'verify', inLargest('index', remove)],
      [
        'rotated: a newer snapshot in its place',
        'look',
        (path) => {
          const id = readdirSync(join(path, 'snapshots'))[0] ?? '';
          run('restic', '-r', path, '--no-cache', 'backup', '-q', '--force', '/etc/hostname');
          run('restic', '-r', path, '--no-cache', 'forget', '-q', id);
        },
      ],
    ),
    ...rows(
      'borg',
      ['a segment cut', 'verify', inLargest('data', cut(0.5))],
      ['the archive gone', 'look', (path) => run('borg', 'delete', `${path}::tree`)],
    ),
  ]),
];

/** A copy of a good backup to be broken, with everything as it was. */
export function copyOf(path: string, to: string): void {
  execFileSync('cp', ['-a', path, to]);
}
