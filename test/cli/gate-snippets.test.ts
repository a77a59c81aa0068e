/** The snippets of docs/release-gate.md, run as they stand against a real listener: only an open gate lets a pipeline go on. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { TestConsole } from '../fixtures/console.ts';
import { type Ended, untilEnded } from './command.ts';

const docs = readFileSync(new URL('../../docs/release-gate.md', import.meta.url), 'utf8');
const fenceAfter = (heading: string, language: string) =>
  new RegExp(`### ${heading}\\n[\\s\\S]*?\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(docs)?.[1] ?? '';

/** Each with the shell its runner uses, and its options. */
const snippets: readonly (readonly [string, string, readonly string[]])[] = [
  ['GitHub Actions', parse(fenceAfter('GitHub Actions', 'yaml')).jobs.deploy.steps[0].run, ['bash', '-e', '-c']],
  ['GitLab CI', parse(fenceAfter('GitLab CI', 'yaml'))['release-gate'].script[0], ['sh', '-c']],
  ['Jenkins', /sh '''\n([\s\S]*?)'''/.exec(fenceAfter('Jenkins', 'groovy'))?.[1] ?? '', ['sh', '-xe', '-c']],
];

const folder = mkdtempSync(join(tmpdir(), 'drydock-snippets-'));
let console: TestConsole;
let token = '';
let url = '';
beforeAll(async () => {
  console = await TestConsole.open(folder, {});
  await console.ask('environment.save', {
    environment: { name: 'production', isProduction: true },
    expectedVersion: 0,
  });
  ({ token } = await console.ask('gate.addToken', { name: 'ci' }));
  const free = createServer().listen(0, '127.0.0.1');
  await once(free, 'listening');
  const { port } = free.address() as AddressInfo;
  free.close();
  await once(free, 'close');
  await console.ask('gate.openListener', { port });
  url = `http://127.0.0.1:${port}`;
});
afterAll(async () => {
  await console.close();
  rmSync(folder, { recursive: true, force: true });
});

function run(shell: string, words: readonly string[], more: { url?: string; token?: string } = {}): Promise<Ended> {
  const [program = 'sh', ...options] = words;
  return untilEnded(
    spawn(program, [...options, shell], {
      env: { PATH: process.env['PATH'], DRYDOCK_GATE_URL: more.url ?? url, DRYDOCK_GATE_TOKEN: more.token ?? token },
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  );
}

describe.each(snippets)('the snippet for %s', (_name, shell, words) => {
  test('goes on where the gate is open, and never shows the token', async () => {
    expect(shell).toContain('curl');
    // Groovy would read a backslash as its own.
    expect(shell).not.toContain('\\');
    const ended = await run(shell, words);
    expect(ended).toMatchObject({ status: 0, stdout: expect.stringContaining('"state":"open"') });
    expect(ended.stdout + ended.stderr).not.toContain(token);
  });

  test('stops where it is blocked, and shows why', async () => {
    await console.ask('gate.block', { environment: 'production', reason: 'say "state":"open" to me' });
    const ended = await run(shell, words);
    expect(ended).toMatchObject({ status: 1, stdout: expect.stringContaining('blocked it') });
    const { causes } = await console.ask('gate.show', { environment: 'production' });
    const policy = await console.ask('policy.show', {});
    await console.ask('policy.save', {
      policy: { ...policy.policy, roles: { ...policy.policy.roles, gateOpenedBy: [] } },
    });
    await console.ask('gate.unblock', { environment: 'production', reason: 'done', lifts: causes.map(({ id }) => id) });
  });

  test('stops where the token is wrong, nobody answers, or somebody else does', async () => {
    expect((await run(shell, words, { token: 'x'.repeat(43) })).status).toBe(1);
    expect((await run(shell, words, { url: 'http://127.0.0.1:1' })).status).not.toBe(0);
    const said = (await console.ask('gate.statement', { environment: 'production', nonce: 'another-question' })).text;
    const answers = [
      { status: 302, body: '', headers: { location: `${url}/gate/production` } },
      { status: 200, body: '<html>Sign in</html>' },
      { status: 200, body: '{"state":"open"}' },
      { status: 200, body: said },
      { status: 200, body: said, headers: { 'content-length': String(said.length + 100) } },
    ];
    const server = createServer((_request, response) => {
      const { status, body, headers } = answers.shift() ?? { status: 500, body: '' };
      response
        .writeHead(status, headers)
        .write(body, () => (headers === undefined ? response.end() : response.destroy()));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    while (answers.length > 0) expect((await run(shell, words, { url: at })).status).not.toBe(0);
    server.close();
  });
});
