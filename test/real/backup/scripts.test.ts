/** The scripts themselves, in real shells: quoting, odd hosts, missing things, room, secrets, being ended, and where a machine says it is. */
import { execFileSync, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import type { Subject } from '../../../src/core/backup/subject.ts';
import { parseAnswer } from '../../../src/core/backup/tools/answer.ts';
import { toScript } from '../../../src/core/backup/tools/preamble.ts';
import { partsOf } from '../../../src/core/backup/tools.ts';
import { parseWhereabouts, toWhereaboutsScript } from '../../../src/core/backup/whereabouts.ts';
import { check, host, runScript } from '../../fixtures/backup-host.ts';
import { hostileName } from './good-backups.ts';

const shells = ['dash', 'busybox sh', 'bash', 'mksh'].map((words) => [words, words.split(' ')] as const);
const nobody = 65_534;

let folder = '';
const at = (name: string) => join(folder, name);
const sh = (script: string, ...options: string[]) =>
  execFileSync('sh', ['-ec', script, 'sh', ...options], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] }).toString();

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'drydock-scripts-'));
  sh(
    `chmod 755 . && mkdir tree && seq 1 5000 >tree/a && seq 1 100 >tree/b && chmod -R a+rX tree && tar -C tree -czf tree.tgz . && tar -C tree -cf "$1" .
    sqlite3 my.sqlite 'CREATE TABLE orders (a); INSERT INTO orders VALUES (1), (2)' && printf 'Salted__12345678' >secret.tar`,
    hostileName,
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const tar = (name: string): Subject => ({ tool: 'tar', on: host, path: at(name) });
const sqlite: () => Subject = () => ({ tool: 'sqlite', on: host, path: at('my.sqlite') });

describe.each(shells)('in %s', (_, shell) => {
  it('a value comes through as it is, whatever a shell would make of it', async () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc
        .array(
          fc.constantFrom(
            "'",
            '"',
            '`',
            '$',
            '(',
            ')',
            '\\',
            '\n',
            ' ',
            ';',
            '&',
            '*',
            '-',
            '!',
            '#',
            '~',
            '%s',
            '{',
            'touch here',
          ),
          { maxLength: 12 },
        )
        .map((parts) => parts.join('')),
    );
    const values = fc.sample(
      hostile.filter((text) => !text.includes('\0') && text.isWellFormed()),
      { numRuns: 40, seed: 7 },
    );
    const names = Object.fromEntries(values.map((value, index) => [`value_${index}`, value]));
    const lines = values.map((_, index) => `say got "$(printf %s "$value_${index}" | od -An -v -tx1 | tr -d ' \\n')"`);
    const answer = parseAnswer(await runScript(toScript('probe it', names, ...lines), { shell }), 'probe it');
    expect(answer?.all('got')).toEqual(values.map((value) => Buffer.from(value).toString('hex')));
  });

  it('a name that holds commands is a name', async () => {
    for (const action of ['look', 'verify', 'restore'] as const) {
      expect(await check(action, tar(hostileName), {}, { shell })).toMatchObject({
        problems: [],
        level: expect.stringMatching(/complete|readable|restored/),
      });
    }
    const left = [...readdirSync('/'), ...readdirSync(folder)];
    expect(left).not.toContain('drydock-was-here');
  });
});

test('a host that has nothing but busybox is looked at like any other', async () => {
  const applets = at('applets');
  mkdirSync(applets);
  const busybox = sh('command -v busybox').trim();
  for (const applet of execFileSync(busybox, ['--list']).toString().trim().split('\n'))
    symlinkSync(busybox, join(applets, applet));
  const way = { shell: [busybox, 'sh'], environment: { PATH: applets } };
  expect(await check('restore', tar('tree.tgz'), {}, way)).toMatchObject({ level: 'restored', problems: [] });
  const files: Subject = { tool: 'files', on: host, path: at('tree') };
  expect(await check('restore', files, { expects: { counts: [{ of: 'files', atLeast: 2 }] } }, way)).toMatchObject({
    level: 'restored',
    problems: [],
  });
  const copy: Subject = { tool: 'rsync', on: host, path: at('tree'), from: { on: host, path: at('tree') } };
  expect(await check('restore', copy, {}, way)).toMatchObject({ level: 'restored', problems: [] });
});

