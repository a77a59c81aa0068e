/** The page is handed out whole, and nothing but the page. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pagePath } from '../../src/main/link/page-path.ts';
import { type PageAnswer, pagesOf } from '../../src/main/link/pages.ts';

let folder = '';
let pages: (pathname: string) => Promise<PageAnswer>;

beforeAll(() => {
  const parent = mkdtempSync(join(tmpdir(), 'drydock-pages-'));
  folder = join(parent, 'page');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(parent, 'secret.js'), 'secret');
  writeFileSync(
    join(folder, 'index.html'),
    '<meta property="csp-nonce" nonce="__DRYDOCK_NONCE__"><p>__DRYDOCK_NONCE__',
  );
  writeFileSync(join(folder, 'assets/main-abc.js'), 'run()');
  writeFileSync(join(folder, 'assets/map.map'), '{}');
  symlinkSync(join(parent, 'secret.js'), join(folder, 'assets/linked.js'));
  symlinkSync(parent, join(folder, 'out'));
  pages = pagesOf(folder, 'ws://127.0.0.1:1');
});

afterAll(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

test.each([
  ['/', 'index.html'],
  ['/index.html', 'index.html'],
  ['/assets/main-abc.js', 'assets/main-abc.js'],
  ['/assets/a%62c.js', 'assets/abc.js'],
])('%s means %s', (asked, path) => {
  expect(pagePath(asked)).toBe(path);
});

test.each([
  '/../secret.js',
  '/assets/../../secret.js',
  '/%2e%2e/secret.js',
  '/%2e%2e%2fsecret.js',
  '/..%5csecret.js',
  '/..\\secret.js',
  '/assets/%252e%252e/secret.js',
  '/assets//main-abc.js',
  '/./index.html',
  '/index.html%00.js',
  '/index.html\0',
  '/.hidden.js',
  '/C:/secret.js',
  '/assets/main-abc.js::$DATA',
  '/%',
  '/%ff',
  'index.html',
  '',
  `/${'a'.repeat(1_001)}`,
])('%j means nothing', (asked) => {
  expect(pagePath(asked)).toBeUndefined();
});

test('whatever is asked, the path has neither dots nor a root', () => {
  const piece = fc.constantFrom('..', '.', '/', '\\', '%2e', '%2f', '%5c', '%00', '%25', 'a', '~', ':', ' ', '\0');
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const path = pagePath(`/${pieces.join('')}`);
      return path === undefined || path.split('/').every((part) => /^[\w-][\w.-]*$/.test(part));
    }),
  );
});

test('a page carries a nonce of its own, the same in its policy and its text', async () => {
  const [first, second] = [await pages('/'), await pages('/')];
  const nonceOf = (answer: PageAnswer) => /'nonce-([^']+)'/.exec(answer.headers['Content-Security-Policy'] ?? '')?.[1];
  expect(nonceOf(first)).toMatch(/^[A-Za-z0-9+/=]{24}$/);
  expect(nonceOf(first)).not.toBe(nonceOf(second));
  const nonce = nonceOf(first);
  expect(Buffer.from(first.body).toString()).toBe(`<meta property="csp-nonce" nonce="${nonce}"><p>${nonce}`);
  expect(first.headers['Cache-Control']).toBe('no-store');
});

test('the policy lets nothing inline and nothing evaluated run, and the page talk to its own door only', async () => {
  const policy = (await pages('/')).headers['Content-Security-Policy'] ?? '';
  expect(policy).not.toContain('unsafe');
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("connect-src 'self' ws://127.0.0.1:1;");
  expect(policy).toContain("frame-ancestors 'none'");
});

test('files come with their type and cannot be taken for another', async () => {
  const script = await pages('/assets/main-abc.js');
  expect(script).toMatchObject({ status: 200, headers: { 'X-Content-Type-Options': 'nosniff' } });
  expect(script.headers['Content-Type']).toContain('text/javascript');
});

test.each(['/assets/linked.js', '/out/secret.js', '/assets', '/assets/gone.js', '/assets/map.map', '/index.html/x.js'])(
  '%s is not there',
  async (asked) => {
    expect((await pages(asked)).status).toBe(404);
  },
);
