/** The practice shop's own tools: what a rehearsal relies on, in whichever POSIX shell the machine calls sh. */
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const bin = fileURLToPath(new URL('../../resources/practice/bin', import.meta.url));
let home: string;

function run(script: string): string {
  const env = { HOME: home, PATH: `${bin}:/usr/bin:/bin` };
  return execFileSync('/bin/sh', ['-c', script], { env, cwd: home, encoding: 'utf8', stdio: 'pipe' });
}

const orders = () => readFile(join(home, 'shop/data/orders.tsv'), 'utf8');

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'drydock-shop-'));
  run('shop-seed; shop worker stop');
});

afterEach(() => rm(home, { recursive: true, force: true, maxRetries: 10 }));

test('the migration turns decimal text into cents and keeps every order and the sum', async () => {
  const before = (await orders()).trim().split('\n').slice(1);
  run('shop remember; shop migrate');
  const after = (await orders()).trim().split('\n').slice(1);
  const cents = (line: string) => Math.round(Number(line.split('\t')[3]) * 100);
  expect(after.map((line) => Number(line.split('\t')[3]))).toEqual(before.map(cents));
  expect(after.length).toBeGreaterThanOrEqual(1_800);
  expect(run('shop verify')).toContain('every amount is as before');
});

test('the migration shows its work: a line an order, and progress in colour', () => {
  const lines = run('shop migrate').trim().split('\n');
  expect(lines.length).toBeGreaterThan(1_800);
  expect(lines.filter((line) => line.includes('\u001b[36mbatch')).length).toBeGreaterThanOrEqual(30);
});

test('migrating twice changes nothing the second time', async () => {
  run('shop migrate');
  const once = await orders();
  expect(run('shop migrate')).toContain('nothing to do');
  expect(await orders()).toBe(once);
});

test('the migration refuses while the worker still writes', async () => {
  const before = run('shop worker start; shop status; shop migrate || echo "status $?"');
  expect(before).toContain('status 1');
  expect(run('shop worker stop')).toContain('has stopped');
  expect((await orders()).startsWith('order\tday\tcustomer\tamount\n')).toBe(true);
});

test('a backup restores the data to the byte', async () => {
  const before = await orders();
  run('gzip -c shop/data/orders.tsv > shop/backup/orders.tsv.gz; shop migrate; shop restore shop/backup/orders.tsv.gz');
  expect(await orders()).toBe(before);
});

test('bad use says how to use it', () => {
  expect(() => run('shop sell')).toThrow(/usage: shop/);
});