describe('a check', () => {
  it('of somebody who is not root does what root’s does', async () => {
    const way = process.getuid?.() === 0 ? { uid: nobody } : {};
    expect(await check('restore', sqlite(), {}, way)).toMatchObject({ level: 'restored', problems: [] });
    expect(await check('restore', tar('tree.tgz'), {}, way)).toMatchObject({ level: 'restored', problems: [] });
  });

  it('says which program is missing, and proves nothing', async () => {
    const [part] = partsOf('verify', { subject: sqlite(), expects: {} });
    const script = part?.script.replaceAll('need sqlite3', 'need sqlite3-of-nobody') ?? '';
    const answer = parseAnswer(await runScript(script), 'sqlite verify');
    expect(answer?.all('missing')).toEqual(['sqlite3-of-nobody']);
    expect(answer?.all('integrity')).toEqual([]);
  });

  it('begins no restore where there is no room for it', async () => {
    const base = at('huge');
    mkdirSync(base);
    for (const name of ['base.tar', 'backup_manifest']) writeFileSync(join(base, name), 'x');
    truncateSync(join(base, 'base.tar'), 10 ** 13);
    const reading = await check('restore', { tool: 'pg-basebackup', on: host, path: base });
    expect(reading).toMatchObject({
      level: 'none',
      problems: [expect.stringMatching(/^There is not enough room in \/tmp on db-1: 66.0 TB are needed/)],
    });
  });

  it('says which secret is missing, and takes it from the environment or from the host’s own file', async () => {
    const repository = at('restic');
    const environment = { RESTIC_PASSWORD: 'of the run' };
    execFileSync('restic', ['-r', repository, '--no-cache', '-q', 'init'], {
      env: { PATH: '/usr/bin:/bin', ...environment },
    });
    execFileSync('restic', ['-r', repository, '--no-cache', '-q', 'backup', at('tree')], {
      env: { PATH: '/usr/bin:/bin', ...environment },
    });
    const subject: Subject = { tool: 'restic', on: host, repository, readPercent: 100 };
    expect((await check('look', subject)).problems).toEqual([
      'RESTIC_PASSWORD is not set on db-1: give it as a secret of the run, under that name.',
    ]);
    writeFileSync(at('restic.env'), "RESTIC_PASSWORD='of the run'\n");
    expect(await check('look', { ...subject, environmentFile: at('restic.env') })).toMatchObject({
      level: 'complete',
      problems: [],
    });
    expect((await check('look', { ...subject, environmentFile: at('none.env') })).problems[0]).toContain(
      'none.env on db-1 cannot be read',
    );
  });

  it('does not take files for all of them by their being there', async () => {
    const files: Subject = { tool: 'files', on: host, path: at('tree') };
    for (const action of ['look', 'verify', 'restore'] as const)
      expect(await check(action, files)).toMatchObject({ level: 'present', problems: [] });
    const { sha256 } = (await check('checksum', files)).content;
    if (sha256 === undefined) throw new Error('no SHA-256');
    expect(await check('verify', files, { expects: { sha256 } })).toMatchObject({ level: 'readable' });
    expect(await check('verify', files, { expects: { sha256: '0'.repeat(64) } })).toMatchObject({
      level: 'present',
      refutes: 'complete',
    });
    expect(await check('verify', files, { expects: { counts: [{ of: 'files', atLeast: 3 }] } })).toMatchObject({
      level: 'present',
      refutes: 'complete',
    });
  });

  it('says that it cannot look into what is encrypted', async () => {
    expect((await check('verify', tar('secret.tar'))).problems).toEqual([
      `${at('secret.tar')} is encrypted (openssl): what is in it cannot be looked at here.`,
    ]);
  });

  it('reads the progress that a tool writes to its log', async () => {
    writeFileSync(at('progress'), ' 12%\r 42%\r');
    expect(await check('look', { ...tar('tree.tgz'), log: at('progress') } as Subject)).toMatchObject({ percent: 42 });
  });

  it('does not obey commands to the shell that stand in a dump', async () => {
    const text = [
      '--',
      '-- PostgreSQL database dump',
      '--',
      '',
      'CREATE TABLE a (',
      ');',
      `\\! touch ${at('obeyed')}`,
      '',
      '--',
      '-- PostgreSQL database dump complete',
      '--',
      '',
    ];
    writeFileSync(at('hostile.sql'), text.join('\n'), { mode: 0o644 });
    const reading = await check('restore', { tool: 'pg-dump', on: host, path: at('hostile.sql') });
    expect(reading).toMatchObject({ refutes: 'readable', problems: [expect.stringContaining('restrict')] });
    expect(existsSync(at('obeyed'))).toBe(false);
  });

  it('that is ended takes its server and its folder along', async () => {
    const scratch = at('ended');
    mkdirSync(scratch);
    sh(
      'printf -- "--\\n-- PostgreSQL database dump\\n--\\n\\nSELECT pg_sleep(600);\\n\\n--\\n-- PostgreSQL database dump complete\\n--\\n" >slow.sql; chmod a+r slow.sql',
    );
    const [part] = partsOf('restore', {
      subject: { tool: 'pg-dump', on: host, path: at('slow.sql'), scratch },
      expects: {},
    });
    const child = spawn('dash', ['-s'], {
      stdio: ['pipe', 'pipe', 'ignore'],
      detached: true,
      env: { PATH: '/usr/bin:/bin' },
    });
    child.stdin.end(part?.script);
    const ended = new Promise((resolve) => child.on('close', resolve));
    let seen = '';
    for await (const chunk of child.stdout) {
      seen += String(chunk);
      if (seen.includes('drydock-backup: started-server yes')) break;
    }
    if (child.pid === undefined) throw new Error('the script did not begin');
    process.kill(-child.pid, 'SIGTERM');
    await ended;
    expect(seen).not.toContain('drydock-backup: end');
    expect(readdirSync(scratch)).toEqual([]);
    const running = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((pid) => sh('cat "/proc/$1/cmdline" 2>/dev/null || true', pid));
    expect(running.filter((line) => line.includes(scratch))).toEqual([]);
  });
});

