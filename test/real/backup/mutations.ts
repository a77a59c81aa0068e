/**
 * Ways in which a good backup goes bad, and the check that sees it: `docs/backups.md` shows this table, and a test holds the two together.
 * `look`, `verify` and `restore` find it by themselves; `SHA-256` is the one that was taken while it was good.
 */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { secrets } from './good-backups.ts';

export type Net = 'look' | 'verify' | 'restore' | 'SHA-256' | 'not let in';

export interface Mutation {
  /** The good backup it is made of. */
  readonly of: string;
  readonly how: string;
  readonly caughtBy: Net;
  /** @param path of a copy of the good backup @param good where the good ones are */
  breakIt(path: string, good: (name: string) => string): void;
  readonly environment?: Readonly<Record<string, string>>;
  /** Looked at as somebody who is not root. */
  readonly isUnprivileged?: boolean;
}

const bytes = (path: string) => statSync(path).size;
const cut = (share: number) => (path: string) => truncateSync(path, Math.floor(bytes(path) * share));
const shorten = (by: number) => (path: string) => truncateSync(path, bytes(path) - by);

/** One bit, at a share of its length. */
const flip = (share: number) => (path: string) => {
  const content = readFileSync(path);
  const at = Math.floor(content.length * share);
  content[at] = (content[at] ?? 0) ^ 4;
  writeFileSync(path, content);
};
const blank = (path: string) => {
  const content = readFileSync(path);
  content.fill(0, Math.floor(content.length / 2), Math.floor(content.length / 2) + 700);
  writeFileSync(path, content);
};
const append = (path: string) => writeFileSync(path, 'and more\n', { flag: 'a' });
const replace = (from: string | RegExp, to: string) => (path: string) =>
  writeFileSync(path, readFileSync(path, 'latin1').replace(from, to), 'latin1');
const inside = (name: string, how: (path: string) => void) => (path: string) => how(join(path, name));
const remove = (path: string) => rmSync(path, { recursive: true });

/** The largest file below a folder: where the data are. */
function largest(path: string): string {
  const files = readdirSync(path, { recursive: true, encoding: 'utf8' }).map((name) => join(path, name));
  const sized = files.filter((file) => statSync(file).isFile()).toSorted((a, b) => bytes(b) - bytes(a));
  if (sized[0] === undefined) throw new Error(`no file in ${path}`);
  return sized[0];
}
const inLargest = (folder: string, how: (path: string) => void) => (path: string) => how(largest(join(path, folder)));

type Break = Mutation['breakIt'];
const rows = (
  of: string,
  ...list: readonly (readonly [how: string, caughtBy: Net, breakIt: Break])[]
): readonly Mutation[] => list.map(([how, caughtBy, breakIt]) => ({ of, how, caughtBy, breakIt }));

/** What goes wrong with a file, whatever is in it. `seal`: what sees a changed bit. */
function ofFile(of: string, { seal, end }: { readonly seal: Net; readonly end: Net }): readonly Mutation[] {
  return [
    ...rows(
      of,
      ['gone', 'look', remove],
      ['empty', 'look', cut(0)],
      ['cut in the middle', end, cut(0.5)],
      ['its last bytes cut', end, shorten(40)],
      ['a bit flipped at a quarter', seal, flip(0.27)],
      ['a bit flipped in the middle', seal, flip(0.51)],
      ['a bit flipped near the end', seal, flip(0.83)],
      ['a block blanked', seal, blank],
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
  ...ofFile('tar-zstd', { seal: 'verify', end: 'verify' }),

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
  ...ofFile('pg-plain-packed', { seal: 'verify', end: 'verify' }),
  ...ofFile('pg-tar', { seal: 'SHA-256', end: 'verify' }).filter(
    ({ how }) => how !== 'its last bytes cut' && how !== 'a block blanked',
  ),
  ...rows(
    'pg-directory',
    ['no toc.dat', 'look', inside('toc.dat', remove)],
    ['a data file gone', 'look', inLargest('', remove)],
    ['a data file cut', 'verify', inLargest('', cut(0.6))],
    ['a bit of a data file flipped', 'verify', inLargest('', flip(0.5))],
    ['a data file empty', 'verify', inLargest('', cut(0))],
    ['a bit of toc.dat flipped', 'SHA-256', inside('toc.dat', flip(0.45))],
  ),
  ...rows(
    'pg-base',
    ['no manifest', 'look', inside('backup_manifest', remove)],
    ['a file gone', 'verify', inside('global/pg_control', remove)],
    ['a bit flipped', 'verify', inLargest('base', flip(0.5))],
    ['a file cut', 'verify', inLargest('base', cut(0.5))],
    ['a file too many', 'verify', inside('base/other', append)],
    ['its manifest changed', 'verify', inside('backup_manifest', flip(0.5))],
    ['its WAL gone', 'verify', inLargest('pg_wal', cut(0))],
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
  ...rows(
    'pg-base-tar',
    ['an archive cut', 'verify', inside('base.tar.gz', cut(0.7))],
    ['a bit flipped', 'verify', inside('base.tar.gz', flip(0.5))],
  ),

  ...ofFile('mariadb-dump', { seal: 'SHA-256', end: 'look' }),
  ...rows(
    'mariadb-dump',
    ['no mark of completion', 'look', replace(/^-- Dump completed.*$/m, '--')],
    ['of another database', 'look', replace(/Database: shop/, 'Database: shoq')],
    ['a table gone', 'verify', replace(/^CREATE TABLE `orders`/m, 'CREATE TABLE `others`')],
    ['a statement damaged', 'restore', replace(/^INSERT INTO/m, 'INSERT INOT')],
  ),
  ...ofFile('mariadb-dump-packed', { seal: 'verify', end: 'verify' }),
  ...rows(
    'mariabackup',
    ['no record of itself', 'look', inside('xtrabackup_info', remove)],
    ['a table gone', 'verify', inLargest('shop', remove)],
    ['a page damaged', 'verify', inLargest('shop', flip(0.5))],
    ['its system tablespace cut', 'verify', inside('ibdata1', cut(0.41))],
    [
      'its redo log damaged',
      'restore',
      inside('ib_logfile0', (path) => writeFileSync(path, Buffer.alloc(bytes(path), 7))),
    ],
  ),

  ...ofFile('sqlite', { seal: 'SHA-256', end: 'look' }).filter(({ how }) => how !== 'a block blanked'),
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
    ['a pack gone', 'verify', inLargest('data', remove)],
    ['a bit of a pack flipped', 'verify', inLargest('data', flip(0.4))],
    ['its index gone', 'verify', inLargest('index', remove)],
    ['the snapshot gone', 'look', inLargest('snapshots', remove)],
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
    ['a segment cut', 'verify', inLargest('data', cut(0.5))],
    ['a bit flipped', 'verify', inLargest('data', flip(0.4))],
    ['the archive gone', 'look', (path) => run('borg', 'delete', `${path}::tree`)],
  ),
  {
    of: 'borg',
    how: 'another passphrase',
    caughtBy: 'not let in',
    environment: { BORG_PASSPHRASE: 'x' },
    breakIt: () => undefined,
  },
];

/** A copy of a good backup to be broken, with everything as it was. */
export function copyOf(path: string, to: string): void {
  execFileSync('cp', ['-a', path, to]);
}
