/** One good backup of each kind, made by its real tool from real servers, in a folder of the test's own. */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Subject } from '../../../src/core/backup/subject.ts';
import type { Expects } from '../../../src/core/backup/tools/tool.ts';
import { host } from '../../fixtures/backup-host.ts';
import { startMariadb } from '../../fixtures/mariadb.ts';
import { startPostgres } from '../../fixtures/postgres.ts';

export interface GoodBackup {
  /** Its folder or file, below the folder of all of them. */
  readonly at: string;
  readonly expects: Expects;
  toSubject(path: string): Subject;
}

export const secrets = { RESTIC_PASSWORD: 'a secret of the run', BORG_PASSPHRASE: 'another one' };

/** Letters that a shell would take for its own, were they not quoted. */
export const hostileName = `it's "$(touch drydock-was-here)" \`id\` -rf *.dump`;

/** Each by its name: the form of the backup. */
export async function makeGoodBackups(folder: string): Promise<Readonly<Record<string, GoodBackup>>> {
  const made: Record<string, GoodBackup> = {};
  const environment = { PATH: '/usr/bin:/bin', HOME: folder, LC_ALL: 'C.UTF-8', ...secrets };
  const run = (program: string, ...options: readonly string[]) =>
    execFileSync(program, options, { cwd: folder, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  const path = (name: string) => join(folder, name);
  makeTree(path('tree'));

  const postgres = await startPostgres();
  const mariadb = await startMariadb();
  try {
    await postgres.query(`
      CREATE TABLE orders (id int PRIMARY KEY, item text);
      INSERT INTO orders SELECT i, md5(i::text) FROM generate_series(1, 3000) i;
      CREATE TABLE "Odd ""name" (a int); INSERT INTO "Odd ""name" VALUES (1), (2);
      CREATE ROLE app; GRANT SELECT ON orders TO app; ALTER TABLE orders OWNER TO app;`);
    const of = { database: 'shop', contains: ['public.orders'], counts: [{ of: 'public.orders', atLeast: 3_000 }] };
    const where = ['-h', '127.0.0.1', '-p', String(postgres.port), '-U', 'postgres'];
    for (const [name, file, ...options] of [
      ['pg-custom', hostileName, '-Fc'],
      ['pg-custom-unpacked', 'pg-unpacked.dump', '-Fc', '-Z0'],
      ['pg-directory', 'pg-directory', '-Fd'],
      ['pg-plain', 'pg.sql'],
      ['pg-tar', 'pg.tar', '-Ft'],
      ['pg-plain-packed', 'pg.sql.gz', '-Z6'],
      ['pg-plain-creating', 'pg-creating.sql', '-C'],
    ] as const) {
      run(join(postgres.bin, 'pg_dump'), ...where, '-f', path(file), ...options, 'shop');
      made[name] = { at: file, expects: of, toSubject: (at) => ({ tool: 'pg-dump', on: host, path: at }) };
    }
    run(join(postgres.bin, 'pg_dumpall'), ...where, '-f', path('pg-all.sql'));
    made['pg-all'] = { ...made['pg-plain'], at: 'pg-all.sql' } as GoodBackup;
    const counted = { counts: of.counts, contains: of.contains };
    for (const [name, ...options] of [['pg-base'], ['pg-base-tar', '-Ft', '-z']] as const) {
      run(join(postgres.bin, 'pg_basebackup'), ...where, '-D', path(name), '-c', 'fast', ...options);
      made[name] = { at: name, expects: counted, toSubject: (at) => ({ tool: 'pg-basebackup', on: host, path: at }) };
    }

    await mariadb.query(`CREATE DATABASE shop; USE shop; CREATE TABLE orders (id int PRIMARY KEY, item text);
      INSERT INTO orders SELECT seq, MD5(seq) FROM seq_1_to_3000; CREATE TABLE old (a int) ENGINE=MyISAM; INSERT INTO old VALUES (1);
      CREATE VIEW newest AS SELECT MAX(id) FROM orders; FLUSH TABLES;`);
    const socket = ['--no-defaults', `--socket=${mariadb.socket}`, '--user=root'];
    const ofShop = { database: 'shop', contains: ['orders'], counts: [{ of: 'orders', atLeast: 3_000 }] };
    writeFileSync(path('my.sql'), run('mariadb-dump', ...socket, 'shop'));
    made['mariadb-dump'] = {
      at: 'my.sql',
      expects: ofShop,
      toSubject: (at) => ({ tool: 'mariadb-dump', on: host, path: at }),
    };
    run('gzip', '-k', path('my.sql'));
    made['mariadb-dump-packed'] = { ...made['mariadb-dump'], at: 'my.sql.gz' };
    run('mariabackup', ...socket, '--backup', `--target-dir=${path('mariabackup')}`);
    made['mariabackup'] = {
      at: 'mariabackup',
      expects: { counts: [{ of: 'shop.orders', atLeast: 3_000 }], contains: ['shop.orders'] },
      toSubject: (at) => ({ tool: 'mariabackup', on: host, path: at }),
    };
  } finally {
    await Promise.all([postgres.stop(), mariadb.stop()]);
  }

  run(
    'sqlite3',
    path('live.sqlite'),
    `CREATE TABLE orders (id INTEGER PRIMARY KEY, item TEXT); CREATE INDEX by_item ON orders (item);
    INSERT INTO orders SELECT value, hex(randomblob(20)) FROM generate_series(1, 3000);`,
  );
  run('sqlite3', path('live.sqlite'), `.backup copy.sqlite`);
  made['sqlite'] = {
    at: 'copy.sqlite',
    expects: { contains: ['orders'], counts: [{ of: 'orders', atLeast: 3_000 }] },
    toSubject: (at) => ({ tool: 'sqlite', on: host, path: at }),
  };

  for (const [name, file, ...options] of [
    ['tar', 'tree.tar'],
    ['tar-gzip', 'tree.tgz', '-z'],
    ['tar-zstd', 'tree.tar.zst', '--zstd'],
  ] as const) {
    run('tar', '-C', path('tree'), ...options, '-cf', path(file), '.');
    made[name] = {
      at: file,
      expects: { contains: ['a/one'], counts: [{ of: 'files', atLeast: 4 }] },
      toSubject: (at) => ({ tool: 'tar', on: host, path: at }),
    };
  }
  cpSync(path('tree'), path('files'), { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
  execFileSync('sh', ['-c', 'find . -type f ! -name SHA256SUMS -exec sha256sum {} + >SHA256SUMS'], {
    cwd: path('files'),
  });
  made['files'] = {
    at: 'files',
    expects: { contains: ['a/one'] },
    toSubject: (at) => ({ tool: 'files', on: host, path: at, manifest: `${at}/SHA256SUMS` }),
  };
  run('rsync', '-a', `${path('tree')}/`, `${path('rsync')}/`);
  made['rsync'] = {
    at: 'rsync',
    expects: { contains: ['a/one'] },
    toSubject: (at) => ({ tool: 'rsync', on: host, path: at, from: { on: host, path: path('tree') } }),
  };

  run('restic', '-r', path('restic'), 'init', '-q');
  run('restic', '-r', path('restic'), 'backup', '-q', path('tree'));
  const inTree = { contains: [`${path('tree')}/a/one`], counts: [{ of: 'files', atLeast: 4 }] };
  made['restic'] = {
    at: 'restic',
    expects: inTree,
    toSubject: (at) => ({ tool: 'restic', on: host, repository: at, readPercent: 100 }),
  };
  run('borg', 'init', '-e', 'repokey', path('borg'));
  run('borg', 'create', `${path('borg')}::tree`, path('tree'));
  made['borg'] = { at: 'borg', expects: inTree, toSubject: (at) => ({ tool: 'borg', on: host, repository: at }) };
  execFileSync('chmod', ['-R', 'a+rX', folder]);
  return made;
}

function makeTree(folder: string): void {
  mkdirSync(join(folder, 'a', 'b'), { recursive: true });
  writeFileSync(join(folder, 'a', 'one'), randomBytes(300_000));
  writeFileSync(join(folder, 'a', 'b', 'two'), 'two\n'.repeat(20_000));
  writeFileSync(join(folder, 'a name\nof two lines'), 'x');
  writeFileSync(join(folder, 'three'), randomBytes(100_000));
  chmodSync(join(folder, 'three'), 0o600);
}