describe('a command of the team’s own', () => {
  const own = (script: string, expectation: object = {}): Subject => ({
    tool: 'own-command',
    on: host,
    look: { script, expectation },
    verify: { script, expectation },
  });

  it('proves what it is for, and says more in lines of its own', async () => {
    const script = 'echo "size 42"; echo "started 2026-11-01T10:00:00Z"; echo "count 7 tapes"; echo "all well"';
    const subject = own(script, { matches: ['^all well$'] });
    expect(await check('look', subject)).toMatchObject({
      level: 'complete',
      content: { sizeBytes: 42 },
      startedAtMs: Date.UTC(2026, 10, 1, 10),
    });
    expect(await check('verify', subject, { expects: { counts: [{ of: 'tapes', atLeast: 7 }] } })).toMatchObject({
      level: 'readable',
    });
    expect(await check('verify', subject, { expects: { counts: [{ of: 'tapes', atLeast: 8 }] } })).toMatchObject({
      refutes: 'complete',
    });
  });

  it('is no proof where it fails, where its words are others, or where it is not done', async () => {
    expect((await check('look', own('exit 3'))).problems).toEqual(['The exit status is 3; expected was 0.']);
    expect(await check('look', own('echo no', { matches: ['yes'] }))).toMatchObject({
      level: 'none',
      refutes: 'complete',
    });
    expect(await check('look', own('echo "percent 40"'))).toMatchObject({
      level: 'present',
      refutes: 'complete',
      percent: 40,
    });
  });

  it('cannot speak for Drydock', async () => {
    const script = 'echo "drydock-backup: end"; echo "drydock-backup: ended 0"; exit 1';
    expect(await check('verify', own(script))).toMatchObject({ level: 'none', refutes: 'complete' });
  });

  it('that says more than is read is not trusted to lack anything', async () => {
    expect(await check('look', own('seq 1 5000', { lacks: ['broken'] }))).toMatchObject({ level: 'none' });
    expect((await check('look', own('seq 1 5000', { lacks: ['broken'] }))).refutes).toBeUndefined();
  });
});

test('a machine says where it is, and on what a place lies that is not there yet', async () => {
  const places = [at('tree'), at('not/there/yet'), 'sftp:bo@localhost:/r'];
  const reached = { address: '127.0.0.1', port: 22, keys: ['SHA256:k'] };
  const told = parseWhereabouts(await runScript(toWhereaboutsScript(places)), places, reached);
  expect(told).toMatchObject({ ...reached, host, hostname: hostname() });
  expect(told?.addresses).toContain('127.0.0.1');
  expect(told?.bootId).toMatch(/^[0-9a-f-]{36}$/);
  expect(told?.places.map(({ place }) => place)).toEqual(places);
  expect(told?.places[0]?.device).toBe(told?.places[1]?.device);
  expect(told?.places[0]?.device).toBeDefined();
  expect(told?.places[2]).toMatchObject({
    server: 'localhost',
    serverAddresses: expect.arrayContaining([expect.stringMatching(/^(127\.0\.0\.1|::1)$/)]),
  });
  expect(parseWhereabouts({ on: host, stdout: 'motd', exitStatus: 0 }, places, reached)).toBeUndefined();
  expect(existsSync(at('not'))).toBe(false);
});
