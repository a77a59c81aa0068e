/** Backups made by the real tools: what their checks prove of good ones, and that no broken one passes. */

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Check } from '../../../src/core/backup/check.ts';
import { toProof } from '../../../src/core/backup/proof.ts';
import type { Reading } from '../../../src/core/backup/reading.ts';
import type { Action } from '../../../src/core/backup/tools/tool.ts';
import { check, host } from '../../fixtures/backup-host.ts';
import { type GoodBackup, makeGoodBackups, secrets } from './good-backups.ts';
import { copyOf, mutations } from './mutations.ts';

const nobody = 65_534;
/** `npm run soak` takes the slow ones, too. */
const isSoak = process.env['DRYDOCK_SOAK_ROUNDS'] !== undefined;

let folder = '';
let good: Readonly<Record<string, GoodBackup>> = {};
const verified = new Map<string, Reading>();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'drydock-backups-'));
  execFileSync('chmod', ['755', folder]);
  good = await makeGoodBackups(folder);
  // They have to be old enough that a change of theirs shows in the time of their last change.
  execFileSync('find', [folder, '-exec', 'touch', '-h', '-d', '2026-01-02T03:04:05Z', '{}', '+']);
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function goodOf(name: string): GoodBackup {
  const found = good[name];
  if (found === undefined) throw new Error(`no good backup ${name}`);
  return found;
}

const pathOf = (name: string) => join(folder, goodOf(name).at);

function ask(action: Action, name: string, path = pathOf(name), more: object = {}, way: object = {}): Promise<Reading> {
  const { toSubject, expects } = goodOf(name);
  return check(action, toSubject(path), { expects, ...more }, { environment: secrets, ...way });
}

/** SHA-256 of everything at a path, its names and its modes. */
function seal(path: string): string {
  const list = 'find . \\( -type f -exec sha256sum {} + \\) , -printf "%p %m %T@\\n" | sort | sha256sum';
  return execFileSync('sh', [
    '-c',
    `if [ -d "$1" ]; then cd "$1" && ${list}; else sha256sum <"$1"; fi`,
    'sh',
    path,
  ]).toString();
}

describe('a good backup', () => {
  test.each([
    ['tar', 'complete'],
    ['tar-gzip', 'present'],
    ['pg-custom', 'present'],
    ['pg-directory', 'complete'],
    ['pg-plain', 'complete'],
    ['pg-all', 'complete'],
    ['pg-base', 'complete'],
    ['pg-base-tar', 'complete'],
    ['mariadb-dump', 'complete'],
    ['mariabackup', 'complete'],
    ['sqlite', 'complete'],
    ['files', 'complete'],
    ['rsync', 'complete'],
    ['restic', 'complete'],
    ['borg', 'complete'],
  ])('of %s is %s at a look', async (name, level) => {
    expect(await ask('look', name)).toMatchObject({ level, problems: [] });
  });

  test.each([
    'tar',
    'tar-gzip',
    'tar-zstd',
    'pg-custom',
    'pg-custom-unpacked',
    'pg-directory',
    'pg-plain',
    'pg-plain-packed',
    'pg-plain-creating',
    'pg-tar',
    'pg-all',
    'pg-base',
    'pg-base-tar',
    'mariadb-dump',
    'mariadb-dump-packed',
    'mariabackup',
    'sqlite',
    'files',
    'rsync',
    'restic',
    'borg',
  ])('of %s is readable by the tool’s own check', async (name) => {
    const reading = await ask('verify', name);
    expect(reading).toMatchObject({ level: 'readable', problems: [] });
    verified.set(name, reading);
  });

  test.each([
    'tar-gzip',
    'pg-custom',
    'pg-plain',
    ...(isSoak ? ['pg-all', 'pg-plain-creating', 'pg-directory', 'pg-base'] : []),
    'pg-base-tar',
    'mariadb-dump',
    'mariabackup',
    'sqlite',
    'files',
    'rsync',
    'restic',
    'borg',
  ])('of %s is restored into a scratch place, which is gone afterwards, and is itself as before', async (name) => {
    const scratch = join(folder, 'scratch');
    mkdirSync(scratch, { recursive: true });
    const before = seal(pathOf(name));
    const subject = { ...goodOf(name).toSubject(pathOf(name)), scratch };
    const reading = await check('restore', subject, { expects: goodOf(name).expects }, { environment: secrets });
    expect(reading).toMatchObject({ level: 'restored', problems: [] });
    expect(reading.counts.every(({ found, expected = 0 }) => found >= expected && found > 0)).toBe(true);
    expect(readdirSync(scratch)).toEqual([]);
    expect(seal(pathOf(name))).toBe(before);
  });
});

describe('a broken backup', () => {
  let copies = 0;
  test.each(
    mutations
      .filter(({ isLong = false }) => isSoak || !isLong)
      .map((one) => [one.of, one.how, one.caughtBy, one] as const),
  )('%s, %s: caught by %s', async (name, how, caughtBy, mutation) => {
    const path = join(folder, `broken-${copies++}`);
    copyOf(pathOf(name), path);
    mutation.breakIt(path, pathOf);
    const before = verified.get(name);
    if (before === undefined) throw new Error(`${name} was not verified while it was good`);
    const action = caughtBy === 'SHA-256' ? 'verify' : caughtBy === 'not let in' ? 'look' : caughtBy;
    const way = {
      environment: { ...secrets, ...mutation.environment },
      ...(mutation.isUnprivileged === true && process.getuid?.() === 0 ? { uid: nobody } : {}),
    };
    const reading = await ask(action, name, path, { known: before.content }, way);
    if (caughtBy === 'not let in') expect(reading).toMatchObject({ level: 'none', problems: [expect.any(String)] });
    else if (caughtBy !== 'SHA-256') {
      expect(reading.refutes, JSON.stringify(reading)).toBeDefined();
      expect(['none', 'present', 'complete']).toContain(reading.level);
    }
    const toCheck = (atMs: number, what: Reading, by: Action): Check => ({
      action: by,
      tool: goodOf(name).toSubject(path).tool,
      on: host,
      reading: what,
      atMs,
    });
    const proof = toProof([toCheck(1, before, 'verify'), toCheck(2, reading, action)]);
    if (caughtBy !== 'not let in') expect(proof.trouble, how).toBeDefined();
    rmSync(path, { recursive: true, force: true });
  });
});
